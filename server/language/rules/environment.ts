/** What stands in Environment and should not. */
import type { Node } from 'jsonc-parser';
import { excerpt } from '../words';
import { withContainer } from './example';
import { type FormRule, removal, start } from './rule';

const withEntry = (entry: string) =>
  withContainer(`    "Environment": {
${entry}
    }`);

const textOf = (key: Node) => {
  const node = key.parent?.children?.[1];
  return node?.type === 'string' ? String(node.value) : undefined;
};

/** Whole words of a name: `MAX_TOTAL_TOKENS` and `TOKENIZERS_PARALLELISM` hold no secret, and `SECRET_ID` says where one is. */
const secretName =
  /(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|APIKEY|API_KEY|ACCESS_KEY(?:_ID)?|PRIVATE_KEY|CREDENTIALS?)(?:$|_(?:KEY|VALUE)?$)/i;
/** The tokens of a tokenizer. */
const specialToken = /(?:^|_)(?:BOS|EOS|PAD|UNK|SEP|CLS|MASK|START|STOP|END|IMAGE)_TOKEN$/i;
const secretValue =
  /^(?:AKIA|ASIA)[A-Z0-9]{16}$|^hf_[A-Za-z0-9]{20,}$|^gh[pousr]_[A-Za-z0-9]{30,}$|^sk-[A-Za-z0-9-]{20,}$|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

export const secretInEnvironment: FormRule<'member'> = {
  id: 'secret-in-environment',
  severity: 'warning',
  on: 'member',
  because: 'Whoever may describe a model reads its Environment in clear text.',
  bad: withEntry(`      "HUGGING_FACE_HUB_TOKEN": "hf_abcdefghijklmnopqrstuvwxyz"
      ^^^^^^^^^^^^^^^^^^^^^^^^ warning secret-in-environment`),
  check({ owner: { shape }, name, key }, report) {
    if (shape.kind !== 'dict') return;
    const value = textOf(key);
    // A reference to where the secret is kept is none, nor is whether there is one.
    if (value === undefined || /^(?:|true|false|(?:arn:|\{\{|\$\{|<).*)$/is.test(value)) return;
    if ((!secretName.test(name) || specialToken.test(name)) && !secretValue.test(value)) return;
    report({
      ...start(key),
      message: `"${excerpt(name)}" looks like a secret, and DescribeModel shows Environment to everyone who may call it. Keep it in Secrets Manager, and let the container fetch it.`,
    });
  },
};

const platformVariables = ['SAGEMAKER_BIND_TO_PORT', 'SAGEMAKER_SAFE_PORT_RANGE', 'SAGEMAKER_MULTI_MODEL'];

export const platformVariable: FormRule<'member'> = {
  id: 'platform-variable',
  severity: 'warning',
  on: 'member',
  because: 'SageMaker sets some variables itself, and a container goes by what it finds there.',
  bad: withEntry(`      "SAGEMAKER_BIND_TO_PORT": "8080"
      ^^^^^^^^^^^^^^^^^^^^^^^^ warning platform-variable`),
  check({ owner: { shape }, name, key }, report) {
    if (shape.kind === 'dict' && platformVariables.includes(name))
      report({ ...start(key), message: `SageMaker sets ${name} itself. Remove it.`, fixes: [removal(key)] });
  },
};

export const skeletonLeftover: FormRule<'member'> = {
  id: 'skeleton-leftover',
  severity: 'warning',
  on: 'member',
  because: 'What aws sagemaker create-model --generate-cli-skeleton prints has entries that nobody means.',
  bad: withEntry(`      "KeyName": ""
      ^^^^^^^^^ warning skeleton-leftover`),
  check({ owner: { shape }, name, key }, report) {
    if (shape.kind === 'dict' && name === 'KeyName' && textOf(key) === '')
      report({
        ...start(key),
        message: 'This is a leftover of a CLI skeleton, which the container would see. Remove it.',
        fixes: [removal(key)],
      });
  },
};
