/** The language server as a process: VS Code starts it with --node-ipc, other editors with --stdio. */
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
  --node-ipc         speak it over Node's inter-process channel
  --version, --help

Ends with 0 after the client has shut it down, 1 if the client is gone, 2 if the command line isn't valid.
`;

const order = new LifecycleGuard();
const options = { messageStrategy: order };

const tell = (error: unknown, then: string) =>
  process.stderr.write(
    `A message of the client cannot be read: ${error instanceof Error ? error.message : error}\n${then}\n`,
  );
const leftOut = (error: unknown) => tell(error, 'It is left out.');

// Without a listener, Node ends the process when it writes to a closed standard error.
process.stderr.on('error', () => undefined);

/** Standard input and output; the server ends with them, and where what comes cannot be told apart into messages. */
function overStdio(): Connection {
  const { stdin, stdout } = process;
  const end = () => process.exit(order.isOver ? 0 : 1);
  const reader = tolerant(new StreamMessageReader(stdin), leftOut);
  reader.onError((error) => {
    // Of a message that is no JSON it is known where the next one begins, and of one whose header is wrong it is not.
    if (error instanceof SyntaxError) return void leftOut(error);
    tell(error, 'The server ends.');
    process.exit(1);
  });
  stdin.once('end', end).once('close', end);
  // Added before the connection listens, because the connection would keep running with no one to write to.
  stdout.once('error', end).once('close', end);
  return createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(stdout), options);
}

/** A channel that the client opened: Node IPC, a socket, or a pipe. */
function overChannel(args: readonly string[]): Connection {
  const [reader, writer] = channel(args);
  return createConnection(ProposedFeatures.all, tolerant(reader, leftOut), writer, options);
}

function channel(args: readonly string[]): [MessageReader, MessageWriter] {
  const after = (flag: string) => {
    const at = args.findIndex((it) => it === flag || it.startsWith(`${flag}=`));
    return args[at]?.startsWith(`${flag}=`) ? args[at].slice(flag.length + 1) : args[at + 1];
  };
  if (args.includes('--node-ipc')) return [new IPCMessageReader(process), new IPCMessageWriter(process)];
  if (args.some((it) => it.startsWith('--socket'))) return createServerSocketTransport(Number(after('--socket')));
  return createServerPipeTransport(after('--pipe') ?? '');
}

/** Runs the server. @returns the exit code; nothing while the server is running */
export function run(args: readonly string[]): number | undefined {
  if (args.includes('--version')) process.stdout.write(`${version}\n`);
  else if (args.includes('--help')) process.stdout.write(usage);
  else if (args.some((it) => /^--(stdio|node-ipc|socket|pipe)\b/.test(it))) {
    const connection = args.includes('--stdio') ? overStdio() : overChannel(args);
    serve(
      connection,
      (client) => disk(client, (it) => connection.console.warn(it)),
      () => import('../lazy/index'),
      () => order.begin(),
    );
    return undefined;
  } else {
    process.stderr.write(usage);
    return 2;
  }
  return 0;
}

// The alias sagemaker-model-language-server, and the process that VS Code starts.
if (require.main === module) process.exitCode = run(process.argv.slice(2));
