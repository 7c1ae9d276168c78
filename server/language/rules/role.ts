/** Whose the execution role is. */
import { createModel } from '../createModel';
import type { Struct } from '../shape';
import { type FormRule, start } from './rule';

export const roleOfAnotherAccount: FormRule<'text'> = {
  id: 'role-of-another-account',
  severity: 'error',
  on: 'text',
  because: 'SageMaker takes no role of another account than that in which the model is created.',
  given: { account: '111122223333' },
  bad: `
{
  "ModelName": "churn",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" },
  "ExecutionRoleArn": "arn:aws:iam::444455556666:role/SageMakerExecutionRole"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error role-of-another-account
}`,
  check({ node, within, at }, report, _text, { account }) {
    if (account === undefined || within?.shape !== (createModel as Struct) || at !== 'ExecutionRoleArn') return;
    const owner = /^arn:aws[a-z-]*:iam::(\d{12}):/.exec(String(node.value))?.[1];
    if (owner === undefined || owner === account) return;
    report({
      ...start(node),
      message: `This role belongs to account ${owner}, and the model is to be created in account ${account}: SageMaker takes no role of another account. Name a role of ${account}, or create the model in ${owner}.`,
    });
  },
};
