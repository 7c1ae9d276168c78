/** What somebody meant to fill in. */
import { excerpt, isPlaceheld } from '../text/words';
import { type FormRule, start, subject } from './rule';

export const placeholder: FormRule<'text'> = {
  id: 'placeholder',
  severity: 'warning',
  on: 'text',
  because: 'A template that was not rendered names things that are not there.',
  concerns: ({ names }) => names !== 'variable',
  bad: `
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
    if (isMeant || !isPlaceheld(text)) return;
    report({
      ...start(value.node),
      message: `${subject(value)} still has a place to fill in: ${excerpt(text)}. Fill it in before creating the model.`,
    });
  },
};

/** The account of AWS's examples. */
const example = '123456789012';
const inExamples = new RegExp(`\\b${example}\\b`);

export const exampleAccount: FormRule<'text'> = {
  id: 'example-account',
  severity: 'hint',
  on: 'text',
  because: 'The account 123456789012 stands in the examples of the documentation, and belongs to nobody.',
  concerns: ({ names }) => names !== 'variable' && names !== 'variable-value',
  bad: `
{
  "ModelName": "churn",
  "PrimaryContainer": { "Image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:1" },
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint example-account
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/SageMakerRole"
}`,
  check({ node }, report) {
    if (!inExamples.test(String(node.value))) return;
    report({ ...start(node), message: `${example} is the account of AWS's examples. Name your own.` });
  },
};
