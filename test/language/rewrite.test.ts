import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from 'jsonc-parser';
import { check } from '../../server/language/check/check';
import { edits } from '../../server/language/check/fix';
import { rewrite } from '../../server/language/features/refactorings';
import { read } from '../../server/language/syntax/document';
import { validDefinitions } from '../support/definitions';
import { cursor } from '../support/marked';

/** The text after the one rewriting that is offered at the cursor. */
function rewritten(marked: string): string {
  const { text, offset } = cursor(marked);
  const document = read(text);
  const [only, ...others] = rewrite(document, offset);
  assert.ok(only && others.length === 0, marked);
  return applyEdits(text, edits(document, only));
}

const titles = (marked: string) => {
  const { text, offset } = cursor(marked);
  return rewrite(read(text), offset).map((it) => it.title);
};

const source =
  '{ "S3DataSource": { "S3Uri": "s3://b/m.tar.gz", "S3DataType": "S3Object", "CompressionType": "Gzip" } }';

suite('a member is written in its other form', () => {
  const cases: readonly (readonly [what: string, before: string, after: string])[] = [
    [
      'one container as a list, on one line as it is',
      '{ "Primary|Container": { "Image": "i", "Environment": { "A": "\\u0041 {[" } }, "ModelName": "m" }',
      '{ "Containers": [{ "Image": "i", "Environment": { "A": "\\u0041 {[" } }], "ModelName": "m" }',
    ],
    [
      'one container as a list, its lines one level deeper',
      '{\n  "ModelName": "m",\n  "PrimaryContainer": {|\n    "Image": "i",\n    "Environment": {\n      "A":  "1"\n    }\n  }\n}\n',
      '{\n  "ModelName": "m",\n  "Containers": [\n    {\n      "Image": "i",\n      "Environment": {\n        "A":  "1"\n      }\n    }\n  ]\n}\n',
    ],
    [
      'one container as a list, with tabs and the line breaks of Windows',
      '{\r\n\t"|PrimaryContainer": {\r\n\t\t"Image": "i"\r\n\t}\r\n}',
      '{\r\n\t"Containers": [\r\n\t\t{\r\n\t\t\t"Image": "i"\r\n\t\t}\r\n\t]\r\n}',
    ],
    ['one container as a list, minified', '{"Primary|Container":{"Image":"i"}}', '{"Containers":[{"Image":"i"}]}'],
    [
      'a list of one container by itself',
      '{\n  "Containers|": [\n    {\n      "Image": "i",\n      "Environment": { "A": "1" }\n    }\n  ],\n  "ModelName": "m"\n}',
      '{\n  "PrimaryContainer": {\n    "Image": "i",\n    "Environment": { "A": "1" }\n  },\n  "ModelName": "m"\n}',
    ],
    [
      'a list of one container whose brackets stand together',
      '{\n  "Containers": [| {\n    "Image": "i"\n  }]\n}',
      '{\n  "PrimaryContainer": {\n    "Image": "i"\n  }\n}',
    ],
    [
      'an archive as a source, among others on one line',
      '{ "PrimaryContainer": { "Model|DataUrl": "s3://b/m.tar.gz", "Image": "i" } }',
      `{ "PrimaryContainer": { "ModelDataSource": ${source}, "Image": "i" } }`,
    ],
    [
      'an archive as a source, on lines, its address as it was written',
      '{\n  "Containers": [\n    {\n      "ModelDataUrl": "s3://b/|m\\u002etar.gz"\n    }\n  ]\n}',
      '{\n  "Containers": [\n    {\n      "ModelDataSource": {\n        "S3DataSource": {\n          "S3Uri": "s3://b/m\\u002etar.gz",\n          "S3DataType": "S3Object",\n          "CompressionType": "Gzip"\n        }\n      }\n    }\n  ]\n}',
    ],
    [
      'a source that is an archive as its address',
      `{ "PrimaryContainer": { "Image": "i", "ModelData|Source": ${source} } }`,
      '{ "PrimaryContainer": { "Image": "i", "ModelDataUrl": "s3://b/m.tar.gz" } }',
    ],
  ];
  for (const [what, before, after] of cases) test(what, () => assert.equal(rewritten(before), after));

  test('and back, which gives the same text', () => {
    for (const text of [
      '{\n  "PrimaryContainer": {\n    "Image": "i"\n  }\n}',
      '{ "PrimaryContainer": { "Image": "i" } }',
      '{\n    "PrimaryContainer": {\n        "ModelDataUrl": "s3://b/m.tar.gz",\n        "Image": "i"\n    }\n}',
    ])
      for (const [name, other] of [
        ['PrimaryContainer', 'Containers'],
        ['ModelDataUrl', 'ModelDataSource'],
      ] as const)
        if (text.includes(name))
          assert.equal(
            rewritten(rewritten(text.replace(`"${name}`, `"${name}|`)).replace(`"${other}`, `"${other}|`)),
            text,
          );
  });
});

suite('nothing is offered', () => {
  const cases: readonly (readonly [what: string, marked: string])[] = [
    ['deep inside of a container', '{ "PrimaryContainer": { "Image": "|i" } }'],
    ['on the name of another member of the container', '{ "PrimaryContainer": { "Ima|ge": "i" } }'],
    ['deep inside of a list', '{ "Containers": [{ | "Image": "i" }] }'],
    ['deep inside of a source', `{ "PrimaryContainer": { "ModelDataSource": ${source.replace('s3:', '|s3:')} } }`],
    ['beside the members', '{| "PrimaryContainer": { "Image": "i" } }'],
    ['where both forms are there', '{ "Primary|Container": {}, "Containers": [{}] }'],
    ['where the list has several containers', '{ "Contain|ers": [{}, {}] }'],
    ['where the list has none', '{ "Contain|ers": [] }'],
    ['where the list holds no object', '{ "Contain|ers": ["i"] }'],
    ['where the container is no object', '{ "Primary|Container": null }'],
    ['about an address with https', '{ "PrimaryContainer": { "ModelData|Url": "https://b/m.tar.gz" } }'],
    ['about a prefix', '{ "PrimaryContainer": { "ModelData|Url": "s3://b/m/" } }'],
    [
      'about one of many models',
      '{ "PrimaryContainer": { "ModelData|Url": "s3://b/m.tar.gz", "Mode": "MultiModel" } }',
    ],
    [
      'where there is a source as well',
      `{ "PrimaryContainer": { "ModelData|Url": "s3://b/m.tar.gz", "ModelDataSource": ${source} } }`,
    ],
    [
      'where the source says more',
      `{ "PrimaryContainer": { "ModelData|Source": ${source.replace('"Gzip"', '"Gzip", "ETag": "a"')} } }`,
    ],
    [
      'where the source is uncompressed',
      `{ "PrimaryContainer": { "ModelData|Source": ${source.replace('Gzip', 'None')} } }`,
    ],
    ['in a text that is no JSON', '{ "Primary|Container": { "Image": "i" }, }'],
    ['in an empty text', '|'],
    ['about a member that is not sent, for it stands twice', '{ "Primary|Container": {}, "PrimaryContainer": {} }'],
  ];
  for (const [what, marked] of cases) test(what, () => assert.deepEqual(titles(marked), []));
});

test('what is rewritten in a valid definition stays JSON, and has no error that was not there', () => {
  const errors = (text: string) => check(read(text)).filter((it) => /^(error|warning)$/.test(it.severity)).length;
  let seen = 0;
  for (const { text } of validDefinitions().filter((it) => it.text.length < 4000)) {
    const document = read(text);
    for (let offset = 0; offset <= text.length; offset++)
      for (const it of rewrite(document, offset)) {
        const after = applyEdits(text, edits(document, it));
        assert.doesNotThrow(() => JSON.parse(after.replace(/^\ufeff/, '')), after);
        assert.ok(errors(after) <= errors(text), after);
        seen++;
      }
  }
  assert.ok(seen > 100);
});
