/** What stands in Environment and should not. */
import type { Node } from 'jsonc-parser';
import { isSecret } from '../knowledge/secrets';
import { variables } from '../knowledge/variables';
import { excerpt } from '../words';
import { withContainer } from './example';
import { type Finding, type FormRule, type RuleWords, removal, start } from './rule';

const withEntry = (entry: string) =>
  withContainer(`    "Environment": {
${entry}
    }`);

/** A rule about the entries of maps, of which there can be very many. */
function aboutEntries(
  words: RuleWords,
  check: (name: string, key: Node, value: string | undefined, report: (finding: Finding) => void) => void,
): FormRule<'dict'> {
  return {
    ...words,
    on: 'dict',
    check({ members }, report) {
      for (const { name, key, value } of members)
        check(name, key, value?.type === 'string' ? value.value : undefined, report);
    },
  };
}

export const secretInEnvironment = aboutEntries(
  {
    id: 'secret-in-environment',
    severity: 'warning',
    because: 'Whoever may describe a model reads its Environment in clear text.',
    bad: withEntry(`      "HUGGING_FACE_HUB_TOKEN": "hf_abcdefghijklmnopqrstuvwxyz"
      ^^^^^^^^^^^^^^^^^^^^^^^^ warning secret-in-environment`),
  },
  (name, key, value, report) => {
    if (value === undefined || !isSecret(name, value)) return;
    report({
      ...start(key),
      message: `"${excerpt(name)}" looks like a secret, and DescribeModel shows Environment to everyone who may call it. Keep it in Secrets Manager, and let the container fetch it.`,
    });
  },
);

export const platformVariable = aboutEntries(
  {
    id: 'platform-variable',
    severity: 'warning',
    because: 'SageMaker sets some variables itself, and a container goes by what it finds there.',
    bad: withEntry(`      "SAGEMAKER_BIND_TO_PORT": "8080"
      ^^^^^^^^^^^^^^^^^^^^^^^^ warning platform-variable`),
  },
  (name, key, _, report) => {
    if (variables(name).some((it) => it.isSet && it.readBy.includes('any')))
      report({ ...start(key), message: `SageMaker sets ${name} itself. Remove it.`, fixes: [removal(key)] });
  },
);

export const skeletonLeftover = aboutEntries(
  {
    id: 'skeleton-leftover',
    severity: 'warning',
    because: 'What aws sagemaker create-model --generate-cli-skeleton prints has entries that nobody means.',
    bad: withEntry(`      "KeyName": ""
      ^^^^^^^^^ warning skeleton-leftover`),
  },
  (name, key, value, report) => {
    if (name === 'KeyName' && value === '')
      report({
        ...start(key),
        message: 'This is a leftover of a CLI skeleton, which the container would see. Remove it.',
        fixes: [removal(key)],
      });
  },
);
