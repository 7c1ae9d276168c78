import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '../../server/language/check';
import { type Completion, complete } from '../../server/language/complete';
import { read } from '../../server/language/document';
import { parse } from '../../server/language/parse';
import { validDefinitions } from '../definitions';
import { cursor } from '../marked';

const offered = (marked: string) => {
  const { text, offset } = cursor(marked);
  return complete(text, offset)
    .map((it) => it.label)
    .join(' ');
};

/** The text after a completion is accepted. */
function accepted(text: string, { offset, length, text: written, commaAt }: Completion): string {
  const after = text.slice(0, offset) + written + text.slice(offset + length);
  return commaAt === undefined ? after : `${after.slice(0, commaAt)},${after.slice(commaAt)}`;
}

function accept(marked: string, label: string): string {
  const { text, offset } = cursor(marked);
  const found = complete(text, offset).find((it) => it.label === label);
  assert.ok(found, `${label} is not offered, but ${offered(marked)}`);
  return accepted(text, found);
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
  test('in the item of a list', () =>
    assert.equal(offered('{ "Tags": [{ "Key": "a", "Value": "b" }, { | }] }'), 'Key Value'));
  test('nowhere else', () => {
    for (const marked of [
      '{ "Owner": { | } }',
      '{ "ModelName" | }',
      '{ "ModelName": "m|" }',
      '{} |',
      '{ "PrimaryContainer": { "Environment": { | } } }',
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
    assert.equal(single?.detail, 'the container serves one model (default)');
    assert.match(multi?.detail ?? '', /^the container loads models/);
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
    assert.equal(
      offered('|'),
      'Single container Multi-model Inference pipeline Large language model Model package Private registry',
    );
    for (const { label } of complete('', 0)) assert.deepEqual(check(read(accept('|', label))), [], label);
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
          const before = parse(it).faults.length;
          const items = complete(it, offset);
          assert.equal(new Set(items.map((item) => item.label)).size, items.length);
          for (const item of items) {
            count++;
            assert.ok(item.offset <= offset && offset <= item.offset + item.length, `${name} ${offset}`);
            const after = accepted(it, item);
            const faults = parse(after).faults;
            assert.ok(
              faults.length <= before,
              `${name} at ${offset}: ${item.label}: ${faults.map((fault) => fault.message).join(' ')}\n${after}`,
            );
          }
        }
    assert.ok(count > 10_000, String(count));
  });
});
