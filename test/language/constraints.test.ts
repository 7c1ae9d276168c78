import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { findNodeAtLocation, type JSONPath, modify, type Node, parseTree } from 'jsonc-parser';
import { hasPlaceholder } from '../../server/language/text/words';
import { validDefinitions } from '../support/definitions';
import { formProblems } from '../support/form';
import { type Constraint, constraints } from './constraints';

const definitions = validDefinitions().map((it) => it.text);

/** Where a request could hold one container or several, every definition of one is also taken as a pipeline. */
const requests = definitions.flatMap((text) => {
  const { PrimaryContainer, ...rest } = JSON.parse(text);
  const second = { Image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/second:1' };
  const pipeline = { ...rest, Containers: [second, PrimaryContainer] };
  return PrimaryContainer ? [text, JSON.stringify(pipeline, undefined, 2)] : [text];
});

/** `Containers[].Image` as the places that a request may have it at. */
function places(text: string, path: string): { path: JSONPath; isName: boolean }[] {
  const root = parseTree(text);
  let found: { node: Node; path: JSONPath }[] = root ? [{ node: root, path: [] }] : [];
  const steps = path
    .replace(/\{(key|value)\}$/, '.{}')
    .replaceAll('[]', '.[]')
    .split('.');
  for (const step of steps)
    found = found.flatMap(({ node, path }) => {
      const steps: (string | number)[] =
        step === '[]'
          ? [...(node.children ?? []).keys()]
          : step === '{}'
            ? (node.children ?? []).map((it) => it.children?.[0]?.value)
            : [step];
      return steps.flatMap((it) => {
        const inner = findNodeAtLocation(node, [it]);
        return inner ? [{ node: inner, path: [...path, it] }] : [];
      });
    });
  return found.map(({ path: it }) => ({ path: it, isName: path.endsWith('{key}') }));
}

/** The first request that has something at a path, and where. */
function realistic(path: string) {
  for (const text of requests) {
    const [place] = places(text, path);
    if (place) return { text, ...place };
  }
  throw new Error(`No definition has anything at ${path}.`);
}

const nodeAt = (text: string, path: JSONPath): Node => {
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, path);
  assert.ok(node, `nothing at ${path.join('.')}`);
  return node;
};

/** The request with another value at a path, or without it. */
function withValue(text: string, path: JSONPath, value: unknown): string {
  for (const { offset, length, content } of modify(text, path, value, {
    formattingOptions: { insertSpaces: true },
  }).reverse())
    text = text.slice(0, offset) + content + text.slice(offset + length);
  return text;
}

function withName(text: string, path: JSONPath, name: string): string {
  const key = nodeAt(text, path).parent?.children?.[0];
  assert.ok(key);
  return text.slice(0, key.offset) + JSON.stringify(name) + text.slice(key.offset + key.length);
}

/** What is reported, as text under the marker and rule; the message must name what the author calls the thing. */
function reported(text: string, names: string): { rule: string; severity: string; offset: number; length: number }[] {
  const problems = formProblems(text);
  for (const { message } of problems) assert.ok(message.includes(names), `"${message}" does not name ${names}`);
  return problems.map(({ rule, severity, offset, length }) => ({ rule, severity, offset, length }));
}

const lastName = (path: JSONPath) => String(path.findLast((it) => typeof it === 'string'));

function expectValueProblem(rule: string, text: string, path: JSONPath, severity = 'error'): void {
  const { offset, length, type } = nodeAt(text, path);
  const span = type === 'object' || type === 'array' ? 1 : length;
  assert.deepEqual(reported(text, lastName(path)), [{ rule, severity, offset, length: span }]);
}

/** A string of a length that the pattern allows, made by stretching one that it allows. */
function ofLength(length: number, pattern: string | undefined, valid: string): string {
  const whole = new RegExp(`^(?:${pattern ?? '.*'})$`, 'u');
  for (let at = valid.length; at >= 0; at--) {
    const text = valid.slice(0, at) + 'a'.repeat(Math.max(0, length - valid.length)) + valid.slice(at);
    if (text.length === length && whole.test(text)) return text;
  }
  return 'a'.repeat(length);
}

/** Strings that a pattern refuses, of a length that is allowed. */
const refused: Readonly<Record<string, readonly string[]>> = {
  '[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?': [
    '',
    'churn_model',
    '-churn',
    'churn-',
    'v1.2',
    'a b',
    'größe',
    '${name}',
  ],
  '[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}': ['first_one', '-a', 'a-', 'a.b'],
  '[\\S]+': ['', 'my image:1', ' image', 'image\n'],
  '.*': ['a\nb', 'a\u2028b'],
  '(https|s3)://([^/]+)/?(.*)': [
    '',
    'bucket/key',
    'S3://bucket/key',
    's3:/bucket/key',
    's3://',
    's3:///key',
    'http://bucket',
    's3://b/a\nb',
  ],
  '[A-Za-z0-9\\.\\-_]+': ['draft model', 'a/b', 'ü'],
  '[a-zA-Z_][a-zA-Z0-9_]*': ['', '1A', 'MY-VAR', 'my.var', 'A B'],
  '(arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z\\-]*\\/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)(\\/[0-9]{1,9})?':
    [
      'churn_package',
      'churn-',
      'churn/v1',
      'churn/1234567890',
      'arn:aws:sagemaker:eu-west-1:1111:model-package/churn/1',
      'arn:aws:s3:::bucket',
    ],
  '/(?!.*\\.\\.)[a-zA-Z0-9/_.\\-]+': ['', 'metrics', '/', '/a/../b', '/metrics?x=1'],
  'arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+': [
    'arn:aws:sts::111122223333:assumed-role/DataScience/me',
    'arn:aws:iam::111122223333:user/me',
    'arn:aws:iam::1111:role/SageMakerRole',
    'arn:aws:iam::111122223333:role',
    'arn:aws:iam::111122223333:role/my role',
    'SageMakerExecutionRole-of-me',
  ],
  '([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)': ['50%', 'a;b', 'tab\there', 'é̈'.normalize('NFD')],
  '[-0-9a-zA-Z]+': ['', 'sg_123', 'sg 1'],
};

const wrongTypes: Readonly<Record<Constraint['type'], readonly unknown[]>> = {
  object: ['text', 1, true, []],
  list: ['text', 1, true, {}],
  map: ['text', 1, true, []],
  string: [1, true, [], {}],
  number: ['60', true, [], {}],
  boolean: ['true', 1, [], {}],
};

for (const [name, constraint] of Object.entries(constraints)) {
  suite(`${name}, when broken, is reported where it stands`, () => {
    const { text, path, isName } = realistic(name);
    const isEntry = /\{(key|value)\}$/.test(name);
    const put = (value: unknown) => (isName ? withName(text, path, String(value)) : withValue(text, path, value));
    const expectProblem = (rule: string, value: unknown, severity?: string) => {
      if (!isName) return expectValueProblem(rule, put(value), path, severity);
      const broken = put(value);
      const key = nodeAt(broken, [...path.slice(0, -1), String(value)]).parent?.children?.[0];
      assert.deepEqual(reported(broken, String(path.at(-2))), [
        { rule, severity: 'error', offset: key?.offset, length: key?.length },
      ]);
    };

    if (!isName) {
      test('type', () => {
        for (const value of wrongTypes[constraint.type]) expectProblem('wrong-type', value);
        expectProblem('null-value', null);
      });
    }
    if (constraint.required && !isEntry && !name.endsWith('[]')) {
      test('required', () => {
        const broken = withValue(text, path, undefined);
        const { offset } = nodeAt(broken, path.slice(0, -1));
        assert.deepEqual(reported(broken, String(path.at(-1))), [
          { rule: 'missing-member', severity: 'error', offset, length: 1 },
        ]);
      });
    }
    if (constraint.type === 'string' && constraint.max !== undefined) {
      const { max, min, pattern } = constraint;
      const valid = String(isName ? path.at(-1) : nodeAt(text, path).value);
      test(`at most ${max}`, () => {
        const longest = put(ofLength(max, pattern, valid));
        assert.deepEqual(
          formProblems(longest).filter((it) => it.rule === 'too-long'),
          [],
        );
        expectProblem('too-long', ofLength(max + 1, pattern, valid));
      });
      if (min) test(`at least ${min}`, () => expectProblem('too-short', 'a'.repeat(min - 1)));
    }
    const { pattern } = constraint;
    if (pattern && pattern !== '[\\S\\s]*') {
      test('form', () => {
        // A place to fill in has a rule of its own.
        const samples = (refused[pattern] ?? []).filter((it) => !hasPlaceholder(it));
        assert.ok(samples.length > 1, `no sample that ${pattern} refuses`);
        const whole = new RegExp(`^(?:${pattern})$`, 'u');
        for (const sample of samples) {
          assert.ok(!whole.test(sample), `${pattern} takes ${sample}`);
          expectProblem('malformed-value', sample);
        }
      });
      test('form, as the service sees it, for any text', () => {
        const whole = new RegExp(`^(?:${pattern})$`, 'u');
        // fast-check makes strings for expressions without look-around; what that lets through the mutation finds
        const plain = new RegExp(`^(?:${pattern.replace(/\(\?<?!.*?\)/g, '')})$`, 'u');
        const anyText = fc.oneof(
          fc.stringMatching(plain, { maxLength: 60 }),
          fc.string({ unit: 'binary', maxLength: 20 }),
        );
        const changed = fc.tuple(anyText, fc.string({ maxLength: 1 }), fc.nat()).map(([it, extra, at]) => {
          const where = at % (it.length + 1);
          return it.slice(0, where) + extra + it.slice(where);
        });
        fc.assert(
          fc.property(changed, (sample) => {
            const { min = 0, max = 0 } = constraint;
            const length = [...sample].length;
            fc.pre(length >= min && length <= max && !/\p{Surrogate}/u.test(sample) && sample !== '__proto__');
            fc.pre(!hasPlaceholder(sample));
            const malformed = formProblems(put(sample)).some((it) => it.rule === 'malformed-value');
            assert.equal(malformed, !whole.test(sample));
          }),
          { numRuns: 50 },
        );
      });
    }
    if (constraint.enum?.every((it) => typeof it === 'string')) {
      const [first = ''] = constraint.enum;
      test('one of a set', () => {
        for (const value of constraint.enum ?? []) assert.deepEqual(formProblems(put(value)), []);
        expectProblem('misspelt-value', first.toUpperCase());
        expectProblem('misspelt-value', `${first.slice(0, 2)}${first.slice(3)}`);
        expectProblem('unknown-value', 'Whatever', 'warning');
      });
    }
    if (constraint.type === 'number') {
      test('one of a set', () => {
        for (const value of constraint.enum ?? []) assert.deepEqual(formProblems(put(value)), []);
        for (const value of [0, 11, 60.5, -60, 301]) expectProblem('unknown-number', value);
      });
    }
    if (constraint.type === 'list') {
      const { min = 0, max = 0 } = constraint;
      const [item] = JSON.parse(
        text.slice(nodeAt(text, path).offset, nodeAt(text, path).offset + nodeAt(text, path).length),
      );
      test(`at most ${max} items`, () => {
        assert.deepEqual(reported(put(Array(max).fill(item)), ''), []);
        const broken = put(Array(max + 1).fill(item));
        const surplus = nodeAt(broken, [...path, max]);
        const length = surplus.type === 'object' ? 1 : surplus.length;
        assert.deepEqual(reported(broken, lastName(path)), [
          { rule: 'too-many-items', severity: 'error', offset: surplus.offset, length },
        ]);
      });
      test(`at least ${min} items`, () =>
        min ? expectProblem('too-few-items', []) : assert.deepEqual(formProblems(put([])), []));
    }
    if (constraint.type === 'map') {
      const { max = 0 } = constraint;
      const entries = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`KEY_${i}`, '']));
      test(`at most ${max} entries`, () => {
        assert.deepEqual(formProblems(put(entries(max))), []);
        const broken = put(entries(max + 1));
        const key = nodeAt(broken, [...path, `KEY_${max}`]).parent?.children?.[0];
        assert.deepEqual(reported(broken, lastName(path)), [
          { rule: 'too-many-entries', severity: 'error', offset: key?.offset, length: key?.length },
        ]);
      });
    }
  });
}

suite('Environment is measured in UTF-8 bytes', () => {
  const request = (...environments: Record<string, string>[]) =>
    JSON.stringify({ ModelName: 'm', Containers: environments.map((Environment) => ({ Environment })) });
  const problems = (text: string) => formProblems(text).map(({ rule, offset, message }) => ({ rule, offset, message }));
  const entries = (n: number, bytes: number) =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`K${String(i).padStart(3, '0')}`, 'x'.repeat(bytes - 4)]));

  test('a value of 1,024 bytes fits, however few characters that are; one more does not', () => {
    assert.deepEqual(problems(request({ A: '🙂'.repeat(256) })), []);
    const text = request({ A: `${'🙂'.repeat(256)}a` });
    const [problem] = problems(text);
    assert.equal(problem?.rule, 'too-long');
    assert.equal(problem?.offset, text.indexOf('"🙂'));
    assert.match(problem?.message ?? '', /1,025 bytes in UTF-8, 1 too many/);
  });
  test('all names and values of all containers may have 32,768 bytes together', () => {
    assert.deepEqual(problems(request(entries(32, 1000), { A: 'x'.repeat(767) })), []);
    const text = request(entries(32, 1000), { A: 'x'.repeat(768) });
    const [problem, ...others] = problems(text);
    assert.deepEqual(others, []);
    assert.equal(problem?.rule, 'too-many-bytes');
    assert.equal(problem?.offset, text.indexOf('{"A"'));
    assert.match(problem?.message ?? '', /32,769 bytes .*, 1 too many/);
  });
});
