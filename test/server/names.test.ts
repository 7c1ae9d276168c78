import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelNameIndex } from '../../server/workspace/modelNames';

const place = (file: string, offset = 0) => ({ file, path: file, offset, length: 1 });

test('of very many definitions with one name, each is told of one other, in a time that is not their square', () => {
  const names = new ModelNameIndex();
  const files = Array.from({ length: 4000 }, (_, at) => `f${String(at).padStart(5, '0')}`);
  for (const it of files) names.set(it, 'churn', place(it));
  const began = process.cpuUsage();
  for (const it of files) {
    const { duplicateNames, duplicateNameCount } = names.others(it);
    assert.deepEqual(
      [duplicateNames.map((other) => other.file), duplicateNameCount],
      [[it === 'f00000' ? 'f00001' : 'f00000'], 3999],
    );
  }
  const { user, system } = process.cpuUsage(began);
  assert.ok((user + system) / 1000 < 1000, `${(user + system) / 1000} ms`);
});

test('the other definitions are in order, also after some have come and gone', () => {
  const names = new ModelNameIndex();
  const others = (file: string) => names.others(file);
  const told = (file: string) => [others(file).duplicateNames.map((it) => it.file), others(file).duplicateNameCount];
  for (const it of ['c', 'b']) names.set(it, 'churn', place(it));
  assert.deepEqual(told('c'), [['b'], 1]);
  assert.deepEqual(names.set('a', 'churn', place('a')).sort(), ['a', 'b', 'c']);
  assert.deepEqual(told('c'), [['a'], 2]);
  assert.deepEqual(names.set('a', 'other', place('a')).sort(), ['b', 'c']);
  assert.deepEqual(
    [told('c'), told('a')],
    [
      [['b'], 1],
      [[], 0],
    ],
  );
  assert.deepEqual(names.set('b', 'churn', place('b', 7)), ['c']);
  assert.deepEqual(
    names.having('churn').map((it) => it.offset),
    [7, 0],
  );
  names.set('b', undefined);
  assert.deepEqual(
    [told('c'), told('b')],
    [
      [[], 0],
      [[], 0],
    ],
  );
});
