/** What AWS Marketplace asks of a model that is made from one of its packages. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import { isSeller } from '../../../knowledge/partitions';
import { arnOf } from '../aws/arn';
import { type Container, containersOf } from '../entities/containers';
import { openingBracketOrValue, replaceFix } from '../syntax/fixes';
import { structRule } from './rule';

/** The package of a container, where AWS Marketplace sells it. */
function bought(it: Container) {
  const arn = arnOf(it.text('ModelPackageName') ?? '');
  return arn && isSeller(arn.account) ? it.value('ModelPackageName') : undefined;
}

export const marketplaceEnvironment = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'marketplace-environment',
  severity: 'warning',
  rationale:
    'A package that is bought in AWS Marketplace takes no variables, unless its seller is allowed to have some.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "ModelPackageName": "arn:aws:sagemaker:eu-west-1:985815980388:model-package/vision-3",
    "Environment": { "LOG_LEVEL": "info" }
    ^^^^^^^^^^^^^ warning marketplace-environment
  },
  "EnableNetworkIsolation": true
}`,
  check(it, report) {
    const [node, key] = [bought(it), it.key('Environment')];
    if (!node || !key || !it.value('Environment')?.children?.length) return;
    report(key, 'SageMaker takes no variables for a package that is bought in AWS Marketplace. Remove them.', {
      related: [{ ...openingBracketOrValue(node), message: 'The package.' }],
      fixes: [it.without('Environment')],
    });
  },
});

export const marketplaceIsolation = structRule<sdk.CreateModelInput>('CreateModelInput', {
  id: 'marketplace-isolation',
  severity: 'warning',
  rationale: 'What is bought in AWS Marketplace runs without a network, so that it can send nothing away.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "ModelPackageName": "arn:aws:sagemaker:eu-west-1:985815980388:model-package/vision-3" }
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning marketplace-isolation
}`,
  check(it, report) {
    if (it.is('EnableNetworkIsolation', true)) return;
    const isolation = it.value('EnableNetworkIsolation');
    const node = containersOf(it)
      .map(bought)
      .find((found) => found !== undefined);
    if (!node) return;
    const title = 'Isolate the model from the network';
    const object = { offset: it.node.offset, length: it.node.length };
    report(
      node,
      'A package that is bought in AWS Marketplace runs in network isolation. Set EnableNetworkIsolation to true.',
      {
        fixes: [
          isolation
            ? replaceFix(isolation, true, title)
            : { title, steps: [{ do: 'add', object, name: 'EnableNetworkIsolation', value: 'true' }] },
        ],
      },
    );
  },
});
