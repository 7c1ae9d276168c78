import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { posix, type Sources } from './house';
import * as structure from './structure';

const sources: Sources = Object.fromEntries(
  ['protocol', 'knowledge', 'aws', 'client', 'server'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((it) => it.endsWith('.ts') && !it.endsWith('.d.ts'))
      .map((it) => [posix(path.join(folder, it)), readFileSync(path.join(folder, it), 'utf8')]),
  ),
);

const tests: Sources = Object.fromEntries(
  readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((it) => /\.(ts|mjs)$/.test(it) && !it.includes('node_modules'))
    .map((it) => [posix(path.join('test', it)), readFileSync(path.join('test', it), 'utf8')]),
);

const lines = (count: number) => 'x;\n'.repeat(count);

suite('the product', () => {
  test('has files of at most 400 lines', () => {
    assert.deepEqual(structure.longFiles(sources, 400), []);
    assert.equal(structure.longFiles({ 'a.ts': lines(401), 'b.ts': lines(400) }, 400).length, 1);
  });
  test('has functions of at most 80 lines', () => {
    assert.deepEqual(structure.longFunctions(sources, 80), []);
    const long = (count: number) => `class A {\n  a() {\n${lines(count - 2)}  }\n}`;
    assert.equal(structure.longFunctions({ 'a.ts': long(81), 'b.ts': long(80) }, 80).length, 1);
  });
  test('declares each type once', () => {
    assert.deepEqual(structure.repeatedTypes(sources), []);
    const offending = { 'a.ts': 'interface A {}', 'b.ts': 'export type A = 1; function f() { type B = 2; }' };
    assert.deepEqual(structure.repeatedTypes(offending), ['A is declared in a.ts and b.ts']);
  });
  test('exports each function once, except for entry points', () => {
    // VS Code calls the first two, the client's context the third, and the command line the last.
    const entryPoints = ['activate', 'deactivate', 'register', 'run'];
    assert.deepEqual(structure.repeatedFunctions(sources, entryPoints), []);
    const offending = {
      'a.ts': 'export function f() {} export const g = () => 1; export const h = 1; function i() {}',
      'b.ts': 'export const f = async () => 1; export function g() {} export const h = 2; export function i() {}',
    };
    assert.equal(structure.repeatedFunctions(offending, []).length, 2);
    assert.equal(structure.repeatedFunctions(offending, ['g']).length, 1);
  });
  test('has no circle of imports, not even of types', () => {
    assert.deepEqual(structure.circles(sources), []);
    const offending = {
      'a/b.ts': "import type { C } from './c';",
      'a/c.ts': "import './d'",
      'a/d/index.ts': "import '../b'",
    };
    assert.deepEqual(structure.circles(offending), ['a/b.ts → a/c.ts → a/d/index.ts → a/b.ts']);
    assert.deepEqual(structure.circles({ ...offending, 'a/d/index.ts': '' }), []);
  });
});

/** From top to bottom. The folders of server/language have an order of their own, which house.ts has. */
const directions: structure.Directions = {
  client: ['client/features', 'client/lsp', 'client/models', 'client/ui', 'aws', 'aws/sdk', 'protocol', 'knowledge'],
  'client/features': ['client/lsp', 'client/models', 'client/ui', 'aws', 'protocol', 'knowledge'],
  'client/models': ['client/ui', 'aws', 'protocol', 'knowledge'],
  'client/lsp': ['client/ui', 'aws', 'protocol'],
  'client/ui': ['aws', 'protocol', 'knowledge'],
  'aws/sdk': ['aws', 'knowledge'],
  aws: ['knowledge'],
  'server/main': ['server/lsp', 'server/cli', 'server/lazy', 'server/workspace', 'protocol'],
  'server/lsp': ['server/lazy', 'server/workspace', 'server/language', 'protocol'],
  'server/cli': ['server/lazy', 'server/workspace', 'server/language', 'protocol', 'knowledge'],
  'server/lazy': ['server/language'],
  'server/workspace': ['server/language', 'protocol'],
  'server/language': ['knowledge'],
  protocol: [],
  knowledge: [],
};

test('imports point from upper layers to lower ones, also those of types', () => {
  assert.deepEqual(structure.wrongDirections(sources, directions), []);
  const offending = {
    'aws/a.ts': "import '../client/ui/b'; import '../knowledge/c'; import './sdk/d';",
    'aws/sdk/d.ts': "import '../a'",
    'client/ui/b.ts': "import type { A } from '../../aws/a'",
    'knowledge/c.ts': '',
    'e.ts': '',
  };
  assert.deepEqual(structure.wrongDirections(offending, directions), [
    'aws/a.ts imports client/ui/b.ts',
    'aws/a.ts imports aws/sdk/d.ts',
    'e.ts is in no folder of the directions',
  ]);
});

test('test files have at most 800 lines', () => {
  assert.deepEqual(structure.longFiles(tests, 800), []);
});
