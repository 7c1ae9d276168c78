import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { explain } from '../../server/language/features/completion';
import { hover } from '../../server/language/features/hover';
import { read } from '../../server/language/syntax/document';
import { validDefinitions } from '../support/definitions';
import { assertNames, naming } from '../support/facts';
import { cursor } from '../support/marked';

/** The first lines of what is shown at the cursor, and the text that it is about. */
function shown(marked: string): { about: string; lines: string[] } | undefined {
  const { text, offset } = cursor(marked);
  const found = hover(read(text), offset);
  if (!found) return undefined;
  const lines = found.markdown.split('\n').filter((it) => it !== '');
  return { about: text.slice(found.offset, found.offset + found.length), lines };
}

suite('hover', () => {
  test('on a name says what it is, whether it is required, and its limits in words', () => {
    const { about, lines } = shown('{ "Model|Name": "m" }') ?? assert.fail();
    assert.equal(about, '"ModelName"');
    assert.equal(lines[0], '**ModelName**: a string, required');
    assertNames(lines[1], naming('63'));
    assertNames(
      lines.at(-1),
      naming(
        '(https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html#sagemaker-CreateModel-request-ModelName)',
      ),
    );
  });
  test('on a name says its default, since when it is there, and what its values mean', () => {
    const { lines } = shown('{ "PrimaryContainer": { "|Mode": "MultiModel" } }') ?? assert.fail();
    assertNames(lines[0], naming('Mode SingleModel 2019-11-18'));
    assertNames(lines[1], naming('SingleModel'));
  });
  test('on a name says what people find out late, in completion as well', () => {
    const { lines } = shown('{ "PrimaryContainer": { "|ModelDataSource": {} } }') ?? assert.fail();
    const remark = lines[1] ?? assert.fail();
    assertNames(remark, naming('ModelDataUrl'));
    assert.ok(explain({ struct: 'ContainerDefinition', member: 'ModelDataSource' })?.includes(`\n\n${remark}\n\n`));
  });
  test('on a chosen value says what it means', () => {
    const { about, lines } = shown('{ "PrimaryContainer": { "Mode": "Multi|Model" } }') ?? assert.fail();
    assert.equal(about, '"MultiModel"');
    assertNames(lines[0] ?? '', naming('MultiModel'));
  });
  test('holds the words of the SDK, with their notes', () => {
    const { lines } = shown('{ "PrimaryContainer": { "|Image": "" } }') ?? assert.fail();
    assert.ok(lines.some((it) => it.startsWith('> **Note:** ')));
  });
  test('on a misspelt name says what it is called', () => {
    const { lines } = shown('{ "primary|Container": {} }') ?? assert.fail();
    assertNames(lines[0], naming('`primaryContainer` PrimaryContainer'));
  });
  test('on an entry of Environment says what its name and value may be', () => {
    const { about, lines } = shown('{ "Containers": [{ "Environment": { "LOG|_LEVEL": "info" } }] }') ?? assert.fail();
    assert.equal(about, '"LOG_LEVEL"');
    assertNames(lines[2], naming('**Value.** 1,024'));
  });
  test('on an item of a list is about the list', () => {
    const { lines } = shown('{ "VpcConfig": { "Subnets": ["subnet|-1"] } }') ?? assert.fail();
    assertNames(lines[0], naming('Subnets'));
  });
  test('is silent where nothing is known', () => {
    for (const marked of ['|', '{ | }', '[|1]', '{ "Own|er": "x" }', '{ "Owner": "|x" }', '{ "ModelName" |: "m" }'])
      assert.equal(shown(marked), undefined, marked);
  });
  test('answers at every offset of every example, about what is there', () => {
    for (const { text } of validDefinitions().filter((it) => it.text.length < 4000)) {
      const document = read(text);
      for (let offset = 0; offset <= text.length; offset++) {
        const found = hover(document, offset);
        if (!found) continue;
        assert.ok(found.offset <= offset && offset <= found.offset + found.length);
        assert.ok(found.markdown.length > 20);
      }
    }
  });
});
