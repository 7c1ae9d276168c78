import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Node } from 'jsonc-parser';
import { createModel } from '../../server/language/description/createModel';
import { complete } from '../../server/language/features/completion';
import { type Document, type Member, memberShape, read, walk } from '../../server/language/syntax/document';
import { validDefinitions } from '../support/definitions';
import { assertNames, naming } from '../support/facts';
import { formProblems } from '../support/form';
import { cursor } from '../support/marked';
import { acceptAll, accepted } from './accepting';
import { keystrokes } from './typing';

const offered = (marked: string) => {
  const { text, offset } = cursor(marked);
  return complete(text, offset)
    .map((it) => it.label)
    .join(' ');
};

function accept(marked: string, label: string): string {
  const { text, offset } = cursor(marked);
  const found = complete(text, offset).find((it) => it.label === label);
  assert.ok(found, `${label} is not offered, but ${offered(marked)}`);
  return accepted(text, found);
}

/** The names in a definition that the description knows. */
function describedKeys(document: Document): Node[] {
  const keys: Node[] = [];
  const object = ({ shape }: Member['owner'], members: readonly Member[]) => {
    if (shape.kind === 'struct') keys.push(...members.filter((it) => memberShape(shape, it.name)).map((it) => it.key));
  };
  if (document.root) walk({ node: document.root, shape: createModel }, { object });
  return keys;
}

suite('members are offered', () => {
  const vpc = 'SecurityGroupIds Subnets';
  test('required ones first, then in the order of the API', () =>
    assert.equal(
      offered('{ | }'),
      'ModelName PrimaryContainer Containers InferenceExecutionConfig ExecutionRoleArn Tags VpcConfig EnableNetworkIsolation',
    ));
  test('but not again when they are written, before or behind', () => {
    assert.equal(offered('{ "VpcConfig": { "Subnets": [], | } }'), 'SecurityGroupIds');
    assert.equal(offered('{ "VpcConfig": { |, "Subnets": [] } }'), 'SecurityGroupIds');
    assert.equal(offered('{ "VpcConfig": { "Subnets": [], "|" } }'), 'SecurityGroupIds');
  });
  test('in an existing name: that one itself, and those not yet written', () => {
    assert.equal(offered('{ "VpcConfig": { "Sub|nets": [] } }'), vpc);
    assert.equal(offered('{ "VpcConfig": { "Sub|": [], "SecurityGroupIds": [] } }'), 'Subnets');
  });
  test('with and without quotes, in half-typed text', () => {
    for (const marked of [
      '{ "VpcConfig": { |',
      '{ "VpcConfig": { "|',
      '{ "VpcConfig": { "S|',
      '{ "VpcConfig": { S| } }',
      '{ "VpcConfig": { "S|" } }',
    ])
      assert.equal(offered(marked), vpc, marked);
  });
  test('behind and beside comments, whatever is in those', () => {
    for (const marked of [
      '{ "VpcConfig": { // see src/*.py\n | } }',
      '{ "VpcConfig": { /* see http://x */ | } }',
      '{ "VpcConfig": { /* the 5" disk */ | } }',
      '{ "VpcConfig": { # name\n | } }',
    ])
      assert.equal(offered(marked), vpc, marked);
  });
  test('but not again when they follow in other quotes or in none', () => {
    assert.equal(offered(`{ "VpcConfig": { | 'Subnets': [] } }`), 'SecurityGroupIds');
    assert.equal(offered('{ "VpcConfig": { |, Subnets: [] } }'), 'SecurityGroupIds');
    assert.equal(accept(`{ 'Mod|' }`, 'ModelName'), '{ "ModelName": "" }');
  });
  test('in the item of a list', () =>
    assert.equal(offered('{ "Tags": [{ "Key": "a", "Value": "b" }, { | }] }'), 'Key Value'));
  test('nowhere else', () => {
    for (const marked of [
      '{ "Owner": { | } }',
      '{ "ModelName" | }',
      '{ "ModelName": "m|" }',
      '{} |',
      '{ // |\n}',
      '{ /* | */ }',
    ])
      assert.equal(offered(marked), '', marked);
  });
});

suite('values are offered', () => {
  test('with what they mean, the default marked', () => {
    const { text, offset } = cursor('{ "PrimaryContainer": { "Mode": | } }');
    const [single, multi] = complete(text, offset);
    assertNames(single?.detail, naming('container'));
    assertNames(multi?.detail ?? '', naming('container'));
  });
  test('in quotes, without them, over an existing one, and half typed', () => {
    for (const marked of ['"|"', '|', '"Multi|Model"', '"Mu|', 'Mu|'])
      assert.equal(offered(`{ "PrimaryContainer": { "Mode": ${marked} } }`), 'SingleModel MultiModel', marked);
  });
  test('as numbers without quotes', () =>
    assert.match(
      accept(
        '{ "PrimaryContainer": { "ContainerMetricsConfig": { "MetricsEndpoints": [{ "MetricPublishFrequencyInSeconds": | }] } } }',
        '60',
      ),
      /Seconds": 60 }/,
    ));
  test('true and false', () => assert.equal(offered('{ "EnableNetworkIsolation": | }'), 'true false'));
  test('as whole objects with what is required in them', () => {
    assert.equal(offered('{ "Tags": [|] }'), '{ Key, Value }');
    assert.equal(offered('{ "VpcConfig": | }'), '{ SecurityGroupIds, Subnets }');
    assert.equal(offered('{ "Containers": [|] }'), '{ ContainerHostname }');
  });
  test('as whole definitions in an empty file', () => {
    assertNames(offered('|'), naming('Multi-model Inference Large Hugging Face Hub Model Private'));
    for (const { label } of complete('', 0)) assert.deepEqual(formProblems(accept('|', label)), [], label);
  });
});

suite('accepting', () => {
  test('a name writes its colon and the beginning of its value', () => {
    assert.equal(accept('{ | }', 'ModelName'), '{ "ModelName": "" }');
    assert.equal(accept('{ "Mod|" }', 'ModelName'), '{ "ModelName": "" }');
    assert.equal(accept('{ "|', 'ModelName'), '{ "ModelName": ""');
  });
  test('a name leaves a value that is there alone', () =>
    assert.equal(accept('{ "Mod|": "m" }', 'ModelName'), '{ "ModelName": "m" }'));
  test('writes the commas that are missing, before and behind', () => {
    assert.equal(accept('{ "ModelName": "m"\n  | }', 'Tags').split('\n')[0], '{ "ModelName": "m",');
    assert.equal(
      accept('{ |"ModelName": "m" }'.replace('|', '| '), 'ExecutionRoleArn'),
      '{ "ExecutionRoleArn": "", "ModelName": "m" }',
    );
    assert.equal(
      accept('{ "EnableNetworkIsolation": | "ModelName": "m" }', 'true'),
      '{ "EnableNetworkIsolation": true, "ModelName": "m" }',
    );
  });
  test('takes a whole string away, whatever is in it', () => {
    const container = (mode: string) => `{ "PrimaryContainer": { "Mode": ${mode}, "Image": "i" } }`;
    for (const marked of ['"${Mo|de}"', '"|${Mode}"', '"{{ mo|de }}"', '"Single|, Multi"'])
      assert.equal(accept(container(marked), 'MultiModel'), container('"MultiModel"'), marked);
  });
  test('replaces the whole string where the caret stands in an escape, of which half would be left', () => {
    const kept = (marked: string) => {
      const { text, offset } = cursor(`{ "PrimaryContainer": { "Mode": ${marked} } }`);
      return complete(text, offset).map((it) => it.lengthBefore);
    };
    assert.deepEqual(kept('"a|\\"b"'), [1, 1]);
    for (const marked of ['"a\\|"b"', '"a\\\\\\|"b"', '"a\\u00|41"'])
      assert.deepEqual(kept(marked), [undefined, undefined], marked);
  });
  test('writes the comma itself where the caret stands right behind a value', () => {
    assert.equal(accept('{ "ModelName": "m"| }', 'Tags').split('\n')[0], '{ "ModelName": "m", "Tags": [');
    assert.equal(complete('{ "ModelName": "m" }', 18)[0]?.commaAt, undefined);
  });
  test('is not offered for the quote that ends a value, nor for a colon where a name belongs', () => {
    const text = '{ "ModelName": "m" }';
    assert.deepEqual(complete(text, 18, '"'), []);
    assert.deepEqual(complete('{ "ModelName": "m", : }', 21, ':'), []);
    assert.equal(complete('{ " }', 3, '"')[0]?.label, 'ModelName');
    assert.equal(complete('{ "EnableNetworkIsolation": }', 27, ':').length, 2);
  });
  test('keeps the indentation and the line ends of the file', () =>
    assert.equal(
      accept('{\r\n\t|\r\n}', 'VpcConfig').replaceAll('  ', '\t'),
      '{\r\n\t"VpcConfig": {\r\n\t\t"SecurityGroupIds": [""],\r\n\t\t"Subnets": [""]\r\n\t}\r\n}',
    ));
  test('anything anywhere in any example, cut off or not, adds no fault of syntax, and offers nothing twice', () => {
    let count = 0;
    for (const { text, name } of validDefinitions().filter((it) => it.text.length < 2500))
      for (let offset = 0; offset <= text.length; offset++)
        for (const it of [text, text.slice(0, offset)]) {
          count += acceptAll(it, offset, `${name} at ${offset}`);
        }
    assert.ok(count > 10_000, String(count));
  });
  test('anything after each key, while an example is typed with its brackets and quotes closed for one', () => {
    let count = 0;
    for (const { text, name } of validDefinitions().filter((it) => it.text.length < 2500))
      for (const typed of keystrokes(text)) count += acceptAll(typed.text, typed.offset, `${name} at ${typed.offset}`);
    assert.ok(count > 10_000, String(count));
  });
  test('a name instead of its letters, wherever an example has one, leads to the same example', () => {
    for (const { text, name } of validDefinitions().filter((it) => it.text.length < 2500)) {
      const document = read(text);
      for (const key of describedKeys(document)) {
        const end = key.offset + key.length;
        const typed = `${text.slice(0, key.offset + 1)}"${text.slice(end)}`;
        const found = complete(typed, key.offset + 1).find((it) => it.label === key.value);
        assert.ok(found, `${name}: ${key.value} is not offered`);
        assert.equal(accepted(typed, found), text, name);
      }
    }
  });
});
