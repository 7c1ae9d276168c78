/** The command `sagemaker-model`. Each subcommand is a bundle of its own, which is loaded when it runs. */
import { version } from '../../package.json';

/** @returns the exit code; nothing while the command is running */
type Run = (args: readonly string[]) => number | undefined | Promise<number>;

interface Command {
  readonly summary: string;
  readonly load: () => Promise<{ readonly run: Run }>;
}

const commands: ReadonlyMap<string, Command> = new Map([
  ['lint', { summary: 'check definitions, for CI and hooks', load: () => import('../cli/lint/command') }],
  ['server', { summary: 'the language server, for editors', load: () => import('../main/node') }],
]);

const listed = [...commands].map(([name, { summary }]) => `  ${name.padEnd(8)}  ${summary}\n`).join('');

const usage = `sagemaker-model ${version}

Tools for definitions of Amazon SageMaker models (*.sagemaker-model.json).

${listed}
  sagemaker-model <command> --help   what a command can do
  --version, --help

Every command ends with 2 if it couldn't run.
`;

async function run([name, ...args]: readonly string[]): Promise<number | undefined> {
  const command = commands.get(name ?? '');
  if (command) return (await command.load()).run(args);
  if (name === '--version') process.stdout.write(`${version}\n`);
  else if (name === '--help') process.stdout.write(usage);
  else {
    const problem = `Unknown command ${JSON.stringify(name)}. To list all commands, run "sagemaker-model --help".\n`;
    process.stderr.write(name === undefined ? usage : problem);
    return 2;
  }
  return 0;
}

run(process.argv.slice(2)).then((code) => {
  if (code !== undefined) process.exitCode = code;
});
