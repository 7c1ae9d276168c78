/** The language server as a process: VS Code starts it with --node-ipc, other editors with --stdio. */
import { parseArgs } from 'node:util';
import {
  type Connection,
  createConnection,
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { version } from '../../package.json';
import { LifecycleGuard } from '../lsp/lifecycle';
import { serve } from '../lsp/server';
import { tolerant } from '../lsp/tolerant';
import { disk } from '../workspace/disk';

const usage = `sagemaker-model server ${version}

A language server for definitions of Amazon SageMaker models (*.sagemaker-model.json).

  --stdio            speak the Language Server Protocol on standard input and output
  --socket=PORT      speak it on a socket
  --pipe=NAME        speak it on a named pipe or a Unix domain socket
  --node-ipc         speak it over Node's inter-process channel
  --version, --help

Ends with 0 after the client has shut it down, 1 if the client is gone, 2 if the command line isn't valid.
`;

const order = new LifecycleGuard();
const options = { messageStrategy: order };

function tell(error: unknown, then: string): void {
  const reason = error instanceof Error ? error.message : error;
  process.stderr.write(`A message of the client cannot be read: ${reason}\n${then}\n`);
}
const leftOut = (error: unknown): void => tell(error, 'It is left out.');

// Without a listener, Node ends the process when it writes to a closed standard error.
process.stderr.on('error', () => undefined);

/** Ends the server on an error of the channel. After a message that isn't JSON, the next one can be read; after a wrong header, none. */
function endUnlessSyntax(error: Error): void {
  const isSyntax = error instanceof SyntaxError;
  tell(error, isSyntax ? 'It is left out.' : 'The server ends.');
  if (!isSyntax) process.exit(1);
}

/** Standard input and output; the server ends with them, and where what comes cannot be told apart into messages. */
function overStdio(): Connection {
  const { stdin, stdout } = process;
  const end = () => process.exit(order.isOver ? 0 : 1);
  const reader = tolerant(new StreamMessageReader(stdin), leftOut);
  reader.onError(endUnlessSyntax);
  stdin.once('end', end).once('close', end);
  // Added before the connection listens, because the connection would keep running with no one to write to.
  stdout.once('error', end).once('close', end);
  return createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(stdout), options);
}

/** The channel between a Node process and the one that forked it. */
function overIpc(): Connection {
  const reader = tolerant(new IPCMessageReader(process), leftOut);
  return createConnection(ProposedFeatures.all, reader, new IPCMessageWriter(process), options);
}

/** A socket or a pipe on which the client listens; the server ends with it. */
function overSocket([reader, writer]: [MessageReader, MessageWriter]): Connection {
  reader.onError(endUnlessSyntax);
  reader.onClose(() => process.exit(order.isOver ? 0 : 1));
  return createConnection(ProposedFeatures.all, tolerant(reader, leftOut), writer, options);
}

/** The function that opens the channel in the arguments; nothing if they have no valid channel, or more than one. */
function channelOf(args: readonly string[]): (() => Connection) | undefined {
  const options = { stdio: { type: 'boolean' }, 'node-ipc': { type: 'boolean' } } as const;
  const values = { socket: { type: 'string' }, pipe: { type: 'string' }, clientProcessId: { type: 'string' } } as const;
  try {
    const given = parseArgs({ args: [...args], options: { ...options, ...values } }).values;
    const { stdio, socket, pipe, 'node-ipc': ipc } = given;
    const channels = [stdio, ipc, socket, pipe].filter((it) => it !== undefined);
    const port = Number(socket);
    if (channels.length !== 1 || (ipc && !process.send)) return undefined;
    if (stdio) return overStdio;
    if (ipc) return overIpc;
    if (pipe) return () => overSocket(createServerPipeTransport(pipe));
    const isPort = Number.isInteger(port) && port > 0 && port < 65_536;
    return isPort ? () => overSocket(createServerSocketTransport(port)) : undefined;
  } catch {
    return undefined;
  }
}

/** Runs the server. @returns the exit code; nothing while the server is running */
export function run(args: readonly string[]): number | undefined {
  if (args.includes('--version')) process.stdout.write(`${version}\n`);
  else if (args.includes('--help')) process.stdout.write(usage);
  else {
    const open = channelOf(args);
    if (!open) {
      // Ends the process, which the library keeps running if --clientProcessId is given.
      process.stderr.write(usage, () => process.exit(2));
      return 2;
    }
    const connection = open();
    serve(
      connection,
      (client) => disk(client, (it) => connection.console.warn(it)),
      () => import('../lazy/index'),
      () => order.begin(),
    );
    return undefined;
  }
  return 0;
}

// The alias sagemaker-model-language-server, and the process that VS Code starts.
if (require.main === module) process.exitCode = run(process.argv.slice(2));
