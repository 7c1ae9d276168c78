import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { copyAs } from '../../client/features/export/copyAs';
import { copyPolicy } from '../../client/features/export/copyPolicy';
import { paste } from '../../client/features/export/newFromClipboard';
import type { ConversionRefusal, ExportedText, ImportedText } from '../../protocol/converters';
import { assertNames, naming } from '../support/facts';
import { person } from './fakes';

function copying(formed: ExportedText | ConversionRefusal | null, chooses: readonly string[] = ['cdk']) {
  const ui = person({ chooses, says: ['Show'] });
  const done: string[] = [];
  const write = async (form: string) => {
    done.push(`written as ${form}`);
    return formed;
  };
  const show = async (lines: readonly string[]) => void done.push(`shown: ${lines.join('|')}`);
  return { ui, done, copy: () => copyAs({ ui, show }, write) };
}

suite('copying a definition as another tool writes it', () => {
  test('puts it into the clipboard, in the form that was chosen, and says so', async () => {
    const { ui, done, copy } = copying({ text: 'new CfnModel()', lost: [] });
    await copy();
    assert.deepEqual([ui.copied, done, ui.told], [['new CfnModel()'], ['written as cdk'], ['Copied.']]);
    assert.match(ui.asked[0]?.detail ?? '', /AWS CLI \| boto3 \| Terraform \| CloudFormation, YAML/);
  });
  test('says the one thing that is lost, and shows several', async () => {
    const one = copying({ text: 't', lost: ['The CDK does not know A.'] });
    await one.copy();
    assertNames(one.ui.told, [naming('The CDK does not know A.')]);
    const two = copying({ text: 't', lost: ['Not A.', 'Not B.'] });
    await two.copy();
    assertNames(two.ui.told, [naming('2')]);
    assert.equal(two.done.at(-1), 'shown: Not A.|Not B.');
  });
  test('copies nothing that is refused, or not chosen, or not there', async () => {
    const refused = copying({ refused: 'Correct its syntax first.' });
    await refused.copy();
    const gone = copying(null);
    await gone.copy();
    const none = copying({ text: 't', lost: [] }, []);
    await none.copy();
    assertNames(refused.ui.told, [naming('syntax')]);
    assertNames(gone.ui.told.join(), naming('Open'));
    assert.deepEqual([none.ui.told, none.done], [[], []]);
    for (const { ui } of [refused, gone, none]) assert.deepEqual(ui.copied, []);
  });
});

suite('making a definition of the clipboard', () => {
  async function pasted(formed: ImportedText | ConversionRefusal) {
    const ui = person({ says: ['Show'] });
    const done: string[] = [];
    const show = async (lines: readonly string[]) => void done.push(`shown: ${lines.join('|')}`);
    await paste({ ui, show }, formed, async (text) => void done.push(`opened ${text}`));
    return { told: ui.told, done };
  }
  test('opens it as a new one, and says nothing more where nothing is lost', async () => {
    assert.deepEqual(await pasted({ text: '{}', lost: [], remarks: [] }), {
      told: [],
      done: ['opened {}'],
    });
  });
  test('warns of what could not be taken, and only remarks on what was left out without a loss', async () => {
    const kinds: string[] = [];
    for (const lost of [[], ['A is B.']]) {
      const ui = { ...person(), tell: async (kind: string, message: string) => void kinds.push(kind, message) };
      const formed = { text: '{}', lost, remarks: ['Only an answer has C.'] };
      await paste({ ui, show: async () => {} }, formed, async () => {});
    }
    assertNames(kinds, ['information', naming('C'), 'warning', naming('2')]);
  });
  test('says what could not be taken, once it is open', async () => {
    const { told, done } = await pasted({ text: '{}', lost: ['Not A.', 'Not B.'], remarks: [] });
    assert.match(told.join(), /There are 2 things/);
    assert.deepEqual(done, ['opened {}', 'shown: Not A.|Not B.']);
  });
  test('opens nothing where it is no request, and says what could be read', async () => {
    assertNames(await pasted({ refused: 'This is no request.' }), {
      told: ['This is no request.'],
      done: [],
    });
  });
});

suite('copying a policy', () => {
  test('puts the one that was chosen into the clipboard, says that it is a start, and shows what it cannot know', async () => {
    const ui = person({ chooses: ['permissions', 'trust'], says: ['Show What It Cannot Know'] });
    const shown: (readonly string[])[] = [];
    const notes = ['This is a start.', 'Add KMS keys.', 'Add subnets.'];
    const policy = async (name: string) => ({ text: name, notes: name === 'trust' ? notes.slice(0, 1) : notes });
    const show = async (lines: readonly string[]) => void shown.push(lines);
    await copyPolicy({ ui, show }, policy);
    await copyPolicy({ ui, show }, policy);
    assert.deepEqual(ui.copied, ['permissions', 'trust']);
    assertNames(ui.told, [naming('This is a start.'), naming('This is a start.')]);
    assert.deepEqual(shown, [['Add KMS keys.', 'Add subnets.']]);
  });
  test('copies nothing where none is chosen, or the definition is not there', async () => {
    const none = person();
    await copyPolicy({ ui: none, show: () => assert.fail() }, () => assert.fail());
    const gone = person({ chooses: ['caller'] });
    await copyPolicy({ ui: gone, show: () => assert.fail() }, async () => null);
    assert.deepEqual([none.copied, gone.copied, none.told], [[], [], []]);
    assertNames(gone.told.join(), naming('Open'));
  });
});
