import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, suite, test } from 'node:test';
import { parse } from 'yaml';
import { broken, clean, folder, name, write } from './linter';

const read = (file: string) => parse(readFileSync(path.join('docs/ci', file), 'utf8'), { strict: true });

/** Runs a command line in a shell, in a project in which the package is installed; it cannot go to the registry. */
function run(line: string, project: string) {
  const cwd = path.join(folder, project);
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', line], {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      npm_config_offline: 'true',
      npm_config_audit: 'false',
      npm_config_update_notifier: 'false',
      PATH: `${path.join(cwd, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}`,
    },
  });
  return { status, stdout, stderr };
}

const projects = { clean, broken } as const;

before(() => {
  write('pack/none', '');
  const { stdout, stderr } = spawnSync(
    'npm',
    ['pack', '--silent', '--ignore-scripts', `--pack-destination=${path.join(folder, 'pack')}`],
    { encoding: 'utf8', shell: process.platform === 'win32' },
  );
  const archive = path.join(folder, 'pack', stdout.trim());
  for (const [project, text] of Object.entries(projects)) {
    write(`${project}/package.json`, '{ "private": true }');
    write(name(`${project}/models/churn`), text);
    const { status, stderr: why } = run(`npm install --no-audit --no-fund --ignore-scripts "${archive}"`, project);
    assert.equal(status, 0, stderr + why);
  }
});

/** The command line of a workflow that runs the linter. */
function lineOf(file: string): string {
  const { jobs } = read(file);
  const steps: readonly { run?: string }[] = Object.values<{ steps: [] }>(jobs).flatMap((it) => it.steps);
  const lines = steps.flatMap((it) => it.run ?? []);
  assert.equal(lines.length, 1);
  return lines[0] ?? '';
}

suite('the files to copy for CI and hooks', () => {
  test('are all tried here', () => {
    const files = ['github-code-scanning.yml', 'github-workflow.yml', 'pre-commit-config.yaml'];
    assert.deepEqual(readdirSync('docs/ci').sort(), files);
    const page = readFileSync('docs/lint.md', 'utf8');
    for (const it of files) assert.ok(page.includes(`(ci/${it})`), `docs/lint.md does not lead to ${it}`);
  });
  test('show problems in a pull request', () => {
    const line = lineOf('github-workflow.yml');
    assert.deepEqual(run(line, 'clean'), { status: 0, stdout: '', stderr: '' });
    const { status, stdout } = run(line, 'broken');
    assert.equal(status, 1);
    assert.match(stdout, /^::error file=models\/churn\.sagemaker-model\.json,line=2,/);
  });
  test('upload problems to code scanning, also where there are errors, but not where something was not judged', () => {
    const line = lineOf('github-code-scanning.yml');
    const { steps } = read('github-code-scanning.yml').jobs.scan;
    const { with: given, if: condition } = steps.at(-1);
    assert.equal(condition, "${{ !cancelled() && steps.lint.outputs.judged == 'all' }}");
    const output = path.join(folder, 'output');
    const ran = (project: string) => {
      writeFileSync(output, '');
      const { status } = run(`GITHUB_OUTPUT='${output}'; ${line}`, project);
      return [status, readFileSync(output, 'utf8')];
    };
    assert.deepEqual(ran('clean'), [0, 'judged=all\n']);
    const config = path.join(folder, write('clean/.sagemaker-model-lint.json', '{'));
    assert.deepEqual(ran('clean'), [2, '']);
    rmSync(config);
    assert.deepEqual(ran('broken'), [1, 'judged=all\n']);
    const { runs } = JSON.parse(readFileSync(path.join(folder, 'broken', given.sarif_file), 'utf8'));
    assert.equal(runs[0].results.length, 2);
  });
  test('may do no more than they need', () => {
    for (const it of ['github-workflow.yml', 'github-code-scanning.yml'])
      assert.deepEqual(read(it).permissions, { contents: 'read' });
  });
  test('check what is to be committed', () => {
    const [{ hooks }] = read('pre-commit-config.yaml').repos;
    const [{ entry, files, language, additional_dependencies: packages }] = hooks;
    assert.deepEqual([language, packages], ['node', ['sagemaker-model']]);
    const changed = ['README.md', name('models/churn')].filter((it) => new RegExp(files).test(it));
    assert.deepEqual(changed, [name('models/churn')]);
    assert.equal(run(`${entry} ${changed.join(' ')}`, 'clean').status, 0);
    const { status, stdout } = run(`${entry} ${changed.join(' ')}`, 'broken');
    assert.equal(status, 1);
    assert.match(stdout, /churn\.sagemaker-model\.json:2:16: error: /);
    write('broken/.sagemaker-model-lint.json', '{ "exclude": ["models/"] }');
    assert.equal(run(`${entry} ${changed.join(' ')}`, 'broken').status, 0, 'what is excluded is left out');
  });
});
