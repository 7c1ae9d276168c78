import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { rules } from '../../server/language/rules';
import { assertNames, naming } from '../support/facts';
import { broken, brokenAs, clean, folder, lint, name, program, write } from './linter';

suite('the linter', () => {
  test('says nothing but the sum of what is right, and ends with 0', () => {
    const { status, stdout } = lint([write(name('clean'), clean)]);
    assert.deepEqual([status, stdout], [0, '1 file: 0 errors, 0 warnings.\n']);
  });
  test('names place, severity and rule of each problem, in the order of files and lines, and ends with 1', () => {
    write(name('b/broken'), broken);
    write(name('a/broken'), brokenAs('other'));
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
  test('speaks JSON and the language of GitHub workflows', () => {
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
        offered: false,
      },
    );
    const text = clean.replace('"ExecutionRoleArn"', '"EnableNetworkIsolation": "True",\n  "executionRoleArn"');
    const fixes = (file: string) =>
      JSON.parse(lint([file, '--format=json']).stdout).map(
        (it: { rule: string; fixable: boolean; offered: boolean }) => [it.rule, it.fixable, it.offered],
      );
    assert.deepEqual(fixes(write(name('fixes'), text)), [
      ['wrong-type', true, false],
      ['misspelt-member', false, true],
    ]);
    const wide = write(name('wide-fixes'), Buffer.from(`\ufeff${text}`, 'utf16le'));
    assert.deepEqual(
      fixes(wide).map(([, fixable]: boolean[]) => fixable),
      [false, false, false],
      'it is left as it is',
    );
    assert.match(
      lint([file, '--format=github']).stdout,
      /^::error file=broken\.sagemaker-model\.json,line=2,endLine=2,col=16,endColumn=29,title=malformed-value::/,
    );
  });
  test('reads standard input, and knows files that are not stored as UTF-8', () => {
    assert.match(lint(['-'], { input: broken }).stdout, /^<stdin>:2:16: error/);
    const wide = write(name('wide'), Buffer.from(`\ufeff${clean}`, 'utf16le'));
    assert.match(lint([wide]).stdout, /\[not-utf-8\]/);
    const marked = write(name('marked'), `\ufeff${clean}`);
    assert.match(lint([marked]).stdout, /\[byte-order-mark\]/);
    const latin = write(name('latin'), Buffer.from('{ "ModelName": "caf\u00e9" }', 'latin1'));
    assert.match(lint([latin]).stdout, /\[not-utf-8\]/);
  });
  test('waits for standard input that does not block, as some shells and editors hand it on', () => {
    const nonblocking = 'use Fcntl; fcntl(STDIN, F_SETFL, O_NONBLOCK); exec @ARGV';
    const line = `(sleep 0.7; echo '{}') | perl -e '${nonblocking}' '${process.execPath}' '${program}' -`;
    const { stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8', timeout: 20_000 });
    assert.deepEqual([stderr, /^1 file: .*$/m.exec(stdout)?.[0]], ['', '1 file: 1 error, 1 warning.']);
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
      lint(['-', '--fix'], { input: '{ "EnableNetworkIsolation": "True" }' }).stdout,
      '{ "EnableNetworkIsolation": true }',
    );
  });
  test('takes severities from the command line', () => {
    const file = write(name('sub/broken'), broken);
    assert.match(lint([file, '--rule=malformed-value=off']).stdout, /: 1 error, 0 warnings/);
    const both = ['--rule', 'malformed-value=warning', '--rule', 'misspelt-member=warning'];
    assert.equal(lint([file, ...both]).status, 0);
    assert.equal(lint([file, ...both, '--max-warnings=1']).status, 1);
  });
  test('takes severities from the config that is nearest to each file, wherever it runs', () => {
    const of = (severity: string) => `{ "rules": { "malformed-value": "${severity}", "misspelt-member": "off" } }`;
    const outer = write(name('configs/outer'), broken);
    const inner = write(name('configs/inner/deep/er'), brokenAs('inner'));
    write('configs/.sagemaker-model-lint.json', of('warning'));
    write('configs/inner/.sagemaker-model-lint.json', of('hint'));
    const said = (args: string[], cwd = folder) =>
      lint(args, { cwd })
        .stdout.split('\n')
        .map((it) => /: (\w+): /.exec(it)?.[1])
        .filter(Boolean);
    assert.deepEqual(said([outer, inner]), ['hint', 'warning']);
    assert.deepEqual(said([path.resolve(folder, outer)], path.join(folder, 'configs/inner')), ['warning']);
    assert.deepEqual(said([outer, '--rule=malformed-value=error']), ['error']);
    const { stdout } = lint(['--stdin-filename', inner], { input: broken });
    assert.match(stdout, /^configs\/inner\/deep\/er\.sagemaker-model\.json:2:16: hint: /);
    assert.match(lint(['-'], { input: broken, cwd: path.join(folder, 'configs') }).stdout, /^<stdin>:2:16: warning: /);
  });
  test('takes severities for some files, and leaves files out, by globs relative to the config', () => {
    write(name('globs/prod/a'), broken);
    write(name('globs/dev/a'), broken);
    write(name('globs/dev/old/a'), brokenAs('old'));
    write(
      'globs/.sagemaker-model-lint.json',
      JSON.stringify({
        rules: { 'misspelt-member': 'off' },
        overrides: [
          { files: ['dev/**', 'nothing'], rules: { 'malformed-value': 'warning' } },
          { files: 'dev/old/*', rules: { 'malformed-value': 'hint' } },
        ],
        exclude: ['/prod'],
      }),
    );
    assert.deepEqual(
      lint(['globs'])
        .stdout.split('\n')
        .map((it) => /^globs\/(\S+)\/a\..*: (\w+): /.exec(it)?.slice(1).join(' ') ?? it),
      ['dev warning', 'dev/old hint', '2 files: 0 errors, 1 warning, 1 remark.', ''],
    );
    assert.match(lint([name('globs/prod/a')]).stdout, /: error: /, 'a file that is named is linted');
    const { status, stdout } = lint([name('globs/prod/a'), '--force-exclude']);
    assert.deepEqual([status, stdout], [0, '0 files: 0 errors, 0 warnings.\n']);
    assert.match(
      lint(['--force-exclude', '--stdin-filename', name('globs/prod/a')], { input: broken }).stdout,
      /: error: /,
    );
  });
  test('judges a role by the account that it is given', () => {
    const file = write(name('role'), clean);
    assert.equal(lint([file, '--account=111122223333']).status, 0);
    assert.match(lint([file, '--account=444455556666']).stdout, /\[role-of-another-account\]/);
  });

  test('judges what is in which region by the one that it is given, if that is one', () => {
    const file = write(name('region'), clean);
    assert.equal(lint([file, '--region=eu-west-1']).status, 0);
    assert.match(lint([file, '--region=us-east-1']).stdout, /\[image-of-another-region\]/);
    const { status, stderr } = lint([file, '--region=Ireland']);
    assert.equal(status, 2);
    assertNames(stderr, naming('Ireland'));
  });
  test('ends with 2, and one sentence, where it could not run', () => {
    for (const [args, sentence] of [
      [['nowhere.json'], /nowhere\.json/],
      [['--format=xml'], /no format "xml"/],
      [['--rule=no-such-rule=off'], /no rule "no-such-rule"/],
      [['--rule=comment=loud'], /"loud" is no severity/],
      [['--max-warnings=few'], /^--max-warnings is a whole number, not "few"\.$/m],
      [['--max-warnings='], /^--max-warnings is a whole number, not ""\.$/m],
      [['--max-warnings=1e400'], /is a whole number/],
      [['--rule=latest-tag=off=x'], /"off=x" is no severity/],
      [['--account=abc'], /^--account is the id of an account, twelve digits, not "abc"\.$/m],
      [['--explain=nothing'], /no rule "nothing"/],
      [['--no-such-option'], /no-such-option/],
    ] as const) {
      const { status, stdout, stderr } = lint(args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.match(stderr, sentence);
    }
  });
  test('reports in one sentence what is wrong with a config, and lints nothing that the config applies to', () => {
    write(name('config/a'), clean);
    for (const [config, sentence] of [
      ['{ "rule": {} }', /[^\n]*"rule"[^\n]*"rules", "overrides" [^\n]*"exclude"[^\n]*\n$/],
      ['{ "rules": [] }', /"rules" is an object/],
      ['{ "rules": { "comment": "loud" } }', /"loud" is no severity/],
      ['{ "overrides": {} }', /"overrides" in .* is a list/],
      ['{ "overrides": [{ "files": "*", "rule": {} }] }', /^Item 1 of "overrides" in .* has a member "rule"/],
      ['{ "overrides": [{ "files": "", "rules": {} }] }', /^"files" in item 1 of "overrides" in .* is a list of globs/],
      [
        '{ "overrides": [{ "files": [], "rules": {} }] }',
        /^"files" in item 1 of "overrides" in .* names no files\.\n$/,
      ],
      ['{ "overrides": [{ "files": "*", "rules": { "none": "off" } }] }', /there is no rule "none"/],
      ['{ "exclude": ["!a"] }', /^"exclude" in .*: "!a" starts with "!", but [^\n]+\n$/],
      ['{ "exclude": [1] }', /"exclude" in .* is a list of globs/],
      ['[]', /is no JSON object/],
      ['{', /isn't valid JSON \(line 1, column 1\)\.\n$/],
    ] as const) {
      write('config/.sagemaker-model-lint.json', config);
      const { status, stdout, stderr } = lint(['config']);
      assertNames([status, stdout], [2, naming('0 1')], config);
      assert.match(stderr, sentence);
    }
  });
  test('tells of what it cannot read, reads the rest, and ends with 2', () => {
    write(name('unread/broken'), broken);
    symlinkSync('nowhere', path.join(folder, name('unread/link')));
    symlinkSync(name('circle'), path.join(folder, name('unread/circle')));
    for (const args of [
      ['unread'],
      ['unread/*.json'],
      ['link', 'circle', 'broken'].map((it) => name(`unread/${it}`)),
    ]) {
      const { status, stdout, stderr } = lint(args);
      assert.equal(status, 2);
      assert.match(stdout, /broken.*\[malformed-value\]\n[\s\S]*: 2 errors, 0 warnings, 2 [^\n]*\n$/);
      assert.match(stderr, /^unread\/circle\S+ [^\n]+\n/);
      assert.match(stderr, /^unread\/link\S+ [^\n]+\n$/m);
    }
    const { runs } = JSON.parse(lint(['unread', '--format=sarif']).stdout);
    assert.equal(runs[0].invocations[0].executionSuccessful, false);
    assert.equal(runs[0].invocations[0].toolExecutionNotifications.length, 2);
  });
  test('lints a file once, whatever names lead to it, and by the one that is no link', () => {
    const file = write(name('once/churn'), clean);
    symlinkSync(name('churn'), path.join(folder, name('once/a-link')));
    for (const args of [
      ['once'],
      [path.join(folder, file), file],
      [path.join(folder, 'once'), 'once'],
      ['once/*', file],
    ])
      assert.deepEqual(lint(args).stdout, '1 file: 0 errors, 0 warnings.\n', args.join(' '));
    write(name('once/churn'), broken);
    assert.match(lint(['once']).stdout, /^once\/churn\./);
  });
  test('goes through folders with the name of a definition, and waits for no pipe that it finds', () => {
    write(name(`pipes/${name('folder')}/inside`), clean);
    spawnSync('mkfifo', [path.join(folder, name('pipes/pipe'))]);
    symlinkSync(name('pipe'), path.join(folder, name('pipes/link')));
    symlinkSync(name('folder'), path.join(folder, name('pipes/linked')));
    for (const args of [['pipes'], ['pipes/**/*.json']])
      assert.deepEqual(lint(args), { status: 0, stdout: '1 file: 0 errors, 0 warnings.\n', stderr: '' });
  });
  test('reads a pipe that is named, once', () => {
    write(name('named/other'), clean);
    const { stdout } = spawnSync(
      'bash',
      ['-c', `'${process.execPath}' '${program}' <(cat '${name('named/other')}') <(echo '{}')`],
      {
        cwd: folder,
        encoding: 'utf8',
        timeout: 20_000,
      },
    );
    assert.match(stdout, /^2 files: 1 error, 1 warning\.$/m);
  });
  test('shows the characters of a name that would control a terminal, and does not send them', () => {
    write(name('control/\u001b[31m\nok:1:1'), broken);
    symlinkSync('nowhere', path.join(folder, name('control/\u001b')));
    for (const args of [['control'], ['\u001b']]) {
      const { stdout, stderr } = lint(args);
      assert.doesNotMatch(stdout + stderr, /\u001b|^ok/m);
      assert.match(stderr, /\\u\{1b\}/);
    }
    assert.match(lint(['control']).stdout, /^control\/\\u\{1b\}\[31m\\nok:1:1\S*:2:16: error/);
  });
  test('does not judge what is too large for a definition, and says so', () => {
    const large = write(name('large/a'), clean + ' '.repeat(10_000_000));
    write(name('large/b'), clean);
    const sentence = / [^\n]*10 MB[^\n]+\n$/;
    const { status, stdout, stderr } = lint(['large']);
    assertNames([status, stdout], [2, naming('2 0 1')]);
    assert.match(stderr, sentence);
    assert.match(lint(['-'], { input: readFileSync(path.join(folder, large)) }).stderr, sentence);
  });
  test('reads a config with a byte order mark', () => {
    const file = write(name('marked-config/a'), broken);
    write('marked-config/.sagemaker-model-lint.json', '\ufeff{ "rules": { "misspelt-member": "off" } }');
    assert.match(lint([file]).stdout, /: 1 error, /);
  });
  test('finds definitions in folders whose names are like globs, and none in what others have made', () => {
    write(name('odd/[a]/one'), clean);
    write(name('odd/[a]/node_modules/two'), clean);
    assert.match(lint(['odd/[a]']).stdout, /^1 file:/);
    assert.match(lint(['odd/**/*.json', 'odd/{b,*}/one.*']).stdout, /^1 file:/);
    assertNames(lint(['odd/*.yaml']).stderr, naming('odd/ .yaml'));
  });
  test('corrects however much there is, and shows it as a diff that patch takes, whatever the name', () => {
    const tags = (end: string, count: number) =>
      Array.from({ length: count }, (_, i) => `    { "Key": "k${i}", "Value": "v"${end} }`).join(',\n');
    const text = (end: string, count: number) =>
      clean.replace('"ExecutionRoleArn"', `"Tags": [\n${tags(end, count)}\n  ],\n  "ExecutionRoleArn"`);
    for (const [file, count] of [
      ['patch/a b', 3],
      ['patch/größe', 3],
      ['patch/many', 1500],
    ] as const)
      for (const [end, eol] of [
        ['\n', '\n'],
        ['', '\r\n'],
      ] as const) {
        const written = (it: string) => (it.trimEnd() + end).replaceAll('\n', eol);
        write(name(file), written(text(',', count)));
        // A diff in a build log can be applied with patch as well.
        const env = { CI: count === 3 ? 'true' : '' };
        const input = lint([name(file), '--fix', '--dry-run'], { env }).stdout;
        const { status, stdout } = spawnSync('patch', ['-p0', '--binary'], { cwd: folder, input, encoding: 'utf8' });
        assert.equal(status, 0, stdout);
        assert.ok(readFileSync(path.join(folder, name(file)), 'utf8') === written(text('', count)), file);
      }
    assert.ok(lint(['-', '--fix'], { input: text(',', 21_000) }).stdout === text('', 21_000), 'corrected to its end');
  });
  test('writes a file only where something is corrected, and keeps its line ends', () => {
    const right = write(name('fix/right'), clean);
    const loose = clean.replace('"ExecutionRoleArn"', '"EnableNetworkIsolation": "True",\n  "ExecutionRoleArn"');
    const crlf = write(name('fix/crlf'), loose.replaceAll('\n', '\r\n'));
    utimesSync(path.join(folder, right), 0, 0);
    assert.equal(lint(['fix', '--fix']).status, 0);
    assert.equal(statSync(path.join(folder, right)).mtimeMs, 0);
    assert.equal(
      readFileSync(path.join(folder, crlf), 'utf8'),
      loose.replace('"True"', 'true').replaceAll('\n', '\r\n'),
    );
  });
  test('gives standard input back with --fix, also where nothing is to be corrected', () => {
    assert.equal(lint(['-', '--fix'], { input: clean }).stdout, clean);
    const wide = Buffer.from(`\ufeff${clean}`, 'utf16le');
    assert.equal(lint(['-', '--fix'], { input: wide }).stdout, wide.toString('utf8'));
    assert.equal(lint(['-', '--fix', '--dry-run'], { input: clean }).stdout, '');
  });
  test('ends after a dry run as it would without --fix', () => {
    const loose = clean.replace('"ExecutionRoleArn"', '"EnableNetworkIsolation": "True",\n  "ExecutionRoleArn"');
    const file = write(name('dry'), loose);
    assert.equal(lint([file, '--fix', '--dry-run']).status, 1);
    assert.equal(lint([file, '--fix']).status, 0);
    assert.equal(lint([file, '--fix', '--dry-run']).status, 0);
  });
  test('has colours where they are forced, and none where its output is read by no terminal', () => {
    const file = write(name('colours'), broken);
    assert.match(lint([file], { env: { FORCE_COLOR: '1' } }).stdout, /\u001b\[31merror\u001b\[0m/);
    assert.doesNotMatch(lint([file], { env: { NO_COLOR: '' } }).stdout, /\u001b/);
  });
  test('ends without a word where nobody reads on', async () => {
    for (let i = 0; i < 40; i++) write(name(`many/${i}`), `[${'{"a":1},'.repeat(500)}]`);
    const linter = spawn(process.execPath, [program, 'many'], { cwd: folder });
    let stderr = '';
    linter.stderr.on('data', (it) => {
      stderr += it;
    });
    linter.stdout.once('data', () => linter.stdout.destroy());
    const code = await new Promise((resolve) => linter.on('close', resolve));
    assert.deepEqual([code, stderr], [2, '']);
  });
  test('keeps neither a text nor a problem once it has printed them', () => {
    const items = `[${'1,'.repeat(900)}1]`;
    const text = `{ "ModelName": "churn", "Tags": ${items}, "X": "${'x'.repeat(700_000)}" }`;
    for (let i = 0; i < 60; i++) write(name(`heap/${i}`), text);
    // All the texts would be 42 MB, and all the problems more.
    for (const format of ['text', 'json', 'sarif', 'github']) {
      const { status, stderr } = lint(['heap', `--format=${format}`], {
        env: { NODE_OPTIONS: '--max-old-space-size=32' },
      });
      assert.deepEqual([status, stderr], [1, ''], format);
    }
  });
  test('tells of two definitions with one name, in each, by the name of the other', () => {
    write(name('one/a'), clean);
    write(name('one/b'), clean);
    const { status, stdout } = lint(['one', '--format=sarif']);
    assert.equal(status, 0);
    const [{ results }] = JSON.parse(stdout).runs;
    assert.deepEqual(
      results.map((it: { message: { text: string } }) => it.message.text.split(' ')[0]),
      ['one/b.sagemaker-model.json', 'one/a.sagemaker-model.json'],
    );
    assert.equal(results[0].relatedLocations[0].physicalLocation.artifactLocation.uri, 'one/b.sagemaker-model.json');
    assert.match(lint([name('one/a')]).stdout, /0 warnings\.$/m);
  });
  test('lists and explains its rules, and gives what it knows as JSON Schema', () => {
    assert.equal(lint(['--list-rules']).stdout.trim().split('\n').length, rules.length);
    const role = lint(['--explain=no-role']).stdout;
    assert.match(role, /^no-role \(warning\)\n/);
    assert.match(role, /"ModelName": "churn"/);
    assert.match(role, /It says: /);
    assert.match(
      lint(['--explain=prefix-without-slash']).stdout,
      /fix.*\n\n@@.*\n[\s\S]*^\+ +"S3Uri": "s3:\/\/churn-models\/1\/"/m,
    );
    const { properties, required } = JSON.parse(lint(['--schema']).stdout);
    assert.deepEqual(required, ['ModelName']);
    assert.equal(properties.ModelName.maxLength, 63);
    assert.deepEqual(properties.PrimaryContainer.properties.Mode.enum, ['SingleModel', 'MultiModel']);
    assertNames(properties.ModelName.description, naming('model'));
  });
});
