/** What can be said of each kind of string, in one table. */
import { image } from './image';
import { asUsed } from './known';
import type { Meanings } from './meaning';
import { hubContent, lambda, modelPackage, role } from './resource';
import { s3 } from './s3';
import { securityGroup, subnet } from './vpc';

export const meanings: Meanings = {
  image,
  s3,
  role,
  'model-package': modelPackage,
  lambda,
  'hub-content': hubContent,
  'security-group': securityGroup,
  subnet,
  'tag-key': asUsed('tag-key'),
};
