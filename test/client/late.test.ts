import './vscode';
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TextDocument } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Models } from '../../aws/api';
import { Background } from '../../aws/background';
import { DescribeCache } from '../../aws/describeCache';
import { Usages } from '../../aws/usage';
import type { Sides } from '../../client/features/compare/compare';
import { Comparisons } from '../../client/features/compare/documents';
import { ModelsView } from '../../client/features/models/view';
import { newHost } from '../../client/features/newDefinition/host';
import { decorate } from '../../client/features/sync/decorations';
import { SyncStatusTracker } from '../../client/models/syncStatus';
import { assertNames, naming } from '../support/facts';
import { eventsOf, fail, models, person, summary, world } from './fakes';
import { Input, window } from './vscode';

const turn = () => new Promise(setImmediate);

/** The tree of models of a session, and whether background requests to AWS are allowed. */
function treeOf({ session }: ReturnType<typeof world>) {
  const background = new Background(session);
  const inStep = new SyncStatusTracker(
    async () => ({ state: 'inStep' }),
    () => true,
  );
  const events = eventsOf();
  const context = { session, background, status: inStep, events, usages: new Usages(), described: new DescribeCache() };
  const tree = new ModelsView(context, { get: () => undefined, set: () => {} });
  return { tree, background, inStep, events };
}

suite('the tree of models', () => {
  test("doesn't show why a connection failed that is no longer in use", async () => {
    let refuse = () => {};
    const account = models();
    const it = world(account);
    it.profiles = [
      { name: 'default', region: 'eu-west-1' },
      { name: 'other', region: 'eu-west-1' },
    ];
    const aws = await it.surroundings.load();
    let connects = 0;
    it.surroundings.load = async () => ({
      ...aws,
      connect: async (...args) => {
        if (connects++ > 0) return aws.connect(...args);
        await new Promise<void>((resolve) => (refuse = resolve));
        return fail('no-credentials', 'The old profile is gone.');
      },
    });
    const { tree } = treeOf(it);
    const first = tree.getChildren();
    while (connects === 0) await turn();
    await it.session.select({ profile: 'other' });
    assert.deepEqual(await tree.getChildren(), []);
    assert.equal(window.context.get('sagemakerModel.state'), 'empty');
    refuse();
    await first;
    await turn();
    assert.equal(window.context.get('sagemakerModel.state'), 'empty');
    assert.deepEqual(await tree.getChildren(), []);
    assert.equal(connects, 2);
  });
  test("doesn't show results of a connection that is no longer in use, and doesn't count them as an answer", async () => {
    const answers: (() => void)[] = [];
    const list: Models['list'] = async () => {
      await new Promise<void>((resolve) => answers.push(resolve));
      return { models: answers.length === 1 ? [summary('old')] : [summary('new')] };
    };
    let accounts = 0;
    const it = world(
      models({
        list,
        account: async () => {
          accounts++;
          return undefined;
        },
      }),
    );
    const { tree, background } = treeOf(it);
    const first = tree.getChildren();
    while (answers.length === 0) await turn();
    await it.session.select({ region: 'us-east-1' });
    answers[0]?.();
    const late = await Promise.race([
      first,
      turn()
        .then(turn)
        .then(() => 'waits'),
    ]);
    assert.equal(late, 'waits');
    assert.equal(await background.live(), undefined);
    const second = tree.getChildren();
    while (answers.length === 1) await turn();
    answers[1]?.();
    const namesOf = (rows: Awaited<typeof second>) => rows.map((row) => row.kind === 'model' && row.model.name);
    assert.deepEqual([namesOf(await second), namesOf(await first)], [['new'], ['new']]);
    assert.equal(accounts, 1);
  });
  test('still shows why the current connection fails, and lists models again on refresh', async () => {
    let isDown = true;
    const list: Models['list'] = async () => (isDown ? fail('offline', 'No network.') : { models: [summary('a')] });
    const { tree } = treeOf(world(models({ list })));
    assert.deepEqual(await tree.getChildren(), []);
    assert.equal(window.context.get('sagemakerModel.state'), 'offline');
    isDown = false;
    tree.refresh();
    assert.equal((await tree.getChildren()).length, 1);
  });
});

suite('no request is sent to AWS before the user acts', () => {
  const definition = {
    languageId: 'sagemaker-model',
    uri: { scheme: 'file', toString: () => 'file:///churn.sagemaker-model.json' },
    getText: () => '{ "ModelName": "churn" }',
  };
  /** An account that counts every request, and everything that could send one in the background. */
  function counting() {
    const asked: string[] = [];
    const real = models();
    const account = new Proxy(real, {
      get: (target, name: string) => {
        const own = Reflect.get(target, name);
        if (typeof own !== 'function') return own;
        return (...args: unknown[]) => {
          // Closing a connection sends no request.
          if (name !== 'close') asked.push(name);
          return own(...args);
        };
      },
    });
    const it = world(account);
    const parts = treeOf(it);
    const decorations = decorate({ ...parts, session: it.session, status: parts.inStep });
    return { ...it, ...parts, asked, decorations };
  }
  test('when definitions are opened, shown, or saved, or settings and files change', async () => {
    window.documents = [definition];
    try {
      const { session, events, asked, decorations } = counting();
      const stir = async () => {
        window.fire('onDidOpenTextDocument', definition);
        window.fire('onDidChangeTextDocument', { document: definition });
        window.fire('onDidChangeConfiguration', { affectsConfiguration: () => true });
        events.fire({ kind: 'refreshed' });
        await session.reevaluate();
        await session.reloadCredentials();
        await turn();
      };
      await stir();
      assert.deepEqual(asked, []);
      // As Choose Connection does before anything is selected.
      await session.live();
      await stir();
      assert.deepEqual(asked, []);
      await session.select({ region: 'us-east-1' });
      await stir();
      assert.deepEqual(asked, []);
      decorations.dispose();
    } finally {
      window.documents = [];
    }
  });
  test('and after that, open definitions are checked', async () => {
    window.documents = [definition];
    try {
      const { tree, asked, decorations } = counting();
      await tree.getChildren();
      for (let at = 0; at < 5; at++) await turn();
      assert.deepEqual([asked[0], asked.includes('describe')], ['list', true]);
      decorations.dispose();
    } finally {
      window.documents = [];
    }
  });
});

suite('a comparison', () => {
  test('keeps its text if the language server has stopped, however many keys are pressed', async () => {
    const lines: string[] = [];
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', note);
    try {
      const comparisons = new Comparisons({ warn: (line: string) => void lines.push(line) } as never);
      const document = { uri: { toString: () => 'file:///a.sagemaker-model.json' } } as TextDocument;
      const host = comparisons.host(person(), {} as BaseLanguageClient, document);
      const sides: Sides = { before: 'model', after: 'definition' };
      let asked = 0;
      const refresh = await host.show('a', sides, async () => {
        asked++;
        throw new Error('Client is not running');
      });
      for (let key = 0; key < 3; key++) window.fire('onDidChangeTextDocument', { document });
      await new Promise((resolve) => setTimeout(resolve, 300));
      await refresh();
      await turn();
      assert.deepEqual([asked, lines.length, unhandled], [2, 2, []]);
      const side = { scheme: 'sagemaker-compared', authority: '1', path: '/after/compared.sagemaker-model.json' };
      assert.equal(comparisons.provideTextDocumentContent(side as never), 'definition');
      comparisons.dispose();
    } finally {
      process.off('unhandledRejection', note);
    }
  });
});

suite('New Model Definition while the language server is down', () => {
  test('shows that in the name input box, and accepts the name once the server responds', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', note);
    try {
      let isDown = true;
      const { type } = newHost({} as BaseLanguageClient, async () => ({ regions: [], roles: [] }), {} as never);
      const step = { title: '', step: 1, of: 2, prompt: '', hasBefore: false };
      const outcome = type(step, 'churn', async () => (isDown ? Promise.reject(new Error('disposed')) : undefined));
      const input = window.inputs.at(-1) ?? assert.fail('There is no input box.');
      assert.ok(input instanceof Input);
      await turn();
      for (let times = 0; times < 2; times++) {
        input.accepted.fire();
        await turn();
        assertNames(String(Object(input.validationMessage).message), naming('responding'));
        assert.equal(input.isDisposed, false);
      }
      isDown = false;
      input.accepted.fire();
      assert.deepEqual(await outcome, { answer: 'churn' });
      assert.deepEqual(unhandled, []);
    } finally {
      process.off('unhandledRejection', note);
    }
  });
});
