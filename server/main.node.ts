/** The language server as a process: VS Code starts it with --node-ipc, any other editor with --stdio. */
import {
  type Connection,
  createConnection,
  type DataCallback,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { version } from '../package.json';
import { disk } from './disk';
import { serve } from './lsp';
import { Order } from './order';

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

/** Reads messages, and leaves out those over which vscode-jsonrpc stumbles, such as a cancellation that names nothing. */
class Reader extends StreamMessageReader {
  override listen(take: DataCallback) {
    return super.listen((message) => {
      try {
        take(message);
      } catch (error) {
        leftOut(error);
      }
    });
  }
}

// Without a listener, Node ends a process whose standard error is closed when something is written to it.
process.stderr.on('error', () => undefined);

/** Standard input and output; the server ends with them, and where what comes cannot be told apart into messages. */
function overStdio(): Connection {
  const { stdin, stdout } = process;
  const end = () => process.exit(order.isOver ? 0 : 1);
  const reader = new Reader(stdin);
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

const given = process.argv.slice(2);
if (given.includes('--version')) process.stdout.write(`${version}\n`);
else if (given.includes('--help')) process.stdout.write(usage);
else if (given.some((it) => /^--(stdio|node-ipc|socket|pipe)\b/.test(it))) {
  const connection = given.includes('--stdio') ? overStdio() : createConnection(ProposedFeatures.all, options);
  serve(
    connection,
    (client) => disk(client, (it) => connection.console.warn(it)),
    () => import('./elsewhere'),
  );
} else {
  process.stderr.write(usage);
  process.exitCode = 1;
}
