/** The language server as a process: VS Code starts it with --node-ipc, any other editor with --stdio. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../package.json';
import { clientFiles } from './clientFiles';
import { disk } from './disk';
import { serve } from './lsp';

const usage = `sagemaker-model-language-server ${version}

A language server for definitions of Amazon SageMaker models (*.sagemaker-model.json).

  --stdio            speak the Language Server Protocol on standard input and output
  --socket=PORT      speak it on a socket
  --node-ipc         speak it over Node's inter-process channel
  --version, --help
`;

const given = process.argv.slice(2);
if (given.includes('--version')) process.stdout.write(`${version}\n`);
else if (given.includes('--help')) process.stdout.write(usage);
else if (given.some((it) => /^--(stdio|node-ipc|socket|pipe)\b/.test(it))) {
  const connection = createConnection(ProposedFeatures.all);
  serve(
    connection,
    disk(clientFiles(connection), (it) => connection.console.warn(it)),
    () => import('./elsewhere'),
  );
} else {
  process.stderr.write(usage);
  process.exitCode = 1;
}
