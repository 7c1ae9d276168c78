import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Node } from 'jsonc-parser';
import { check } from '../../server/language/check';
import { read } from '../../server/language/document';
import { parse } from '../../server/language/parse';
import { validDefinitions } from '../definitions';
import { asMarks, carets } from '../marked';

/** Expects the problems that the carets show, and no other. */
function expectMarks(marked: string): void {
  const { text, marks } = carets(marked);
  assert.deepEqual(asMarks(check(read(text))), marks);
}

const messages = (text: string) => check(read(text)).map((it) => it.message);

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
  ^^^^^^ warning unknown-member
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
               ^^^ error json-syntax
  "Containers": []
}`));
  test('a string without its end that took the closing bracket with it', () =>
    expectMarks(`
{ "ModelName": "m }
               ^^^^ error json-syntax
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
{ "ModelName": <name>, "EnableNetworkIsolation": {{ isolated }}, "Containers": [] }
               ^^^^^^ error json-syntax
                                                 ^ error wrong-type
                                                  ^ error json-syntax
`));
  test('comments of every kind', () =>
    expectMarks(`
// first
^^^^^^^^ error comment
{ "ModelName": /* here */ "m" } // last
               ^^^^^^^^^^ error comment
                                ^^^^^^^ error comment
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
        check(read(text))
          .map((it) => it.rule)
          .filter((it) => it !== 'byte-order-mark'),
        ['empty-file'],
      );
  });
  test('another kind of value', () => {
    for (const text of ['[]', '"m"', '12', 'true', 'null'])
      assert.deepEqual(
        check(read(text)).map((it) => it.rule),
        ['not-an-object'],
      );
  });
  test('no JSON at all', () => {
    for (const text of ['}', ':', 'ModelName: m', '# YAML'])
      assert.ok(
        check(read(text)).some((it) => it.rule === 'json-syntax'),
        text,
      );
  });
  test('bytes that are no text', () =>
    assert.deepEqual(
      check(read('\u007fELF\0\u0001\0{')).map((it) => it.rule),
      ['json-syntax'],
    ));
});

suite('a message is about what stands there', () => {
  const expected: readonly (readonly [text: string, message: string])[] = [
    ['{"ModelName": True}', 'True is written true in JSON.'],
    ['{"ModelName": None}', 'JSON has no None. To leave a member out, remove it.'],
    ['{"ModelName": \'m\'}', 'A JSON string stands in double quotes: write "m".'],
    ['{"ModelName": churn}', 'churn is no JSON value. If it is text, write "churn".'],
    [
      '{"ModelName": "a\u00a0b"}',
      'ModelName cannot have a no-break space as character 2. It takes letters, digits and hyphens, with a letter or digit at both ends.',
    ],
    [
      '{"ModelName": "-a"}',
      'ModelName should have a letter or digit from character 1 on, not "-a". It takes letters, digits and hyphens, with a letter or digit at both ends.',
    ],
    [
      '{"ModelName": ""}',
      'ModelName is empty. It takes letters, digits and hyphens, with a letter or digit at both ends.',
    ],
    [
      '{"ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:user/me"}',
      'ExecutionRoleArn should have :role/ from character 26 on, not ":user/me". It takes the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SageMakerRole.',
    ],
    [
      '{"ModelName": "m", "PrimaryContainer": {"ModelPackageName": "arn:aws:sagemaker:eu-west-1:1:model-package/a"}}',
      'ModelPackageName should have an account id of 12 digits from character 29 on, not "1:model-package/a". It takes the name of a model package, with /version where it has versions, or its ARN.',
    ],
    [
      '{"ModelName": "m", "PrimaryContainer": {"Environment": {"MY-VAR": "", "N": 4}}}',
      'The name "MY-VAR" in Environment cannot have "-" as character 3. It takes letters, digits and underscores, with no digit first.',
    ],
    [
      '{"ModelName": "m", "PrimaryContainer": {"Environment": {"N": 4}}}',
      'The value of "N" in Environment takes a string, not a number: write "4".',
    ],
    [
      '{"ModelName": "m", "EnableNetworkIsolation": "True"}',
      'EnableNetworkIsolation takes true or false, not a string: write true without quotes.',
    ],
    [
      '{"ModelName": "m", "PrimaryContainer": {"Mode": "multi-model"}}',
      'Mode is written "MultiModel", not "multi-model".',
    ],
    [
      '{"ModelName": "m", "PrimaryContainer": {"Mode": "Both"}}',
      'Mode takes "SingleModel" or "MultiModel", not "Both".',
    ],
    [
      '{"ModelName": "m", "VpcConfig": {"Subnets": ["subnet-1"]}}',
      'VpcConfig needs the member SecurityGroupIds. Add it.',
    ],
    [
      '{"ModelName": "m", "Image": "i"}',
      'Image does not belong here but in PrimaryContainer. Move it there: here it is not sent.',
    ],
    [
      '{"ModelName": "m", "Foo": "i"}',
      'A CreateModel request has no member "Foo" that this version knows. An SDK that does not know it does not send it.',
    ],
    [
      '{"ModelName": "m", "primaryContainer": {}}',
      '"primaryContainer" is written PrimaryContainer. Correct it: otherwise it is not sent.',
    ],
    [
      '{"ModelName": "m", "CreationTime": 1}',
      'CreationTime, when the model was created, is part of an answer and not of a request. Remove it.',
    ],
    [
      '{"ModelName": "m", "Tags": [{"Key": "k", "Value": null}]}',
      'Value cannot be null. Give it a string, or remove the member.',
    ],
  ];
  for (const [text, message] of expected)
    test(message, () => assert.ok(messages(text).includes(message), messages(text).join('\n')));
});

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const nodes = (root: Node | undefined): Node[] => (root ? [root, ...(root.children ?? []).flatMap(nodes)] : []);

const pieces = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"a"',
  '"',
  "'",
  'x',
  '1',
  '-',
  '0',
  '.',
  'e',
  'true',
  'null',
  '//',
  '/*',
  '*/',
  '\n',
  ' ',
  '\\',
  '\\u00',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\u0000',
  '\u001f',
  '“',
  '=',
  '$',
];
const nearlyJson = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((it) => it.join('')),
  fc
    .tuple(fc.json(), fc.nat(), fc.nat({ max: 2 }), fc.constantFrom('', ...pieces))
    .map(([json, at, removed, added]) => {
      const where = at % (json.length + 1);
      return json.slice(0, where) + added + json.slice(where + removed);
    }),
);

suite('any text', () => {
  test('has a fault of syntax exactly where JSON.parse refuses it', () => {
    fc.assert(
      fc.property(nearlyJson, (text) => {
        const faults = check(read(text)).filter((it) =>
          ['json-syntax', 'comment', 'trailing-comma', 'byte-order-mark', 'empty-file'].includes(it.rule),
        );
        assert.equal(faults.length === 0, isJson(text), JSON.stringify(faults));
      }),
      { numRuns: 3000 },
    );
  });
  test('that is JSON is read as what it says', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value = (node: Node): unknown =>
          node.type === 'array'
            ? node.children?.map(value)
            : node.type === 'object'
              ? Object.fromEntries(
                  (node.children ?? []).map(({ children: [key, it] = [] }) => [key?.value, it && value(it)]),
                )
              : node.value;
        const { root } = parse(text);
        assert.ok(root);
        assert.deepEqual(value(root), JSON.parse(text));
      }),
    );
  });
  test('has its nodes, problems and faults inside itself, nodes inside their parents', () => {
    fc.assert(
      fc.property(nearlyJson, (text) => {
        const { root } = parse(text);
        for (const node of nodes(root)) {
          const { offset, length } = node.parent ?? { offset: 0, length: text.length };
          assert.ok(
            node.offset >= offset && node.offset + node.length <= offset + length,
            `${node.type} at ${node.offset}`,
          );
        }
        for (const it of check(read(text)))
          assert.ok(it.offset >= 0 && it.length >= 0 && it.offset + it.length <= text.length, it.rule);
      }),
      { numRuns: 3000 },
    );
  });
  test('cut off anywhere is still checked', () => {
    for (const { text } of validDefinitions().filter((it) => it.text.length < 5000))
      for (let end = 0; end < text.length - 2; end += 7) assert.ok(check(read(text.slice(0, end))).length > 0);
  });
});

suite('hostile text is answered', () => {
  const ruleCounts = (text: string) => {
    const problems = check(read(text));
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
  test('5 MB of text', () => {
    const one = '{"Image":"111122223333.dkr.ecr.us-east-1.amazonaws.com/a:1"},';
    const text = `{"ModelName":"m","Containers":[${one.repeat(Math.ceil(5e6 / one.length)).slice(0, -1)}]}`;
    assert.deepEqual(ruleCounts(text), ['too-many-items']);
  });
  test('5 MB of faults, of which 1,000 are shown', () => {
    const problems = check(read(`{"ModelName":"m","Containers":[${'x y '.repeat(1.25e6)}]}`));
    assert.equal(problems.length, 1000);
    assert.match(problems.at(-1)?.message ?? '', /not shown/);
  });
  test('lone surrogates', () =>
    assert.deepEqual(ruleCounts('{"ModelName":"\ud800","Tags":[{"Key":"\udc00","Value":"\\ud800"}]}'), [
      'malformed-value',
    ]));
});
