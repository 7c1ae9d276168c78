import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { clean, lint, name, write } from './linter';
import { run } from './sarif';

const secret = 'sup3rS3cretW0rd';
const form = 'hf_abcdefghijklmnopqrstuvwxyz';

const withEntry = (entry: string) => clean.replace('churn:1" }', `churn:1",\n    "Environment": { ${entry} } }`);

suite('no report repeats a secret, in no format', () => {
  for (const [what, text, hidden] of [
    ['in the quotes of another language', withEntry(`"API_KEY": '${secret}'`), secret],
    ['without quotes', withEntry(`"API_KEY": ${secret}`), secret],
    ['in a list', withEntry(`"API_KEY": ["${secret}"]`), secret],
    ['with the quotes of its name lost', withEntry(`API_KEY: "${secret}"`), secret],
    ['by its form', withEntry(`"A": '${form}'`), form],
    ['a number', withEntry('"DB_PASSWORD": 8315550142'), '8315550142'],
    ['where it does not belong', clean.replace('{\n', `{\n  "API_KEY": '${secret}',\n`), secret],
    ['in the address of an image', clean.replace(/"Image": "/, `"Image": "https://me:${secret}@`), secret],
    [
      'in an image with a host',
      clean.replace(/"Image": "[^"]*"/, `"Image": "me:${secret}@r.example.com:5000/a:1 "`),
      secret,
    ],
  ] as const)
    test(what, () => {
      const file = write(name(`secrets/${what}`), text);
      assert.ok(run([file]).results.length > 0);
      for (const format of ['text', 'json', 'sarif', 'github'])
        assert.ok(!lint([file, `--format=${format}`]).stdout.includes(hidden), format);
    });
  test('and a fix that repeats none, also one that takes a secret away, is there', () => {
    const file = write(name('near'), withEntry(`"A": 'plain', "API_KEY": "${secret}",`));
    const fixes = run([file]).results.flatMap((it: { fixes?: { description: { text: string } }[] }) => it.fixes ?? []);
    assert.ok(JSON.stringify(fixes).includes('\\"plain\\"'));
    assert.ok(fixes.length > 1);
  });
});
