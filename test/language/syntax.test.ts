import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '../../server/language/check/check';
import { read } from '../../server/language/syntax/document';
import { validDefinitions } from '../support/definitions';
import { formProblems } from '../support/form';
import { asMarks, carets } from '../support/marked';

/** Expects the problems that the carets show, and no other. */
function expectMarks(marked: string): void {
  const { text, marks } = carets(marked);
  assert.deepEqual(asMarks(formProblems(text)), marks);
}

suite('a slip of syntax is reported once, and what stands around it is still checked', () => {
  test('a missing comma, after the value that it should follow', () =>
    expectMarks(`
{
  "ModelName": "m"
                 ^ error json-syntax
  "Containers": [{ "Image": "a" } { "Image": "b c" }]
                                ^ error json-syntax
                                             ^^^^^ error malformed-value
}`));
  test('a comma too many', () =>
    expectMarks(`
{ "ModelName": "m",, "Containers": [,] }
                   ^ error json-syntax
                                    ^ error json-syntax
`));
  test('a comma before a closing bracket', () =>
    expectMarks(`
{ "ModelName": "m", "Containers": [ { "Image": "a", }, ], }
                                                  ^ error trailing-comma
                                                     ^ error trailing-comma
                                                        ^ error trailing-comma
`));
  test('a value that is not written yet', () =>
    expectMarks(`
{
  "ModelName":
             ^ error json-syntax
  "PrimaryContainer": { "Image": }
                               ^ error json-syntax
}`));
  test('a name that is not finished yet', () =>
    expectMarks(`
{
  "ModelName": "m",
  "Prim"
  ^^^^^^ error json-syntax
}`));
  test('a missing colon', () =>
    expectMarks(`
{ "ModelName" "a b" }
  ^^^^^^^^^^^ error json-syntax
              ^^^^^ error malformed-value
`));
  test('an equals sign for a colon', () =>
    expectMarks(`
{ "ModelName" = "m" }
              ^ error json-syntax
`));
  test('single quotes and bare names, as in Python and JavaScript', () =>
    expectMarks(`
{ ModelName: 'm', 'EnableNetworkIsolation': True }
  ^^^^^^^^^ error json-syntax
             ^^^ error json-syntax
                  ^^^^^^^^^^^^^^^^^^^^^^^^ error json-syntax
                                            ^^^^ error json-syntax
`));
  test('curly quotes, as a word processor writes them', () =>
    expectMarks(`
{ "ModelName": “churn” }
               ^^^^^^^ error json-syntax
`));
  test('a string without its end', () =>
    expectMarks(`
{
  "ModelName": "m,
               ^^ error json-syntax
  "Containers": []
}`));
  test('a string without its end that took the closing bracket with it', () =>
    expectMarks(`
{ "ModelName": "m }
               ^^ error json-syntax
`));
  test('a quote inside a string', () =>
    expectMarks(`
{ "ModelName": "a"b", "Containers": [] }
                 ^ error json-syntax
`));
  test('escapes and control characters, each on its own', () =>
    expectMarks(`
{ "ModelName": "m", "PrimaryContainer": { "Environment": { "A": "\\d \\\\ \\u12 \t \\n" } } }
                                                                 ^^ error json-syntax
                                                                       ^^^^ error json-syntax
                                                                            ^ error json-syntax
`));
  test('brackets that do not fit', () =>
    expectMarks(`
{ "ModelName": "m", "Containers": [ { "Image": "a" ] }
                                                   ^ error json-syntax
`));
  test('brackets that are still open at the end', () =>
    expectMarks(`
{ "ModelName": "m", "Containers": [ { "Image": "a"
                                                 ^ error json-syntax
`));
  test('a bracket too many', () =>
    expectMarks(`
{ "ModelName": "m" } }
                     ^ error json-syntax
`));
  test('a second value', () =>
    expectMarks(`
{ "ModelName": "m" }
{ "ModelName": "n" }
^ error json-syntax
`));
  test('a number that JSON does not have', () =>
    expectMarks(`
{ "ModelName": "m", "PrimaryContainer": { "Environment": { "A": 01, "B": .5, "C": +1, "D": 0x1F, "E": 1. } } }
                                                                ^^ error json-syntax
                                                                         ^^ error json-syntax
                                                                                  ^^ error json-syntax
                                                                                           ^^^^ error json-syntax
                                                                                                      ^^ error json-syntax
`));
  test('a template that nobody has filled in', () =>
    expectMarks(`
{ "ModelName": <name>, "EnableNetworkIsolation": {{ isolated }}, "Containers": [], "ExecutionRoleArn": \${ROLE} }
               ^^^^^^ error json-syntax
                                                 ^^^^^^^^^^^^^^ error json-syntax
                                                                                                       ^^^^^^^ error json-syntax
`));
  test('a quote that is missing after a name', () =>
    expectMarks(`
{
  "ModelName: "m",
  ^^^^^^^^^^ error json-syntax
  "PrimaryContainer: {
  ^^^^^^^^^^^^^^^^^ error json-syntax
    "Image": "a b"
             ^^^^^ error malformed-value
  }
}`));
  test('a quote that is missing before a name or a value', () =>
    expectMarks(`
{
  ModelName": "m",
  ^^^^^^^^^^ error json-syntax
  "PrimaryContainer": { "Image": a:1", "Mode": "Both" }
                                 ^^^^ error json-syntax
                                               ^^^^^^ warning unknown-value
}`));
  test('a quote that is missing in a list on one line', () =>
    expectMarks(`
{ "ModelName": "m", "VpcConfig": { "Subnets": ["subnet-1, "subnet-2"], "SecurityGroupIds": ["sg 1"] } }
                                               ^^^^^^^^^ error json-syntax
                                                                                            ^^^^^^ error malformed-value
`));
  test('quotes that are not escaped', () =>
    expectMarks(`
{ "ModelName": "m", "Tags": [{ "Key": "say "yes" twice", "Value": "%" }] }
                                           ^ error json-syntax
                                                                  ^^^ error malformed-value
`));
  test('a list that is not finished before the next member', () =>
    expectMarks(`
{
  "ModelName": "m",
  "Containers": [
                ^ error json-syntax
  "Tags": [1],
           ^ error wrong-type
  "VpcConfig": {}
               ^ error missing-member
               ^ error missing-member
}`));
  test('a brace too many in the middle', () =>
    expectMarks(`
{
  "ModelName": "m",
  "PrimaryContainer": { "Image": "x" }},
                                      ^ error json-syntax
  "Tags": [1]
           ^ error wrong-type
}`));
  test('a brace in the place of a bracket', () =>
    expectMarks(`
{
  "ModelName": "m",
  "Containers": [{ "Image": "a" }, { "Image": "b" }},
                                                   ^ error json-syntax
  "Tags": [1]
           ^ error wrong-type
}`));
  test('an assignment around the object, as in a program', () =>
    expectMarks(`
request = {
^^^^^^^^^ error json-syntax
  "ModelName": "a b"
               ^^^^^ error malformed-value
}`));
  test('the syntax of HCL', () =>
    expectMarks(`
{
  ModelName = "m"
  ^^^^^^^^^ error json-syntax
            ^ error json-syntax
                ^ error json-syntax
  PrimaryContainer = { Image = "a b" }
  ^^^^^^^^^^^^^^^^ error json-syntax
                   ^ error json-syntax
                       ^^^^^ error json-syntax
                             ^ error json-syntax
                               ^^^^^ error malformed-value
}`));
  test('addresses and ARNs without quotes', () =>
    expectMarks(`
{
  "ModelName": "m",
  "PrimaryContainer": { "ModelDataUrl": s3://bucket/a.tar.gz, "Image": 1.dkr.ecr.us-east-1.amazonaws.com/a:1 },
                                        ^^^^^^^^^^^^^^^^^^^^ error json-syntax
                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error json-syntax
  "ExecutionRoleArn": arn:aws:iam::111122223333:role/X
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error json-syntax
}`));
  test('words that are no JSON, whatever should stand there', () =>
    expectMarks(`
{ "ModelName": "m", "Tags": Null, "EnableNetworkIsolation": tr, "Containers": [], "ExecutionRoleArn": role }
                            ^^^^ error json-syntax
                                                            ^^ error json-syntax
                                                                                                      ^^^^ error json-syntax
`));
  test('an answer that Python has printed', () =>
    expectMarks(`
{'ModelName': 'm',
 ^^^^^^^^^^^ error json-syntax
              ^^^ error json-syntax
 'CreationTime': datetime.datetime(2024, 1, 15, 10, 20, tzinfo=tzlocal()),
 ^^^^^^^^^^^^^^ error json-syntax
 ^^^^^^^^^^^^^^ error describe-only-member
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error json-syntax
 'EnableNetworkIsolation': False}
 ^^^^^^^^^^^^^^^^^^^^^^^^ error json-syntax
                           ^^^^^ error json-syntax
`));
  test('a name that is being typed', () => {
    for (const name of ['Con', '"Con', '"Con"', '""', '"', 'C'])
      assert.deepEqual(
        formProblems(`{\n  "ModelName": "m",\n  ${name}\n}`).map((it) => it.rule),
        ['json-syntax'],
        name,
      );
  });
  test('a missing comma before a name that is not finished', () =>
    expectMarks(`
{
  "ModelName": "m"
                 ^ error json-syntax
  "Prim"
  ^^^^^^ error json-syntax
}`));
  test('strings of Python', () =>
    expectMarks(`
{
  "ModelName": f"churn-{stage}",
               ^^^^^^^^^^^^^^^^ error json-syntax
  "PrimaryContainer": { "ModelDataUrl": f"s3://{bucket}/model.tar.gz", "Image": r'a b' },
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error json-syntax
                                                                                ^^^^^^ error json-syntax
                                                                                ^^^^^^ error malformed-value
  "ExecutionRoleArn": None
                      ^^^^ error json-syntax
}`));
  test('white space that only looks like it', () =>
    expectMarks(`
{
\u00a0\u00a0"ModelName": "m"
^^ error json-syntax
}`));
  test('a list of which an item cannot be read', () =>
    expectMarks(`
{ "ModelName": "m", "VpcConfig": { "Subnets": [None], "SecurityGroupIds": ["sg-1"] } }
                                               ^^^^ error json-syntax
`));
  test('comments of every kind', () =>
    expectMarks(`
// first
^^^^^^^^ error comment
{ "ModelName": /* here */ "m" } // last
               ^^^^^^^^^^ error comment
                                ^^^^^^^ error comment
# as in Python
^^^^^^^^^^^^^^ error comment
`));
  test('a comment without its end', () =>
    expectMarks(`
{ "ModelName": "m" /* and
                   ^^^^^^ error comment`));
});

suite('a file that holds no definition says so once', () => {
  test('nothing, or white space', () => {
    for (const text of ['', ' \n\t\r\n', '\ufeff'])
      assert.deepEqual(
        formProblems(text)
          .map((it) => it.rule)
          .filter((it) => it !== 'byte-order-mark'),
        ['empty-file'],
      );
  });
  test('another kind of value', () => {
    for (const text of ['[]', '"m"', '12', 'true', 'null'])
      assert.deepEqual(
        formProblems(text).map((it) => it.rule),
        ['not-an-object'],
      );
  });
  test('no JSON at all', () => {
    for (const text of ['}', ':', 'ModelName: m', 'x'])
      assert.ok(
        formProblems(text).some((it) => it.rule === 'json-syntax'),
        text,
      );
  });
  test('bytes that are no text', () =>
    assert.deepEqual(
      formProblems('\u007fELF\0\u0001\0{').map((it) => it.rule),
      ['json-syntax'],
    ));
});

suite('what stands under a name that is corrected is checked as well', () => {
  test('in another letter case, as other tools print it', () =>
    expectMarks(`
{
  "modelName": "a b",
  ^^^^^^^^^^^ error misspelt-member
               ^^^^^ error malformed-value
  "primaryContainer": { "environment": { "A": 1 } },
  ^^^^^^^^^^^^^^^^^^ error misspelt-member
                        ^^^^^^^^^^^^^ error misspelt-member
                                              ^ error wrong-type
  "tags": [{ "Key": "", "Value": "" }]
  ^^^^^^ error misspelt-member
                    ^^ error too-short
}`));
  test('but a name that resembles one which is there is unknown, and may be newer than this version', () =>
    expectMarks(`
{ "ModelName": "m", "PrimaryContainer": { "Image": "x", "Images": ["y"] } }
                                                        ^^^^^^^^ warning unknown-member
`));
});

suite('what is not sent does not count', () => {
  const entries = Array.from({ length: 100 }, (_, i) => `"A${i}": "${'x'.repeat(300)}"`).join(', ');
  const rulesOf = (text: string) => formProblems(text).map((it) => it.rule);
  test('to the number of entries', () =>
    assert.deepEqual(rulesOf(`{"ModelName": "m", "PrimaryContainer": {"Environment": {${entries}, "A0": ""}}}`), [
      'duplicate-member',
    ]));
  test('to the bytes of all maps', () =>
    assert.deepEqual(
      rulesOf(`{"ModelName": "m", "PrimaryContainer": {"Environment": {${entries}}, "Environment": {${entries}}}}`),
      ['duplicate-member'],
    ));
});

test('a number is judged as it is written, for the AWS CLI takes 60 and refuses 60.0', () => {
  const rulesOf = (number: string) =>
    formProblems(
      `{"ModelName":"m","PrimaryContainer":{"ContainerMetricsConfig":{"MetricsEndpoints":[{"MetricsEndpointPath":"/m","MetricPublishFrequencyInSeconds":${number}}]}}}`,
    ).map((it) => it.rule);
  assert.deepEqual(rulesOf('60'), []);
  assert.deepEqual(rulesOf('60.0'), ['unknown-number']);
  assert.deepEqual(rulesOf('6e1'), ['unknown-number']);
});

test('a file that is not stored as UTF-8 is reported where that makes a difference', () => {
  const rulesOf = (text: string, encoding: string) => formProblems(text, { encoding }).map((it) => it.rule);
  const tagged = '{"ModelName":"m","Tags":[{"Key":"größe","Value":""}]}';
  assert.deepEqual(rulesOf('{"ModelName":"m"}', 'utf16le'), ['not-utf-8']);
  assert.deepEqual(rulesOf('{"ModelName":"m"}', 'iso88591'), []);
  assert.deepEqual(rulesOf(tagged, 'iso88591'), ['not-utf-8']);
  assert.deepEqual(rulesOf(tagged, 'utf8'), []);
});

suite('any text', () => {
  test('cut off anywhere is still checked', () => {
    for (const { text } of validDefinitions().filter((it) => it.text.length < 5000))
      for (let end = 0; end < text.length - 2; end += 7) assert.ok(formProblems(text.slice(0, end)).length > 0);
  });
});

suite('hostile text is answered', () => {
  const ruleCounts = (text: string) => {
    const problems = formProblems(text);
    return [...new Set(problems.map((it) => it.rule))].sort();
  };
  test('100,000 nested brackets', () => {
    assert.deepEqual(ruleCounts(`{"ModelName":"m","Containers":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), [
      'too-deep',
      'wrong-type',
    ]);
    assert.deepEqual(ruleCounts('['.repeat(100_000)), ['json-syntax', 'not-an-object', 'too-deep']);
    assert.deepEqual(ruleCounts('{"a":'.repeat(100_000)), ['json-syntax', 'too-deep', 'unknown-member']);
  });
  test('almost 4 MB of text', () => {
    const one = '{"Image":"111122223333.dkr.ecr.us-east-1.amazonaws.com/a:1"},';
    const text = `{"ModelName":"m","Containers":[${one.repeat(Math.ceil(3.9e6 / one.length)).slice(0, -1)}]}`;
    assert.deepEqual(ruleCounts(text), ['too-many-items']);
  });
  test('almost 4 MB of faults, of which 1,000 are shown', () => {
    const problems = formProblems(`{"ModelName":"m","Containers":[${'x y '.repeat(0.97e6)}]}`);
    assert.equal(problems.length, 1000);
    assert.match(problems.at(-1)?.message ?? '', /aren't shown|isn't shown/);
  });
  test('very many problems, with which that of the file as a whole is still told', () => {
    const entries = Array.from({ length: 2000 }, (_, at) => `"A${at}":${at}`);
    const text = `{"ModelName":"m","PrimaryContainer":{"Image":"a","Environment":{${entries}}}}`;
    const problems = check(read(text), { encoding: 'utf8bom' });
    assert.ok(problems.some((it) => it.rule === 'byte-order-mark'));
  });
  test('quotes that JSON does not have and backslashes behind them', () => {
    for (const quote of ["'", '`', '“', '’']) {
      const began = process.cpuUsage();
      ruleCounts(`{"ModelName": ${quote}${'\\a'.repeat(2000)}\n}`);
      assert.ok(process.cpuUsage(began).user < 1e6);
    }
  });
  test('very long names, values and messages', () => {
    const long = 'a'.repeat(100_000);
    const started = process.hrtime.bigint();
    const texts = [
      `{"ModelName":"m","PrimaryContainer":{"ModelDataUrl":"s3://${long}\\n","Environment":{"${long}-":1}}}`,
      `{"ModelName":"m","Tags":[{"Key":"${' '.repeat(100_000)}x`,
      `{${Array.from({ length: 20_000 }, (_, i) => `"Unknown_member_with_a_name_of_some_length_${i}":1`).join()}}`,
      `{"ModelName":"m","Containers":[${'"a, "'.repeat(20_000)}b`,
      `{${'('.repeat(50_000)}`,
      `{"a":${'<'.repeat(50_000)}`,
    ];
    for (const text of texts)
      for (const { message } of formProblems(text)) assert.ok(message.length < 500, message.slice(0, 200));
    // Quadratic time would be minutes.
    assert.ok(process.hrtime.bigint() - started < 10_000_000_000n);
  });
  test('lone surrogates', () =>
    assert.deepEqual(ruleCounts('{"ModelName":"\ud800","Tags":[{"Key":"\udc00","Value":"\\ud800"}]}'), [
      'malformed-value',
    ]));
});
