import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, suite, test } from 'node:test';
import { rules } from '../../server/language/rules';

const folder = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-lint-'));
after(() => rmSync(folder, { recursive: true }));

const image = '"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1"';
const clean = `{\n  "ModelName": "churn",\n  "PrimaryContainer": { ${image} },\n  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r"\n}\n`;
const broken = clean.replace('"churn",', '"churn model",').replace('"ExecutionRoleArn"', '"executionRoleArn"');

const name = (it: string) => `${it}.sagemaker-model.json`;
function write(file: string, text: string | Buffer): string {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
  return file;
}

/** Runs the built linter in the folder. */
function lint(args: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.resolve('dist/lint.js'), ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

suite('the linter', () => {
  test('says nothing but the sum of what is right, and ends with 0', () => {
    const { status, stdout } = lint([write(name('clean'), clean)]);
    assert.deepEqual([status, stdout], [0, '1 file: 0 errors, 0 warnings.\n']);
  });
  test('names place, severity and rule of each problem, in the order of files and lines, and ends with 1', () => {
    write(name('b/broken'), broken);
    write(name('a/broken'), broken);
    const { status, stdout } = lint(['b', name('a/broken'), 'b']);
    assert.equal(status, 1);
    assert.deepEqual(
      stdout.split('\n').map((it) => /^(\S+:\d+:\d+: \w+): .* \[([\w-]+)\]$/.exec(it)?.slice(1).join(' ') ?? it),
      [
        'a/broken.sagemaker-model.json:2:16: error malformed-value',
        'a/broken.sagemaker-model.json:4:3: error misspelt-member',
        'b/broken.sagemaker-model.json:2:16: error malformed-value',
        'b/broken.sagemaker-model.json:4:3: error misspelt-member',
        '2 files: 4 errors, 0 warnings.',
        '',
      ],
    );
  });
  test('speaks JSON, SARIF and the language of GitHub workflows', () => {
    const file = write(name('broken'), broken);
    const [first] = JSON.parse(lint([file, '--format=json']).stdout);
    assert.deepEqual(
      { ...first, message: '' },
      {
        file,
        line: 2,
        column: 16,
        endLine: 2,
        endColumn: 29,
        severity: 'error',
        rule: 'malformed-value',
        message: '',
        fixable: false,
      },
    );
    const { version, runs } = JSON.parse(lint([file, '--format=sarif']).stdout);
    const [{ tool, results }] = runs;
    assert.equal(version, '2.1.0');
    assert.equal(tool.driver.rules.length, rules.length);
    assert.equal(tool.driver.rules[results[0].ruleIndex].id, results[0].ruleId);
    assert.deepEqual(results[0].locations[0].physicalLocation.region, {
      startLine: 2,
      startColumn: 16,
      endLine: 2,
      endColumn: 29,
    });
    assert.match(
      lint([file, '--format=github']).stdout,
      /^::error file=broken\.sagemaker-model\.json,line=2,endLine=2,col=16,endColumn=29,title=malformed-value::/,
    );
  });
  test('reads standard input, and knows files that are not stored as UTF-8', () => {
    assert.match(lint(['-'], broken).stdout, /^<stdin>:2:16: error/);
    const wide = write(name('wide'), Buffer.from(`\ufeff${clean}`, 'utf16le'));
    assert.match(lint([wide]).stdout, /\[not-utf-8\]/);
    const marked = write(name('marked'), `\ufeff${clean}`);
    assert.match(lint([marked]).stdout, /\[byte-order-mark\]/);
    const latin = write(name('latin'), Buffer.from('{ "ModelName": "caf\u00e9" }', 'latin1'));
    assert.match(lint([latin]).stdout, /\[not-utf-8\]/);
  });
  test('corrects what cannot change the meaning, and shows it first', () => {
    const text = clean.replace(
      '"ExecutionRoleArn"',
      '// why\r\n  "EnableNetworkIsolation": "False",\r\n  "ExecutionRoleArn"',
    );
    const file = write(name('fixable'), text);
    const { stdout } = lint([file, '--fix', '--dry-run']);
    assert.match(stdout, /^-.*"EnableNetworkIsolation": "False",\r?$/m);
    assert.match(stdout, /^\+.*"EnableNetworkIsolation": false,\r?$/m);
    assert.equal(readFileSync(path.join(folder, file), 'utf8'), text);
    assert.equal(lint([file, '--fix']).status, 1);
    assert.equal(readFileSync(path.join(folder, file), 'utf8'), text.replace('"False"', 'false'));
    assert.equal(
      lint(['-', '--fix'], '{ "EnableNetworkIsolation": "True" }').stdout,
      '{ "EnableNetworkIsolation": true }',
    );
  });
  test('takes severities from the command line and from the nearest file', () => {
    const file = write(name('sub/broken'), broken);
    assert.match(lint([file, '--rule=malformed-value=off']).stdout, /: 1 error, 0 warnings/);
    assert.equal(lint([file, '--rule', 'malformed-value=warning', '--rule', 'misspelt-member=warning']).status, 0);
    const two = ['--rule', 'malformed-value=warning', '--rule', 'misspelt-member=warning', '--max-warnings=1'];
    assert.equal(lint([file, ...two]).status, 1);
    write('.sagemaker-model-lint.json', '{ "rules": { "malformed-value": "hint" }, "exclude": ["sub/**"] }');
    assert.match(lint([file]).stdout, /: 1 error, 0 warnings, 1 remark/);
    assert.match(lint(['sub']).stdout, /^0 files/);
    rmSync(path.join(folder, '.sagemaker-model-lint.json'));
  });
  test('judges a role by the account that it is given', () => {
    const file = write(name('role'), clean);
    assert.equal(lint([file, '--account=111122223333']).status, 0);
    assert.match(lint([file, '--account=444455556666']).stdout, /\[role-of-another-account\]/);
  });
  test('ends with 2, and one sentence, where it could not run', () => {
    for (const [args, sentence] of [
      [['nowhere.json'], /no file for nowhere\.json/],
      [['--format=xml'], /no format "xml"/],
      [['--rule=no-such-rule=off'], /no rule "no-such-rule"/],
      [['--rule=comment=loud'], /"loud" is no severity/],
      [['--max-warnings=few'], /is a number/],
      [['--explain=nothing'], /no rule "nothing"/],
      [['--no-such-option'], /no-such-option/],
    ] as const) {
      const { status, stdout, stderr } = lint(args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.match(stderr, sentence);
    }
    write('.sagemaker-model-lint.json', '{ "rule": {} }');
    assert.match(lint(['.']).stderr, /has a member "rule"/);
    rmSync(path.join(folder, '.sagemaker-model-lint.json'));
  });
  test('lists and explains its rules, and gives what it knows as JSON Schema', () => {
    assert.equal(lint(['--list-rules']).stdout.trim().split('\n').length, rules.length);
    assert.match(lint(['--explain=no-role']).stdout, /^no-role \(warning\)/);
    const { properties, required } = JSON.parse(lint(['--schema']).stdout);
    assert.deepEqual(required, ['ModelName']);
    assert.equal(properties.ModelName.maxLength, 63);
    assert.deepEqual(properties.PrimaryContainer.properties.Mode.enum, ['SingleModel', 'MultiModel']);
    assert.match(properties.ModelName.description, /name of the new model/);
  });
});
