/** Containers that load many models. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Container } from '../entities/containers';
import { openingBracketOrValue, removeFix, replaceFix } from '../syntax/fixes';
import { hasPlaceholder } from '../text/words';
import type { Fix } from '../types';
import { withContainer } from './example';
import { inMode, isSingleModel } from './mode';
import { structRule } from './rule';

const isMulti = { name: 'Mode', value: 'MultiModel' } as const;

/** The fix that leaves the prefix of a source alone, in ModelDataUrl, where it has one. */
function asPrefix(it: Container): Fix[] {
  const [key, node] = [it.key('ModelDataSource'), it.value('ModelDataSource')];
  const uri = it.object('ModelDataSource')?.object('S3DataSource')?.text('S3Uri');
  if (!key || !node || !uri?.endsWith('/')) return [];
  return [
    {
      title: 'Write it as ModelDataUrl',
      steps: [
        { do: 'rename', key, name: 'ModelDataUrl' },
        { do: 'set', value: node, json: JSON.stringify(uri) },
      ],
    },
  ];
}

export const multiModelDataSource = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'multi-model-data-source',
  severity: 'error',
  rationale: 'A multi-model container finds its models under the prefix ModelDataUrl, and takes no ModelDataSource.',
  invalidExample: withContainer(`    "Mode": "MultiModel",
    "ModelDataSource": {
    ^^^^^^^^^^^^^^^^^ error multi-model-data-source
      "S3DataSource": { "S3Uri": "s3://churn-models/", "S3DataType": "S3Prefix", "CompressionType": "None" }
    }`),
  check(it, report) {
    const key = it.key('ModelDataSource');
    if (key && it.is(isMulti.name, isMulti.value))
      report(key, 'MultiModel does not go with ModelDataSource. Give the prefix of the models in ModelDataUrl.', {
        fixes: it.has('ModelDataUrl') ? [it.without('ModelDataSource')] : [...asPrefix(it), inMode(it, 'SingleModel')],
      });
  },
});

export const multiModelWithoutPrefix = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'multi-model-without-prefix',
  severity: 'error',
  rationale: 'A multi-model container loads its models from under ModelDataUrl.',
  invalidExample: withContainer(`    "Mode": "MultiModel"
            ^^^^^^^^^^^^ error multi-model-without-prefix`),
  check(it, report) {
    const node = it.value('Mode');
    // What stands in its place speaks for itself.
    if (!node || !it.is(isMulti.name, isMulti.value) || it.has('ModelDataUrl') || it.has('ModelDataSource')) return;
    if (it.has('ModelPackageName')) return;
    report(node, 'MultiModel needs the prefix under which the models lie. Give it in ModelDataUrl.');
  },
});

export const multiModelArchive = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'multi-model-archive',
  severity: 'warning',
  rationale: 'ModelDataUrl of a multi-model container is a prefix, to which a request adds the name of the model.',
  invalidExample: withContainer(`    "Mode": "MultiModel",
    "ModelDataUrl": "s3://churn-models/model.tar.gz"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning multi-model-archive`),
  check(it, report) {
    const [uri, node] = [it.text('ModelDataUrl'), it.value('ModelDataUrl')];
    if (!uri?.endsWith('.tar.gz') || !node || !it.is(isMulti.name, isMulti.value)) return;
    const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    report(node, 'This is one archive, and MultiModel wants the prefix under which all of them lie.', {
      fixes: [replaceFix(node, folder), inMode(it, 'SingleModel')],
    });
  },
});

export const multiModelPrefixSlash = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'multi-model-prefix-slash',
  severity: 'hint',
  rationale: 'Without the slash the name of a model is joined to the last part of the prefix.',
  invalidExample: withContainer(`    "Mode": "MultiModel",
    "ModelDataUrl": "s3://churn-models/all"
                    ^^^^^^^^^^^^^^^^^^^^^^^ hint multi-model-prefix-slash`),
  check(it, report) {
    const [uri, node] = [it.text('ModelDataUrl'), it.value('ModelDataUrl')];
    if (!uri || !node || !it.is(isMulti.name, isMulti.value)) return;
    if (!/^s3:\/\/[^/]/.test(uri) || uri.endsWith('/') || uri.endsWith('.tar.gz') || hasPlaceholder(uri)) return;
    report(node, 'A slash at the end keeps the names of the models apart from the last part of the prefix.', {
      fixes: [replaceFix(node, `${uri}/`, 'Add the slash')],
    });
  },
});

export const severalMultiModel = structRule<sdk.CreateModelInput>('CreateModelInput', {
  id: 'several-multi-model',
  severity: 'error',
  rationale: 'SageMaker takes one multi-model container in a model with several.',
  invalidExample: `
{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "Containers": [
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1", "ContainerHostname": "a", "Mode": "MultiModel", "ModelDataUrl": "s3://abc/a/" },
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1", "ContainerHostname": "b", "Mode": "MultiModel", "ModelDataUrl": "s3://abc/b/" }
                                                                                                     ^^^^^^^^^^^^ error several-multi-model
] }`,
  check(it, report) {
    const [first, ...others] = it.items('Containers').filter((one) => one.is(isMulti.name, isMulti.value));
    const other = first?.value('Mode');
    for (const one of others) {
      const node = one.value('Mode');
      if (node && other)
        report(
          node,
          'Another container is MultiModel already, and a model may have one. Make this one SingleModel, or a model of its own.',
          {
            related: [{ ...openingBracketOrValue(other), message: 'The other one.' }],
            fixes: one.text('ModelDataUrl')?.endsWith('.tar.gz') === false ? [] : [inMode(one, 'SingleModel')],
          },
        );
    }
  },
});

export const unusedMultiModelConfig = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'unused-multi-model-config',
  severity: 'warning',
  rationale: 'MultiModelConfig is heeded in the Mode MultiModel only.',
  invalidExample: withContainer(`    "ModelDataUrl": "s3://churn-models/model.tar.gz",
    "MultiModelConfig": { "ModelCacheSetting": "Disabled" }
    ^^^^^^^^^^^^^^^^^^ warning unused-multi-model-config`),
  check(it, report) {
    const key = it.key('MultiModelConfig');
    if (key && isSingleModel(it))
      report(key, 'It is heeded in the Mode MultiModel only. Remove it, or set that Mode.', {
        fixes: [removeFix(key)],
      });
  },
});

export const multiModelDirect = structRule<sdk.CreateModelInput>('CreateModelInput', {
  id: 'multi-model-direct',
  severity: 'hint',
  rationale: 'No page of the service says what a multi-model container does where requests name their container.',
  invalidExample: `
{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "Containers": [
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1", "ContainerHostname": "a", "Mode": "MultiModel", "ModelDataUrl": "s3://abc/a/" },
                                                                                                     ^^^^^^^^^^^^ hint multi-model-direct
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1", "ContainerHostname": "b" }
], "InferenceExecutionConfig": { "Mode": "Direct" } }`,
  check(it, report) {
    if (!it.object('InferenceExecutionConfig')?.is('Mode', 'Direct')) return;
    const [first] = it.items('Containers').filter((one) => one.is(isMulti.name, isMulti.value));
    const node = first?.value('Mode');
    if (node) report(node, 'MultiModel together with Direct is not documented. Try it before you rely on it.');
  },
});
