import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corrected } from '../../server/cli/lint/judge';

const text = (quote: string, count: number) =>
  `{"Tags":[${`{${quote}Key${quote}:${quote}a${quote},${quote}Value${quote}:${quote}b${quote}},`.repeat(count)}]}`;
const after = (it: string) => corrected({ text: it, encoding: 'utf8' }, {});

test('a long text with very many mistakes is corrected in a time that is not their square', () => {
  const began = process.cpuUsage();
  after(text("'", 40_000));
  const { user, system } = process.cpuUsage(began);
  assert.ok((user + system) / 1e6 < 20, `${(user + system) / 1e6} s`);
});
