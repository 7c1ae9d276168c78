/** What stands in Environment and should not. */
import type { Node } from 'jsonc-parser';
import type { Shape } from '../description/shape';
import { isSecret } from '../knowledge/secrets';
import { variables } from '../knowledge/variables';
import { openingBracketOrValue, removeFix } from '../syntax/fixes';
import { excerpt } from '../text/words';
import { withContainer } from './example';
import type { SchemaRule } from './rule';

const withEntry = (entry: string) =>
  withContainer(`    "Environment": {
${entry}
    }`);

const isMap = ({ kind }: Shape) => kind === 'dict';

const textOf = (value: Node | undefined): string | undefined => (value?.type === 'string' ? value.value : undefined);

export const secretInEnvironment: SchemaRule<'member'> = {
  id: 'secret-in-environment',
  severity: 'warning',
  on: 'member',
  rationale: 'Whoever may describe a model reads its Environment in clear text.',
  appliesTo: isMap,
  invalidExample: withEntry(`      "HUGGING_FACE_HUB_TOKEN": "hf_abcdefghijklmnopqrstuvwxyz"
      ^^^^^^^^^^^^^^^^^^^^^^^^ warning secret-in-environment`),
  check({ name, key, value }, report) {
    const text = textOf(value);
    if (text === undefined || !isSecret(name, text)) return;
    report({
      ...openingBracketOrValue(key),
      message: `"${excerpt(name)}" looks like a secret, and DescribeModel shows Environment to everyone who may call it. Keep it in Secrets Manager, and let the container fetch it.`,
    });
  },
};

export const platformVariable: SchemaRule<'member'> = {
  id: 'platform-variable',
  severity: 'warning',
  on: 'member',
  rationale: 'SageMaker sets some variables itself, and a container goes by what it finds there.',
  appliesTo: isMap,
  invalidExample: withEntry(`      "SAGEMAKER_BIND_TO_PORT": "8080"
      ^^^^^^^^^^^^^^^^^^^^^^^^ warning platform-variable`),
  check({ name, key }, report) {
    if (variables(name).some((it) => it.isSet && it.readBy.includes('any')))
      report({
        ...openingBracketOrValue(key),
        message: `SageMaker sets ${name} itself. Remove it.`,
        fixes: [removeFix(key)],
      });
  },
};

export const skeletonLeftover: SchemaRule<'member'> = {
  id: 'skeleton-leftover',
  severity: 'warning',
  on: 'member',
  rationale: 'What aws sagemaker create-model --generate-cli-skeleton prints has entries that nobody means.',
  appliesTo: isMap,
  invalidExample: withEntry(`      "KeyName": ""
      ^^^^^^^^^ warning skeleton-leftover`),
  check({ name, key, value }, report) {
    if (name === 'KeyName' && textOf(value) === '')
      report({
        ...openingBracketOrValue(key),
        message: 'This is a leftover of a CLI skeleton, which the container would see. Remove it.',
        fixes: [removeFix(key)],
      });
  },
};
