import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, test } from 'node:test';
import ts from 'typescript';

const request = path.resolve('server/language/description/createModel.ts');
const answer = path.resolve('server/language/description/describeModel.ts');
const { config } = ts.readConfigFile('server/language/tsconfig.json', ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, 'server/language');
let last: ts.Program | undefined;

/** What the compiler says of a description, were it changed like this. */
function compile(change: (text: string) => string, file = request): string[] {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  const text = ts.sys.readFile(file) ?? '';
  const changed = change(text);
  host.getSourceFile = (name, ...rest) =>
    path.resolve(name) === file
      ? ts.createSourceFile(name, changed, options.target ?? ts.ScriptTarget.Latest, true)
      : (last?.getSourceFile(name) ?? getSourceFile(name, ...rest));
  last = ts.createProgram([file], options, host, last);
  const source = last.getSourceFile(file);
  return last.getSemanticDiagnostics(source).map((it) => ts.flattenDiagnosticMessageText(it.messageText, '\n'));
}

/** Replaces what must be there. */
const replace = (from: string, to: string) => (text: string) => {
  assert.equal(text.split(from).length, 2, `"${from}" is not there once`);
  return text.replace(from, to);
};

suite('the compiler refuses a description that differs from the SDK', () => {
  test('as it is, it takes it', () =>
    assert.deepEqual(
      compile((text) => text),
      [],
    ));
  const differences: readonly (readonly [what: string, from: string, to: string, names: RegExp])[] = [
    [
      'a member that is left out',
      "  EnableNetworkIsolation: since('2018-11-28', byDefault(false, flag)),\n",
      '',
      /'EnableNetworkIsolation' is missing/,
    ],
    [
      'a member that is misspelt',
      "  ETag: since('2025-01-02', filledIn(text({}))),",
      '  Etag: text({}),',
      /'Etag' does not exist/,
    ],
    [
      'a member that is invented',
      "  ETag: since('2025-01-02', filledIn(text({}))),",
      '  ETag: text({}),\n  Checksum: text({}),',
      /'Checksum' does not exist/,
    ],
    [
      'a required member that is said to be optional',
      'S3DataSource: required(s3DataSource)',
      'S3DataSource: s3DataSource',
      /'Required'/,
    ],
    [
      'an optional member that is said to be required',
      '  MetricsEndpoints: list(',
      '  MetricsEndpoints: required(list)(',
      /./,
    ],
    [
      'a value that is left out',
      "    Vpc: 'the image is in a private Docker registry that the VPC of the model reaches',\n",
      '',
      /RepositoryAccessMode/,
    ],
    ['a value that is misspelt', '      Direct: ', '      Parallel: ', /InferenceExecutionMode/],
    [
      'a number that is invented',
      "        300: 'every 5 minutes',",
      "        600: 'every 10 minutes',",
      /MetricPublishFrequencyInSeconds/,
    ],
    [
      'another kind',
      "  EnableNetworkIsolation: since('2018-11-28', byDefault(false, flag)),",
      '  EnableNetworkIsolation: text({}),',
      /'BooleanShape/,
    ],
    ['a list of something else', 'list(containerDefinition, ', 'list(imageConfig, ', /ContainerDefinition/],
  ];
  for (const [what, from, to, names] of differences)
    test(what, () => assert.match(compile(replace(from, to)).join('\n'), names));
  test('a member of an answer that is left out', () => {
    assert.deepEqual(
      compile((text) => text, answer),
      [],
    );
    const without = (line: string) => compile(replace(line, ''), answer).join('\n');
    assert.match(without("  ModelArn: 'the ARN that the model was given',\n"), /'ModelArn' is missing/);
    assert.match(without('  CreationTime: required(text({})),\n'), /'CreationTime' is missing/);
  });
});
