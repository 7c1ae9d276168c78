/** What stands in Environment and should not. */
import type { Node } from 'jsonc-parser';
import type { Shape } from '../description/shape';
import { isSecret } from '../knowledge/secrets';
import { variables } from '../knowledge/variables';
import { excerpt } from '../text/words';
import { withContainer } from './example';
import { type FormRule, removal, start } from './rule';

const withEntry = (entry: string) =>
  withContainer(`    "Environment": {
${entry}
    }`);

const isMap = ({ kind }: Shape) => kind === 'dict';

const textOf = (value: Node | undefined): string | undefined => (value?.type === 'string' ? value.value : undefined);

export const secretInEnvironment: FormRule<'member'> = {
  id: 'secret-in-environment',
  severity: 'warning',
  on: 'member',
  because: 'Whoever may describe a model reads its Environment in clear text.',
  concerns: isMap,
  bad: withEntry(`      "HUGGING_FACE_HUB_TOKEN": "hf_abcdefghijklmnopqrstuvwxyz"
      ^^^^^^^^^^^^^^^^^^^^^^^^ warning secret-in-environment`),
  check({ name, key, value }, report) {
    const text = textOf(value);
    if (text === undefined || !isSecret(name, text)) return;
    report({
      ...start(key),
      message: `"${excerpt(name)}" looks like a secret, and DescribeModel shows Environment to everyone who may call it. Keep it in Secrets Manager, and let the container fetch it.`,
    });
  },
};

export const platformVariable: FormRule<'member'> = {
  id: 'platform-variable',
  severity: 'warning',
  on: 'member',
  because: 'SageMaker sets some variables itself, and a container goes by what it finds there.',
  concerns: isMap,
  bad: withEntry(`      "SAGEMAKER_BIND_TO_PORT": "8080"
      ^^^^^^^^^^^^^^^^^^^^^^^^ warning platform-variable`),
  check({ name, key }, report) {
    if (variables(name).some((it) => it.isSet && it.readBy.includes('any')))
      report({ ...start(key), message: `SageMaker sets ${name} itself. Remove it.`, fixes: [removal(key)] });
  },
};

export const skeletonLeftover: FormRule<'member'> = {
  id: 'skeleton-leftover',
  severity: 'warning',
  on: 'member',
  because: 'What aws sagemaker create-model --generate-cli-skeleton prints has entries that nobody means.',
  concerns: isMap,
  bad: withEntry(`      "KeyName": ""
      ^^^^^^^^^ warning skeleton-leftover`),
  check({ name, key, value }, report) {
    if (name === 'KeyName' && textOf(value) === '')
      report({
        ...start(key),
        message: 'This is a leftover of a CLI skeleton, which the container would see. Remove it.',
        fixes: [removal(key)],
      });
  },
};
