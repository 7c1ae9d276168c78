/** The built server beside VS Code's own JSON language server: both as processes, asked by the same client, in turns. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Client, vscodeCapabilities } from '../wire/client';
import type { Row } from './inProcess';
import { inTurns, type Run, spread } from './measure';
import { everyKind } from './texts';

/** A server process with a client that has opened one document in it. */
interface Server {
  readonly client: Client;
  readonly uri: string;
  end(): Promise<void>;
}

const schemaFile = 'dist/sagemaker-model.schema.json';

/** The script that starts VS Code's JSON language server. */
const jsonServer = () => {
  const manifest = createRequire(path.resolve('package.json')).resolve('vscode-langservers-extracted/package.json');
  return path.join(path.dirname(manifest), 'bin/vscode-json-language-server');
};

/** Starts a server by its script, and opens a document of a language in it. */
async function started(script: string, languageId: string, text: string): Promise<Server> {
  const child = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const client = new Client(child.stdout, child.stdin);
  const uri = 'file:///bench.sagemaker-model.json';
  await client.initialize({ capabilities: vscodeCapabilities });
  if (languageId === 'json') {
    const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
    const associations = [{ uri: schema.$id, fileMatch: ['*.sagemaker-model.json'], schema }];
    await client.connection.sendNotification('json/schemaAssociations', associations);
  }
  await client.open(uri, text, languageId);
  const end = async () => {
    await client.stop();
    child.kill();
  };
  return { client, uri, end };
}

/** Types a letter into the model's name, or deletes it, and asks for diagnostics. */
function keystroke({ client, uri }: Server, text: string): Run {
  const lines = text.slice(0, text.indexOf('every-kind') + 1).split('\n');
  const [line, character] = [lines.length - 1, lines.at(-1)?.length ?? 0];
  let version = 1;
  return async () => {
    const isTyped = version % 2 === 0;
    const range = { start: { line, character }, end: { line, character: character + (isTyped ? 1 : 0) } };
    await client.change(uri, ++version, { range, text: isTyped ? '' : 'x' });
    await client.pull(uri);
  };
}

/** The requests that are timed, by what a table calls them. */
const requests: Readonly<Record<string, (server: Server, text: string) => Run>> = {
  'keystroke to diagnostics': keystroke,
  completion: (server, text) => at(server, text, 'textDocument/completion'),
  hover: (server, text) => at(server, text, 'textDocument/hover'),
  'document symbols':
    ({ client, uri }) =>
    () =>
      client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } }),
};

/** A request about the place at an offset. */
function at({ client, uri }: Server, text: string, method: string): Run {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((it) => it.index + 1)];
  return (offset) => {
    const line = starts.findLastIndex((it) => it <= offset);
    const position = { line, character: offset - (starts[line] ?? 0) };
    return client.connection.sendRequest(method, { textDocument: { uri }, position });
  };
}

/** The bytes of a definition, and how often each request is timed in it. */
const sizes = [
  [600, 200],
  [1_200, 200],
  [16_000, 150],
  [61_000, 100],
  [1_400_000, 20],
] as const;

/** One row for each request and size. @throws where one of the servers finds nothing to say of a definition with a mistake */
export async function overWire(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [bytes, runs] of sizes) {
    const text = everyKind(bytes);
    const ours = await started('dist/server.js', 'sagemaker-model', text);
    const peer = await started(jsonServer(), 'json', text);
    try {
      await bothFindMistakes([ours, peer], text);
      const places = spread(text, runs);
      for (const [what, run] of Object.entries(requests))
        rows.push({ what, bytes: text.length, ...(await inTurns(run(ours, text), run(peer, text), places)) });
    } finally {
      await Promise.all([ours.end(), peer.end()]);
    }
  }
  return rows;
}

/** A server that checks nothing would be fast. */
async function bothFindMistakes(servers: readonly Server[], text: string): Promise<void> {
  for (const { client, uri } of servers) {
    const mistaken = uri.replace('bench', 'mistaken');
    const languageId = servers[0]?.client === client ? 'sagemaker-model' : 'json';
    await client.open(mistaken, text.replace('"ModelName": "every', '"ModelName": "not every'), languageId);
    const found = await client.pull(mistaken);
    if (found.length === 0) throw new Error(`No mistake was found by the server of ${languageId}.`);
    await client.close(mistaken);
  }
}
