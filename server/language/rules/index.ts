/** Every rule, in one list. */
import * as additionalModelData from './additionalModelData';
import * as environment from './environment';
import * as firstPartyImage from './firstPartyImage';
import * as hostnames from './hostnames';
import * as image from './image';
import * as marketplace from './marketplace';
import * as members from './members';
import * as modelData from './modelData';
import * as modelDataSource from './modelDataSource';
import * as multiModel from './multiModel';
import * as placeholder from './placeholder';
import * as region from './region';
import * as request from './request';
import * as role from './role';
import type { Rule } from './rule';
import * as s3Address from './s3Address';
import * as source from './source';
import * as strings from './strings';
import * as syntax from './syntax';
import * as values from './values';
import * as valueTypes from './valueTypes';
import * as variables from './variables';
import * as vpcAndTags from './vpcAndTags';

const subjects = [
  syntax,
  members,
  valueTypes,
  strings,
  values,
  placeholder,
  request,
  hostnames,
  source,
  image,
  firstPartyImage,
  s3Address,
  modelData,
  modelDataSource,
  additionalModelData,
  multiModel,
  environment,
  variables,
  role,
  vpcAndTags,
  region,
  marketplace,
];

export const rules: readonly Rule[] = subjects.flatMap((subject) => Object.values<Rule>(subject));
