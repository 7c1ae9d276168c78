/** How the containers of a model are told apart. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Node } from 'jsonc-parser';
import { createModel } from '../createModel';
import { inLowerCase, unlike } from '../words';
import { type Finding, type Fix, removal, rewriting, start } from './rule';
import { about, type Written } from './written';

type Container = Written<sdk.ContainerDefinition>;
type Report = (finding: Finding) => void;

const isDirect = (it: Written<sdk.CreateModelInput>) =>
  it.object('InferenceExecutionConfig')?.is('Mode', 'Direct') ?? false;

/** The most containers that are compared with each other. A model that has more has another problem to solve first. */
const mostCompared = 10 * createModel.members.Containers.max;

/** The containers of a model that are compared with each other. Returns none if there are too many to compare. */
function compared(it: Written<sdk.CreateModelInput>): readonly Container[] {
  const containers = it.items('Containers');
  return containers.length > mostCompared ? [] : containers;
}

/** The hostnames that are taken, in lower case. */
const taken = (containers: readonly Container[]) => inLowerCase(containers.map((it) => it.text('ContainerHostname')));

/** How many characters a hostname may have. */
const longest = 63;

/** Gives every container that has none a hostname of its own. */
function naming(containers: readonly Container[]): Fix {
  const others = taken(containers);
  const steps = containers.flatMap((it, at) => {
    if (it.has('ContainerHostname')) return [];
    const name = `container-${at + 1}`;
    const free = others.has(name) ? unlike(name, others, longest) : name;
    return [{ do: 'add', object: it.node, name: 'ContainerHostname', value: JSON.stringify(free) } as const];
  });
  return { title: 'Give every container a hostname', steps };
}

function reportMissing(containers: readonly Container[], report: Report, why: string): void {
  const unnamed = containers.filter((it) => !it.has('ContainerHostname'));
  // One fix for all of them: it names them all.
  const fixes = unnamed.length > 0 ? [naming(containers)] : [];
  for (const it of unnamed) report({ ...start(it.node), message: `${why} Give this one a ContainerHostname.`, fixes });
}

export const hostnamesAllOrNone = about<sdk.CreateModelInput>(
  'CreateModelInput',
  {
    id: 'hostnames-all-or-none',
    severity: 'error',
    because: 'SageMaker names every container of a pipeline, or you do; it refuses a mixture.',
    bad: `
{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "Containers": [
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1", "ContainerHostname": "first" },
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1" }
    ^ error hostnames-all-or-none
] }`,
  },
  (it, report) => {
    const containers = compared(it);
    if (isDirect(it) || !containers.some((one) => one.has('ContainerHostname'))) return;
    reportMissing(containers, report, 'Another container has a hostname, so all need one.');
  },
);

export const directNeedsHostnames = about<sdk.CreateModelInput>(
  'CreateModelInput',
  {
    id: 'direct-needs-hostnames',
    severity: 'error',
    because: 'In Direct mode a request names the container that answers it, by its hostname.',
    bad: `
{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "Containers": [
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1", "ContainerHostname": "first" },
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1" }
    ^ error direct-needs-hostnames
], "InferenceExecutionConfig": { "Mode": "Direct" } }`,
  },
  (it, report) => {
    const containers = compared(it);
    if (isDirect(it) && containers.length > 1)
      reportMissing(containers, report, 'In Direct mode a request names its container by its hostname.');
  },
);

/**
 * Reports hostnames for which another container's hostname has the same key.
 * @param isTwin whether a hostname whose key is the same counts
 */
function reportTwins(
  it: Written<sdk.CreateModelInput>,
  report: Report,
  key: (name: string) => string,
  isTwin: (a: string, b: string) => boolean,
  message: (name: string) => string,
): void {
  const first = new Map<string, { readonly name: string; readonly node: Node }>();
  const containers = compared(it);
  const others = taken(containers);
  for (const container of containers) {
    const name = container.text('ContainerHostname');
    const node = container.value('ContainerHostname');
    if (name === undefined || !node) continue;
    const other = first.get(key(name));
    if (!other) first.set(key(name), { name, node });
    else if (isTwin(other.name, name))
      report({
        ...start(node),
        message: message(name),
        related: [{ ...start(other.node), message: 'The other one.' }],
        fixes: [rewriting(node, unlike(name, others, longest))],
      });
  }
}

export const duplicateHostname = about<sdk.CreateModelInput>(
  'CreateModelInput',
  {
    id: 'duplicate-hostname',
    severity: 'error',
    because: 'A hostname identifies one container of the model.',
    bad: `
{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "Containers": [
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1", "ContainerHostname": "same" },
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1", "ContainerHostname": "same" }
                                                                                        ^^^^^^ error duplicate-hostname
] }`,
  },
  (it, report) =>
    reportTwins(
      it,
      report,
      (name) => name,
      () => true,
      (name) => `Another container is called "${name}". Give each its own hostname.`,
    ),
);

export const similarHostname = about<sdk.CreateModelInput>(
  'CreateModelInput',
  {
    id: 'similar-hostname',
    severity: 'warning',
    because: 'Hostnames are DNS names, in which upper and lower case are the same.',
    bad: `
{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "Containers": [
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1", "ContainerHostname": "same" },
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1", "ContainerHostname": "Same" }
                                                                                        ^^^^^^ warning similar-hostname
] }`,
  },
  (it, report) =>
    reportTwins(
      it,
      report,
      (name) => name.toLowerCase(),
      (a, b) => a !== b,
      (name) =>
        `Another container is called "${name}" but for upper and lower case, which hostnames do not tell apart.`,
    ),
);

export const ignoredHostname = about<sdk.CreateModelInput>(
  'CreateModelInput',
  {
    id: 'ignored-hostname',
    severity: 'information',
    because: 'SageMaker does not heed the hostname of the only container.',
    bad: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "ContainerHostname": "churn",
    ^^^^^^^^^^^^^^^^^^^ information ignored-hostname
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1"
  }
}`,
  },
  (it, report) => {
    const key = it.object('PrimaryContainer')?.key('ContainerHostname');
    if (key)
      report({
        ...start(key),
        message: 'The hostname of a PrimaryContainer is not heeded. It can be removed.',
        fixes: [removal(key)],
      });
  },
);

export const noHostnames = about<sdk.CreateModelInput>(
  'CreateModelInput',
  {
    id: 'no-hostnames',
    severity: 'hint',
    because:
      'Names that SageMaker makes up from the position stand in log streams and metrics, and tell nobody anything.',
    bad: `
{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "Containers": [
                                                                            ^^^^^^^^^^^^ hint no-hostnames
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1" },
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1" }
] }`,
  },
  (it, report) => {
    const containers = compared(it);
    const key = it.key('Containers');
    if (!key || isDirect(it) || containers.length < 2 || containers.some((one) => one.has('ContainerHostname'))) return;
    report({
      ...start(key),
      message:
        'The containers have no hostnames, so logs and metrics name them by their position. A ContainerHostname each reads better.',
      fixes: [naming(containers)],
    });
  },
);
