import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { validDefinitions } from '../support/definitions';

/** The files that a tour leads to. */
const ledTo = (tour: string) => [...tour.matchAll(/\]\(([^)]+)\): /g)].map((it) => it[1] ?? '');

suite('the tour of the examples', () => {
  test('leads to each of them once, and says what it shows', () => {
    const examples = validDefinitions().flatMap(({ name }) => /^examples\/(.*)/.exec(name)?.[1] ?? []);
    assert.ok(examples.length > 10);
    assert.deepEqual(ledTo(readFileSync('examples/README.md', 'utf8')).toSorted(), examples.toSorted());
  });
  test('is found from the README', () => assert.match(readFileSync('README.md', 'utf8'), /\]\(examples\/README\.md\)/));
});
