/** The language server as a process: VS Code starts it with --node-ipc, any other editor with --stdio. */
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
import { version } from '../package.json';
import { disk } from './disk';
import { serve } from './lsp';
import { Order } from './order';
import { tolerant } from './tolerant';

const usage = `sagemaker-model-language-server ${version}

A language server for definitions of Amazon SageMaker models (*.sagemaker-model.json).

  --stdio            speak the Language Server Protocol on standard input and output
  --socket=PORT      speak it on a socket
  --node-ipc         speak it over Node's inter-process channel
  --version, --help
`;

const order = new Order();
const options = { messageStrategy: order };

const tell = (error: unknown, then: string) =>
  process.stderr.write(
    `A message of the client cannot be read: ${error instanceof Error ? error.message : error}\n${then}\n`,
  );
const leftOut = (error: unknown) => tell(error, 'It is left out.');

// Without a listener, Node ends a process whose standard error is closed when something is written to it.
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
  // Before the connection listens, which would go on without anyone to write to.
  stdout.once('error', end).once('close', end);
  return createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(stdout), options);
}

/** A channel that the client has opened: that of Node, a socket, or a pipe. */
function overChannel(): Connection {
  const [reader, writer] = channel();
  return createConnection(ProposedFeatures.all, tolerant(reader, leftOut), writer, options);
}

function channel(): [MessageReader, MessageWriter] {
  const after = (flag: string) => {
    const at = given.findIndex((it) => it === flag || it.startsWith(`${flag}=`));
    return given[at]?.startsWith(`${flag}=`) ? given[at].slice(flag.length + 1) : given[at + 1];
  };
  if (given.includes('--node-ipc')) return [new IPCMessageReader(process), new IPCMessageWriter(process)];
  if (given.some((it) => it.startsWith('--socket'))) return createServerSocketTransport(Number(after('--socket')));
  return createServerPipeTransport(after('--pipe') ?? '');
}

const given = process.argv.slice(2);
if (given.includes('--version')) process.stdout.write(`${version}\n`);
else if (given.includes('--help')) process.stdout.write(usage);
else if (given.some((it) => /^--(stdio|node-ipc|socket|pipe)\b/.test(it))) {
  const connection = given.includes('--stdio') ? overStdio() : overChannel();
  serve(
    connection,
    (client) => disk(client, (it) => connection.console.warn(it)),
    () => import('./elsewhere'),
    () => order.begin(),
  );
} else {
  process.stderr.write(usage);
  process.exitCode = 1;
}
