import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inert, inertError, inertLines } from '../../client/inert';
import { faults, play, sceneNames } from './hostile';

/** A service's message that is one link, a name with icons, a text that turns itself round, and one without an end. */
const hostile = [
  '[Sign in](command:workbench.action.quit) [a](https://example.com) [b](FILE:///etc/passwd "title")',
  'a]\u0000(command:x) [b]\u200e(command:x) [c](\tcommand:x)',
  '$(error) $(sync~spin) \\$(warning) $\u0007(bell)',
  'abc\u202egpj.exe\u2066 \u001b[31m red \u009b0m \u2028 next \ud800',
  '../../../etc/[passwd](command:x)\\..\\con\nProfile: admin\r\nRegion: us-east-1',
  `[${'x'.repeat(100_000)}](command:x)`,
  '$('.repeat(5_000),
];

suite('a text from outside', () => {
  for (const name of sceneNames)
    test(`is no link, no icon, and has an end in VS Code: ${name}`, async () => {
      for (const text of hostile) {
        const all = await play(text, [name]);
        assert.ok(all.length > 0);
        assert.deepEqual(faults(all), []);
      }
    });
  test('stays as it is where there is nothing to fear', () => {
    const texts = [
      'Created arn:aws:sagemaker:eu-west-1:111122223333:model/churn',
      'Names with “a” (in brackets) [1] and $5, 日本語, 👩‍🔬',
      "Couldn't write C:\\models\\churn.sagemaker-model.json (EACCES).",
    ];
    for (const it of texts) assert.equal(inert(it), it);
    assert.equal(inertLines('a\nb'), 'a\nb');
  });
  test('is shortened between two characters', () => {
    const long = inert(`${'x'.repeat(998)}${'👩'.repeat(10)}`);
    assert.equal(long, `${'x'.repeat(998)}…`);
    assert.equal(inert('x'.repeat(1000)).length, 1000);
    assert.equal(inertLines('x\n'.repeat(100_000)).length, 10_000);
  });
  test('is also inert in an error that VS Code shows by itself', () => {
    assert.deepEqual(faults([{ place: 'error', text: inertError(new Error(hostile[0])).message }]), []);
    assert.equal(inertError('gone').message, 'gone');
  });
  test('would be noticed', () => {
    const all = ['[a](command:x)', '$(error)', '\u202e', 'x'.repeat(2_000)].map((text) => ({
      place: 'notification',
      text,
    }));
    assert.equal(faults(all).length, 4);
  });
});
