/** How the containers of a model are told apart. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Node } from 'jsonc-parser';
import { createModel } from '../description/createModel';
import type { Container } from '../entities/containers';
import { openingBracketOrValue, removeFix, replaceFix } from '../syntax/fixes';
import type { StructView } from '../syntax/structView';
import { inLowerCase, uniqueName } from '../text/words';
import type { Fix } from '../types';
import { type Report, structRule } from './rule';

const isDirect = (it: StructView<sdk.CreateModelInput>) =>
  it.object('InferenceExecutionConfig')?.is('Mode', 'Direct') ?? false;

/** The maximum number of containers to compare with each other. A model with more has another error to fix first. */
const mostCompared = 10 * createModel.members.Containers.max;

/** The containers of a model that are compared with each other. Returns none if there are too many to compare. */
function compared(it: StructView<sdk.CreateModelInput>): readonly Container[] {
  const containers = it.items('Containers');
  return containers.length > mostCompared ? [] : containers;
}

/** The hostnames in use, in lowercase. */
const taken = (containers: readonly Container[]) => inLowerCase(containers.map((it) => it.text('ContainerHostname')));

/** How many characters a hostname may have. */
const longest = 63;

/** Gives every container that has none a hostname of its own. */
function naming(containers: readonly Container[]): Fix {
  const others = taken(containers);
  const steps = containers.flatMap((it, at) => {
    if (it.has('ContainerHostname')) return [];
    const name = `container-${at + 1}`;
    const free = others.has(name) ? uniqueName(name, others, longest) : name;
    return [{ do: 'add', object: it.node, name: 'ContainerHostname', value: JSON.stringify(free) } as const];
  });
  return { title: 'Give every container a hostname', steps };
}

function reportMissing(containers: readonly Container[], report: Report, why: string): void {
  const unnamed = containers.filter((it) => !it.has('ContainerHostname'));
  // A single fix sets all hostnames.
  const fixes = unnamed.length > 0 ? [naming(containers)] : [];
  for (const it of unnamed) report(it.node, `${why} Give this one a ContainerHostname.`, { fixes });
}

export const hostnamesAllOrNone = structRule<sdk.CreateModelInput>('CreateModelInput', {
  id: 'hostnames-all-or-none',
  severity: 'error',
  rationale: 'SageMaker names every container of a pipeline, or you do; it refuses a mixture.',
  invalidExample: `
{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "Containers": [
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1", "ContainerHostname": "first" },
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1" }
    ^ error hostnames-all-or-none
] }`,
  check(it, report) {
    const containers = compared(it);
    if (isDirect(it) || !containers.some((one) => one.has('ContainerHostname'))) return;
    reportMissing(containers, report, 'Another container has a hostname, so all need one.');
  },
});

export const directNeedsHostnames = structRule<sdk.CreateModelInput>('CreateModelInput', {
  id: 'direct-needs-hostnames',
  severity: 'error',
  rationale: 'In Direct mode a request names the container that answers it, by its hostname.',
  invalidExample: `
{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "Containers": [
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1", "ContainerHostname": "first" },
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1" }
    ^ error direct-needs-hostnames
], "InferenceExecutionConfig": { "Mode": "Direct" } }`,
  check(it, report) {
    const containers = compared(it);
    if (isDirect(it) && containers.length > 1)
      reportMissing(containers, report, 'In Direct mode a request names its container by its hostname.');
  },
});

/**
 * Reports hostnames with the same key as another container's hostname.
 * @param isTwin whether a hostname with the same key counts
 */
function reportTwins(
  it: StructView<sdk.CreateModelInput>,
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
      report(node, message(name), {
        related: [{ ...openingBracketOrValue(other.node), message: 'The other one.' }],
        fixes: [replaceFix(node, uniqueName(name, others, longest))],
      });
  }
}

export const duplicateHostname = structRule<sdk.CreateModelInput>('CreateModelInput', {
  id: 'duplicate-hostname',
  severity: 'error',
  rationale: 'A hostname identifies one container of the model.',
  invalidExample: `
{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "Containers": [
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1", "ContainerHostname": "same" },
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1", "ContainerHostname": "same" }
                                                                                        ^^^^^^ error duplicate-hostname
] }`,
  check: (it, report) =>
    reportTwins(
      it,
      report,
      (name) => name,
      () => true,
      (name) => `Another container is called "${name}". Give each its own hostname.`,
    ),
});

export const similarHostname = structRule<sdk.CreateModelInput>('CreateModelInput', {
  id: 'similar-hostname',
  severity: 'warning',
  rationale: 'Hostnames are DNS names, in which upper and lower case are the same.',
  invalidExample: `
{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "Containers": [
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1", "ContainerHostname": "same" },
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1", "ContainerHostname": "Same" }
                                                                                        ^^^^^^ warning similar-hostname
] }`,
  check: (it, report) =>
    reportTwins(
      it,
      report,
      (name) => name.toLowerCase(),
      (a, b) => a !== b,
      (name) =>
        `Another container is called "${name}" but for upper and lower case, which hostnames do not tell apart.`,
    ),
});

export const ignoredHostname = structRule<sdk.CreateModelInput>('CreateModelInput', {
  id: 'ignored-hostname',
  severity: 'information',
  rationale: 'SageMaker does not heed the hostname of the only container.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "ContainerHostname": "churn",
    ^^^^^^^^^^^^^^^^^^^ information ignored-hostname
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1"
  }
}`,
  check(it, report) {
    const key = it.object('PrimaryContainer')?.key('ContainerHostname');
    if (key)
      report(key, 'The hostname of a PrimaryContainer is not heeded. It can be removed.', { fixes: [removeFix(key)] });
  },
});

export const noHostnames = structRule<sdk.CreateModelInput>('CreateModelInput', {
  id: 'no-hostnames',
  severity: 'hint',
  rationale:
    'Names that SageMaker makes up from the position stand in log streams and metrics, and tell nobody anything.',
  invalidExample: `
{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "Containers": [
                                                                            ^^^^^^^^^^^^ hint no-hostnames
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1" },
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1" }
] }`,
  check(it, report) {
    const containers = compared(it);
    const key = it.key('Containers');
    if (!key || isDirect(it) || containers.length < 2 || containers.some((one) => one.has('ContainerHostname'))) return;
    report(
      key,
      'The containers have no hostnames, so logs and metrics name them by their position. A ContainerHostname each reads better.',
      { fixes: [naming(containers)] },
    );
  },
});
