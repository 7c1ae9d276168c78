/** What was measured as a page, docs/performance.md. */
import { statSync } from 'node:fs';
import os from 'node:os';
import manifest from '../../package.json';
import host from '../vscode/package.json';
import type { Stage } from './activation';
import type { Row } from './inProcess';
import type { Times } from './measure';

export interface Measured {
  readonly inProcess: readonly Row[];
  readonly atFirstSight: readonly Row[];
  readonly overWire: readonly Row[];
  readonly start: Times;
  /** None where no VS Code could be had. */
  readonly activation: readonly Stage[];
  readonly memory: number;
  readonly lint: { readonly milliseconds: number; readonly kilobytes: number };
}

const files = [
  'dist/server.js',
  'dist/lazy.js',
  'dist/client.js',
  'dist/aws.js',
  'dist/web/server.js',
  'dist/web/client.js',
  'dist/lint.js',
  `dist/${manifest.name}-${manifest.version}.vsix`,
];

const sized = (bytes: number) => (bytes < 1e6 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);
const inMilliseconds = (time: number) => `${time.toFixed(time < 10 ? 2 : 0)} ms`;
const both = ({ p50, p99 }: Times) => `${inMilliseconds(p50)} / ${inMilliseconds(p99)}`;

/** Rows as a table of Markdown; the first is its head. */
function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((it) => `| ${it.join(' | ')} |`).join('\n');
}

/** Of the medians; none beside what takes no time. */
const ratio = ({ ours, peer }: Pick<Row, 'ours' | 'peer'>) => (peer.p50 > 0 ? (ours.p50 / peer.p50).toFixed(2) : '');

export const compared = (rows: readonly Row[], peer: string) =>
  table([
    ['what', 'size', 'this', peer, 'ratio'],
    ...rows.map((it) => [it.what, sized(it.bytes), both(it.ours), both(it.peer), ratio(it)]),
  ]);

const megabytes = (kilobytes: number) => `${Math.round(kilobytes / 1024)} MB`;

const activations = (stages: readonly Stage[]) => `
The activation in a real VS Code (that of code-server ${host.dependencies['code-server']}) is what VS Code itself says of it
(_Developer: Startup Performance_), of this extension as it is packaged and of its JSON support, which starts a server as well.
Both activate in one window, in turns first, each time in a new one; the second time is that of the slowest.

${table([
  ['activation', 'this', 'JSON', 'ratio'],
  ...stages.map((it) => [it.what, both(it.ours), both(it.peer), ratio(it)]),
])}
`;

/** @param date on which it was measured (YYYY-MM-DD) */
export function page(
  { inProcess, atFirstSight, overWire, start, activation, memory, lint }: Measured,
  date: string,
): string {
  const [cpu] = os.cpus();
  const load = os.loadavg()[0] ?? 0;
  return `# Performance

Written by \`npm run bench -- --write\`. Compare within this page only: times differ from machine to machine, and both sides of a
row were measured in turns, in one run. Times are the median and the 99th percentile; the ratio is that of the medians, and
below 1 this extension is faster.

The other side is vscode-json-languageservice, the JSON support of VS Code, with [the same description as a
schema](../dist/sagemaker-model.schema.json). It checks form alone, and every rule is checked here. Each run begins with a text, as
after a keystroke. A request of 1.5 MB has more variables than SageMaker takes.

- Measured on ${date}: ${manifest.name} ${manifest.version}, vscode-json-languageservice ${manifest.devDependencies['vscode-json-languageservice']}, Node ${process.versions.node}
- ${cpu?.model ?? 'An unknown processor'}, ${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()}; load average ${load.toFixed(1)}

## In one process

Each text that is checked is the definition with a letter typed in another place. This extension remembers of the text before it
in which objects nothing was found, and judges the others.

${compared(inProcess, 'JSON')}

Where nothing like it was checked before, as when a file is opened:

${compared(atFirstSight, 'JSON')}

## Over the wire

The built server beside VS Code's own JSON language server (vscode-langservers-extracted
${manifest.devDependencies['vscode-langservers-extracted']}) with the same schema. Both are processes on standard input and output, asked by the same
client in turns.

${compared(overWire, 'JSON')}

## Processes

${table([
  ['what', 'measured'],
  ['server, from its start to the first diagnostics', both(start)],
  ['server, memory with 500 definitions open', megabytes(memory)],
  ['linter, 1,000 files from a cold start', inMilliseconds(lint.milliseconds)],
  ['linter, most memory with 1,000 files', megabytes(lint.kilobytes)],
])}
${activation.length > 0 ? activations(activation) : ''}
## Sizes

${table([['file', 'size'], ...files.map((it) => [it, sized(statSync(it).size)])])}
`;
}
