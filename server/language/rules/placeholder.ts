/** What somebody meant to fill in. */
import { openingBracketOrValue } from '../syntax/fixes';
import { excerpt, hasPlaceholder } from '../text/words';
import { describeValue, type SchemaRule } from './rule';

export const placeholder: SchemaRule<'text'> = {
  id: 'placeholder',
  severity: 'warning',
  on: 'text',
  rationale: 'A template that was not rendered names things that are not there.',
  appliesTo: ({ names }) => names !== 'variable',
  invalidExample: `
{
  "ModelName": "\${MODEL_NAME}",
               ^^^^^^^^^^^^^^^ warning placeholder
  "PrimaryContainer": { "Image": "<account>.dkr.ecr.eu-west-1.amazonaws.com/churn:1" },
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning placeholder
  "ExecutionRoleArn": "arn:aws:iam::{{ account }}:role/SageMakerRole"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning placeholder
}`,
  check(value, report) {
    const text = String(value.node.value);
    // In Environment chat templates, stop tokens and sentences are what is meant; a single word such as your-bucket is not.
    const isMeant = value.within?.shape.kind === 'dict' && /[\s<>{}]/.test(text);
    if (isMeant || !hasPlaceholder(text)) return;
    report({
      ...openingBracketOrValue(value.node),
      message: `${describeValue(value)} still has a place to fill in: ${excerpt(text)}. Fill it in before creating the model.`,
    });
  },
};

/** The account of AWS's examples. */
const example = '123456789012';
const inExamples = new RegExp(`\\b${example}\\b`);

export const exampleAccount: SchemaRule<'text'> = {
  id: 'example-account',
  severity: 'hint',
  on: 'text',
  rationale: 'The account 123456789012 stands in the examples of the documentation, and belongs to nobody.',
  appliesTo: ({ names }) => names !== 'variable' && names !== 'variable-value',
  invalidExample: `
{
  "ModelName": "churn",
  "PrimaryContainer": { "Image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:1" },
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint example-account
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/SageMakerRole"
}`,
  check({ node }, report) {
    if (!inExamples.test(String(node.value))) return;
    report({ ...openingBracketOrValue(node), message: `${example} is the account of AWS's examples. Name your own.` });
  },
};
