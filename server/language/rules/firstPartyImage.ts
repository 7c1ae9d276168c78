/** What is known of an image because AWS provides it. It may be out of date, so nothing here is an error. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import { type Container, containersOf } from '../entities/containers';
import {
  expectedAccounts,
  familyOf,
  firstParty,
  type Image,
  inRegion,
  isAwsAccount,
  knownTag,
  meantTag,
  newerOf,
  parseImage,
  sageMakerTagFor,
} from '../knowledge/images';
import { replaceFix } from '../syntax/fixes';
import { hasPlaceholder, oneOf } from '../text/words';
import type { AnalysisContext } from '../types';
import { withImage } from './example';
import { isInAnotherRegion, type RuleMeta, type SchemaRule, structRule } from './rule';

/** An image in a registry of AWS. */
interface OfAws {
  readonly text: string;
  readonly image: Image;
  readonly container: Container;
}

interface ImageJudgment {
  readonly message: string;
  /** Images to write instead. */
  readonly instead?: readonly (readonly [title: string, image: string])[];
}

function readAwsImage(container: Container): OfAws | undefined {
  const text = container.text('Image') ?? '';
  const image = hasPlaceholder(text) ? undefined : parseImage(text);
  return image && isAwsAccount(image.account) ? { text, image, container } : undefined;
}

/** The image of a container, if it's in a registry of AWS. */
const ofAws = (container: Container) => container.memo(readAwsImage);

interface ImageRule extends RuleMeta {
  readonly check: (it: OfAws, given: AnalysisContext) => ImageJudgment | undefined;
}

/** A rule about an image in a registry of AWS. */
function aboutImage({ check, ...meta }: ImageRule): SchemaRule<'struct'> {
  return structRule<sdk.ContainerDefinition>('ContainerDefinition', {
    ...meta,
    check(container, report, _, given) {
      const found = ofAws(container);
      const node = container.value('Image');
      const judgement = found && check(found, given);
      if (!node || !judgement) return;
      const { message, instead = [] } = judgement;
      report(node, message, { fixes: instead.map(([title, image]) => replaceFix(node, image, title)) });
    },
  });
}

/** The image with another tag, and without the digest of the one that it was. */
const withTag = ({ text }: OfAws, tag: string) => `${text.slice(0, text.indexOf(':') + 1)}${tag}`;

export const registryOfAnotherRegion = aboutImage({
  id: 'registry-of-another-region',
  severity: 'warning',
  rationale: 'AWS provides the same image from other accounts in other regions.',
  invalidExample: withImage(
    '763104351884.dkr.ecr.eu-south-2.amazonaws.com/pytorch-inference:2.6.0-cpu-py312',
    'warning registry-of-another-region',
  ),
  check({ text, image, container }, given) {
    const { account, repository, region } = image;
    const holders = expectedAccounts(image);
    if (holders.length === 0 || isInAnotherRegion(image, container, given)) return undefined;
    const right = inRegion(text, region);
    return {
      message: `In ${region}, AWS provides ${repository} from account ${oneOf(holders)}, not from ${account}. Name that account.`,
      instead: right ? [[`Take it from ${holders[0]}`, right]] : [],
    };
  },
});

export const imageForEc2 = aboutImage({
  id: 'image-for-ec2',
  severity: 'warning',
  rationale: 'Images that AWS builds for EC2 do not start the server that SageMaker calls.',
  invalidExample: withImage(
    '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-cpu-py312-ubuntu22.04-ec2',
    'warning image-for-ec2',
  ),
  check(it) {
    const { repository, tag = '' } = it.image;
    const isForEc2 = /-ec2(?:-|$)|^server-cuda/.test(tag) && familyOf(repository) && !knownTag(repository, tag);
    if (!isForEc2) return undefined;
    const twin = sageMakerTagFor(it.image);
    return {
      message: `This tag is of an image for EC2. Take ${twin ? `its twin for SageMaker, ${twin}` : 'one that is for SageMaker'}.`,
      instead: twin ? [[`Write ${twin}`, withTag(it, twin)]] : [],
    };
  },
});

export const trainingImage = aboutImage({
  id: 'training-image',
  severity: 'warning',
  rationale: 'Images that AWS provides for training have no server in them.',
  invalidExample: withImage(
    '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.6.0-cpu-py312',
    'warning training-image',
  ),
  check({ text, image: { repository, tag = '' } }) {
    if (!/-training(?:-|$)/.test(repository)) return undefined;
    const twin = repository.replace('-training', '-inference');
    return {
      message: `${repository} is for training, and cannot answer requests. Take an image for inference.`,
      instead: knownTag(twin, tag) ? [[`Take it from ${twin}`, text.replace(repository, twin).replace(/@.*/, '')]] : [],
    };
  },
});

export const imagePastPatches = aboutImage({
  id: 'image-past-patches',
  severity: 'information',
  rationale: 'AWS patches an image up to a day that it announces, and not after it.',
  given: { today: '2026-11-24' },
  invalidExample: withImage(
    '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-py312',
    'information image-past-patches',
  ),
  check(it, { today }) {
    const until = firstParty(it.image)?.until;
    if (today === undefined || until === undefined || until >= today) return undefined;
    const newer = newerOf(it.image, today);
    return {
      message: `AWS has patched this image until ${until}. ${newer ? `Take a newer one, such as ${newer}.` : 'Look for a newer one.'}`,
      instead: newer ? [[`Write ${newer}`, withTag(it, newer)]] : [],
    };
  },
});

export const algorithmWithoutModel = aboutImage({
  id: 'algorithm-without-model',
  severity: 'warning',
  rationale: 'The image of a built-in algorithm serves the model that a training has left, and nothing without it.',
  invalidExample: withImage(
    '438346466558.dkr.ecr.eu-west-1.amazonaws.com/linear-learner:1',
    'warning algorithm-without-model',
  ),
  check({ image, container }) {
    const known = firstParty(image);
    // A container of many models has a rule of its own.
    const hasModel = container.has('ModelDataUrl') || container.has('ModelDataSource');
    if (!known?.isAlgorithm || hasModel || container.is('Mode', 'MultiModel')) return undefined;
    return { message: `${known.family} needs a trained model. Give its address in ModelDataUrl.` };
  },
});

/** What an image is, where its container is to hold many models. */
const ofMany = ({ image, container }: OfAws) => (container.is('Mode', 'MultiModel') ? firstParty(image) : undefined);

const isTensorFlowGpu = (it: OfAws) =>
  it.image.repository === 'tensorflow-inference' && ofMany(it)?.processor === 'GPU';

const manyModels = `    "Mode": "MultiModel",
    "ModelDataUrl": "s3://churn-models/all/"`;

export const multiModelImage = aboutImage({
  id: 'multi-model-image',
  severity: 'information',
  rationale: 'Only some of the images that AWS provides are documented to hold many models.',
  invalidExample: withImage(
    '763104351884.dkr.ecr.eu-west-1.amazonaws.com/autogluon-inference:1.4.0-cpu-py311',
    'information multi-model-image',
    manyModels,
  ),
  check(it) {
    const known = ofMany(it);
    const holds = known?.many === 'any' || (known?.many === 'cpu' && known.processor !== 'GPU');
    if (!known || holds || isTensorFlowGpu(it)) return undefined;
    return {
      message: `${known.family}${known.many ? ' on a GPU' : ''} is not documented to hold many models. Try it, or say SingleModel.`,
    };
  },
});

export const multiModelTensorflowGpu = aboutImage({
  id: 'multi-model-tensorflow-gpu',
  severity: 'warning',
  rationale: 'SageMaker refuses MultiModel for the GPU images of TensorFlow, which lack the label that allows it.',
  invalidExample: withImage(
    '763104351884.dkr.ecr.eu-west-1.amazonaws.com/tensorflow-inference:2.18.0-gpu',
    'warning multi-model-tensorflow-gpu',
    manyModels,
  ),
  check(it) {
    if (!isTensorFlowGpu(it)) return undefined;
    const tag = it.image.tag?.replace('-gpu', '-cpu') ?? '';
    return {
      message: 'The GPU images of TensorFlow cannot hold many models. Take the one for CPUs, or say SingleModel.',
      instead: knownTag(it.image.repository, tag) ? [[`Write ${tag}`, withTag(it, tag)]] : [],
    };
  },
});

export const unknownTag = aboutImage({
  id: 'unknown-tag',
  severity: 'hint',
  rationale: 'A tag that is one letter off names no image.',
  invalidExample: withImage(
    '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-cpu-py311',
    'hint unknown-tag',
  ),
  check(it) {
    const { repository, tag = '' } = it.image;
    const meant = tag && meantTag(it.image);
    return meant
      ? {
          message: `No tag ${tag} of ${repository} is known here. Did you mean ${meant}?`,
          instead: [[`Write ${meant}`, withTag(it, meant)]],
        }
      : undefined;
  },
});

/** Images of which the service says that they need the network. */
const needsNetwork = /^sagemaker-(?:chainer|rl-.+)$/;

export const isolatedImage = structRule<sdk.CreateModelInput>('CreateModelInput', {
  id: 'isolated-image',
  severity: 'warning',
  rationale: 'The images of Chainer and of reinforcement learning do not work without a network.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "Image": "520713654638.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-chainer:5.0.0-cpu-py3" },
  "EnableNetworkIsolation": true
  ^^^^^^^^^^^^^^^^^^^^^^^^ warning isolated-image
}`,
  check(it, report) {
    const key = it.key('EnableNetworkIsolation');
    if (!key || !it.is('EnableNetworkIsolation', true)) return;
    const isAffected = containersOf(it).some((container) =>
      needsNetwork.test(ofAws(container)?.image.repository ?? ''),
    );
    if (isAffected)
      report(key, 'An image of this model does not work in network isolation. Take another one, or leave this out.', {
        fixes: [it.without('EnableNetworkIsolation')],
      });
  },
});

export const metricsOfAws = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'metrics-of-aws',
  severity: 'hint',
  rationale: 'Of an image of AWS, SageMaker knows where its metrics are.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm:0.27.1-gpu-py312",
    "ContainerMetricsConfig": { "MetricsEndpoints": [{ "MetricsEndpointPath": "/metrics" }] }
    ^^^^^^^^^^^^^^^^^^^^^^^^ hint metrics-of-aws
  }
}`,
  check(it, report) {
    const key = it.key('ContainerMetricsConfig');
    const found = ofAws(it);
    if (key && found && firstParty(found.image))
      report(
        key,
        'For an image of AWS this is optional, as SageMaker knows where its metrics are. Remove it, unless it differs.',
        { fixes: [it.without('ContainerMetricsConfig')] },
      );
  },
});
