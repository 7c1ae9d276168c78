/** Whether all that a definition names is in the region, and the partition, in which its model is to be created. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import { partitionOf, registrySuffixOf } from '../../../knowledge/partitions';
import { arnOf, asArn } from '../aws/arn';
import type { ReferenceKind } from '../description/shape';
import { isAnywhere, movedTo, type NamedPlace, regionOf, regionsIn, votesOf } from '../entities/regions';
import { expectedAccounts, inRegion, parseImage } from '../knowledge/images';
import { openingBracketOrValue, replaceFix } from '../syntax/fixes';
import { hasPlaceholder } from '../text/words';
import type { AnalysisContext, Finding, Fix } from '../types';
import { withContainer } from './example';
import { type CheckedFile, isInAnotherRegion, type RuleMeta, type SchemaRule, structRule } from './rule';

/** A value that names another region than the one that the definition is for. */
interface Stray {
  readonly it: NamedPlace;
  readonly from: string;
  readonly to: string;
  /** How it is known that the definition is for that region, as the beginning of a sentence. */
  readonly because: string;
  /** What to do about it, as a sentence. */
  readonly remedy: string;
}

/** More places than these show nothing new. */
const mostRelated = 5;

const named = ({ strings, document }: CheckedFile) => regionsIn(strings, document.torn);

/** The values that name another region than the one that the definition is for. */
function strays({ given, memo }: CheckedFile): readonly Stray[] {
  const found = memo.get(named);
  const to = regionOf(found, given);
  if (to === undefined) return [];
  const strange = found.filter((it) => it.region !== undefined && it.region !== to && !isAnywhere(it));
  if (strange.length === 0) return [];
  const votes = votesOf(found);
  const certain = strange.filter((it) => !it.isGuess).length;
  return strange.flatMap((it) => {
    const { region: from } = it;
    if (from === undefined) return [];
    // The mere name of a bucket contradicts nothing but another one.
    const isOdd = votes.get(from) !== votes.get(to) && (strange.length === 1 || (!it.isGuess && certain === 1));
    const remedy = `Name one in ${to}.`;
    if (given.region !== undefined) return [{ it, from, to, because: `the model is for ${to}`, remedy }];
    return isOdd
      ? [{ it, from, to, because: `the rest of this definition is in ${to}`, remedy }]
      : [{ it, from, to, because: `another part of this definition is in ${to}`, remedy: 'Name both in one region.' }];
  });
}

/** The values that show which Region a definition is for, except one. Returns none if the user selected the Region. */
function witnesses(file: CheckedFile, region: string): (except?: NamedPlace) => Finding['related'] {
  const found: NamedPlace[] = [];
  if (file.given.region === undefined)
    for (const it of file.memo.get(named)) {
      if (found.length > mostRelated) break;
      if (!it.isGuess && it.region === region) found.push(it);
    }
  return (except) =>
    found
      .filter((it) => it.node !== except?.node)
      .slice(0, mostRelated)
      .map((it) => ({
        ...openingBracketOrValue(it.node),
        message: `This ${it.what} is in ${it.region ?? it.partition}.`,
      }));
}

/** The fix that names the same thing in the region, where it is certain to be there. */
function moving({ it, to }: Stray): Fix[] | undefined {
  const moved = movedTo(it, to);
  return moved?.isCertain ? [replaceFix(it.node, moved.text, `Take the ${it.what} of ${to}`)] : undefined;
}

/** A rule about values that name another region than the one that the definition is for. */
function aboutStrays(
  words: RuleMeta,
  isJudged: (it: NamedPlace, given: AnalysisContext) => boolean,
  message: (it: Stray) => string,
): SchemaRule<'file'> {
  return {
    ...words,
    on: 'file',
    check(file, report) {
      const all = file.memo.get(strays);
      const [first] = all;
      const related = first && witnesses(file, first.to);
      for (const stray of all)
        if (isJudged(stray.it, file.given))
          report({
            ...openingBracketOrValue(stray.it.node),
            message: message(stray),
            related: related?.(),
            fixes: moving(stray),
          });
    },
  };
}

const given: AnalysisContext = { region: 'eu-west-1' };
const isOf =
  (...names: readonly ReferenceKind[]) =>
  (it: NamedPlace) =>
    !it.isGuess && names.includes(it.names);

export const imageOfAnotherRegion = aboutStrays(
  {
    id: 'image-of-another-region',
    severity: 'error',
    rationale: 'SageMaker pulls images of Amazon ECR from the region in which it runs the model, and from no other.',
    given,
    invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/churn:1" }
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error image-of-another-region
}`,
  },
  (it, { region }) => region !== undefined && isOf('image')(it),
  ({ from, to, because }) =>
    `This image is in ${from}, and ${because}: images are not pulled from one region to another. Name one in ${to}.`,
);

export const packageOfAnotherRegion = aboutStrays(
  {
    id: 'package-of-another-region',
    severity: 'error',
    rationale: 'SageMaker takes a model package from the region in which the model is created.',
    given,
    invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "ModelPackageName": "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/3" }
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error package-of-another-region
}`,
  },
  (it, { region }) => region !== undefined && isOf('model-package')(it),
  ({ from, to, because }) =>
    `This model package is in ${from}, and ${because}: SageMaker takes packages of that region alone. Name one in ${to}.`,
);

export const anotherRegion = aboutStrays(
  {
    id: 'another-region',
    severity: 'warning',
    rationale: 'A model, its image, its packages, its JumpStart buckets and its functions are in one region.',
    invalidExample: withContainer(`    "ModelDataSource": { "S3DataSource": {
      "S3Uri": "s3://jumpstart-cache-prod-us-east-1/bert/",
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning another-region
      "S3DataType": "S3Prefix",
      "CompressionType": "None"
    } }`),
  },
  (it, { region }) => (region === undefined ? !it.isGuess : isOf('s3', 'lambda', 'hub-content')(it)),
  ({ it, from, because, remedy }) => `This ${it.what} is in ${from}, and ${because}. ${remedy}`,
);

export const bucketOfAnotherRegion = aboutStrays(
  {
    id: 'bucket-of-another-region',
    severity: 'information',
    rationale: 'SageMaker reads model data from buckets of its own region; the name of a bucket may tell where it is.',
    invalidExample: withContainer(`    "ModelDataUrl": "s3://churn-us-east-1/model.tar.gz"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information bucket-of-another-region`),
  },
  (it) => it.isGuess === true,
  ({ from, to, because }) =>
    `The name of this bucket says ${from}, and ${because}. If it lies there, copy the model data to a bucket in ${to}.`,
);

export const anotherPartition: SchemaRule<'file'> = {
  id: 'another-partition',
  severity: 'error',
  on: 'file',
  rationale:
    'Partitions (AWS, AWS China, AWS GovCloud, …) share no roles, images or buckets, and ARNs begin with theirs.',
  invalidExample: `
{
  "ModelName": "churn",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/churn:1" },
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error another-partition
}`,
  check(file, report) {
    const { given } = file;
    // The name of a bucket proves nothing.
    const found = named(file).filter((it) => !it.isGuess);
    const region = regionOf(found, given);
    const partition = region === undefined ? undefined : partitionOf(region)?.id;
    if (region === undefined || partition === undefined) return;
    // An ARN that contradicts itself is no proof of a partition.
    const isProved =
      given.region !== undefined || found.some((it) => it.region === region && it.partition === partition);
    const related = witnesses(file, region);
    for (const it of found) {
      // Of what is in another region, that is said.
      if (it.partition === undefined || it.partition === partition || (it.region ?? region) !== region) continue;
      if (it.region === undefined && !isProved) continue;
      const arn = arnOf(it.text);
      if (arn)
        report({
          ...openingBracketOrValue(it.node),
          message: `This ARN is of the partition ${it.partition}, and ${region} is in ${partition}: partitions share nothing. Name one that begins with arn:${partition}:.`,
          related: related(it),
          fixes:
            it.region === undefined
              ? undefined
              : [replaceFix(it.node, asArn({ ...arn, partition }), `Write arn:${partition}:`)],
        });
    }
  },
};

export const registrySuffix = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'registry-suffix',
  severity: 'error',
  rationale: 'Behind the region, the host of a registry ends as its partition has it.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws-cn:iam::111122223333:role/r",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.cn-north-1.amazonaws.com/churn:1" }
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error registry-suffix
}`,
  check(it, report, _, given) {
    const [image, node] = [it.text('Image'), it.value('Image')];
    const parsed = image === undefined || hasPlaceholder(image) ? undefined : parseImage(image);
    if (!image || !node || !parsed || isInAnotherRegion(parsed, it, given)) return;
    const { region, dnsSuffix: suffix, form } = parsed;
    const right = registrySuffixOf(region, form === 'dual-stack');
    if (right === undefined || suffix === right) return;
    // To name the account that has it there mends the host as well.
    if (expectedAccounts(parsed).length > 0 && inRegion(image, region) !== undefined) return;
    report(node, `The hosts of registries in ${region} end with ${right}, not with ${suffix}. Write ${right}.`, {
      fixes: [replaceFix(node, image.replace(`${suffix}/`, `${right}/`), `Write ${right}`)],
    });
  },
});
