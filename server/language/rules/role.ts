/** Whose the execution role is, and whether its ARN names one. */
import { createModel } from '../description/createModel';
import type { Shape } from '../description/shape';
import { openingBracketOrValue, replaceFix } from '../syntax/fixes';
import { excerpt } from '../text/words';
import type { SchemaRule } from './rule';

const role: Shape = createModel.members.ExecutionRoleArn;
const isRole = (shape: Shape) => shape === role;

export const roleOfAnotherAccount: SchemaRule<'text'> = {
  id: 'role-of-another-account',
  severity: 'error',
  on: 'text',
  rationale: 'SageMaker takes no role of another account than that in which the model is created.',
  appliesTo: isRole,
  given: { account: '111122223333' },
  invalidExample: `
{
  "ModelName": "churn",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" },
  "ExecutionRoleArn": "arn:aws:iam::444455556666:role/SageMakerExecutionRole"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error role-of-another-account
}`,
  check({ node }, report, _document, { account }) {
    if (account === undefined) return;
    const owner = /^arn:aws[a-z-]*:iam::(\d{12}):/.exec(String(node.value))?.[1];
    if (owner === undefined || owner === account) return;
    report({
      ...openingBracketOrValue(node),
      message: `This role belongs to account ${owner}, and the model is to be created in account ${account}: SageMaker takes no role of another account. Name a role of ${account}, or create the model in ${owner}.`,
    });
  },
};

export const roleWithoutName: SchemaRule<'text'> = {
  id: 'role-without-name',
  severity: 'warning',
  on: 'text',
  rationale:
    'The form of the ARN lets one through that ends before the name of the role, or lacks the slash before it.',
  appliesTo: isRole,
  invalidExample: `
{
  "ModelName": "churn",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" },
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning role-without-name
}`,
  check({ node, shape }, report) {
    const text = String(node.value);
    // Of what is no ARN of a role at all, that is said.
    if (!shape.form?.pattern.test(text)) return;
    const [, before = '', name = ''] = /(arn:[^:]+:iam::\d+:role)(.*)/.exec(text) ?? [];
    if (!name.startsWith('/'))
      report({
        ...openingBracketOrValue(node),
        message: `A slash is missing between role and "${excerpt(name)}". Add it.`,
        fixes: [replaceFix(node, `${before}/${name}`, 'Add the slash')],
      });
    else if (name.endsWith('/'))
      report({ ...openingBracketOrValue(node), message: 'This ARN ends before the name of the role. Add the name.' });
  },
};
