import './editor';

import assert from 'node:assert/strict';
import { beforeEach, suite, test } from 'node:test';
import { URI } from 'vscode-uri';
import type { Models } from '../../aws/api';
import { Usages } from '../../aws/usage';
import { register as registerLenses } from '../../client/features/codeLens';
import { DeployedModels } from '../../client/features/describe/documents';
import { TagFiles } from '../../client/features/describe/tagFiles';
import { preview } from '../../client/features/move/preview';
import { SyncStatusTracker } from '../../client/models/syncStatus';
import { shownIn } from '../../client/models/uris';
import { definitionOf } from '../../client/ui/activeDefinition';
import { isNotLoaded } from '../../client/ui/notLoaded';
import { assertNames, naming } from '../support/facts';
import { changeTabs, closeDocument, editor, reset, shown, TabInputText, TabInputTextDiff } from './editor';
import { arnOf, eventsOf, models, person, world } from './fakes';

beforeEach(reset);

const arn = arnOf('churn');
const tagsOf = (name: string, of = arn, region = 'eu-west-1') =>
  URI.from({
    scheme: 'sagemaker-tags',
    path: `/${region}/${name}.tags.sagemaker-model.json`,
    query: new URLSearchParams({ profile: 'default', arn: of }).toString(),
  });
const deployedOf = (path = '/eu-west-1/churn.deployed.sagemaker-model.json') =>
  URI.from({ scheme: 'sagemaker-deployed', path, query: 'profile=default' });
const inTab = (...uris: readonly URI[]) => changeTabs(uris.map((it) => ({ input: new TabInputText(it) })));
const asText = (content: Uint8Array) => new TextDecoder().decode(content);
const isNotFound = (error: unknown) => Reflect.get(Object(error), 'code') === 'FileNotFound';

/** An account with one model, which records requests. */
function account(own: Partial<Models> = {}) {
  const asked: string[] = [];
  const answer = { ModelName: 'churn', ModelArn: arn, CreationTime: '', EnableNetworkIsolation: false };
  const all = models({
    describe: async (name) => {
      asked.push(`describe ${name}`);
      return answer as never;
    },
    tags: async (of) => {
      asked.push(`tags ${of}`);
      return [{ Key: 'a', Value: '1' }];
    },
    ...own,
  });
  const { session } = world(all);
  const ui = person();
  const changed: string[] = [];
  const events = eventsOf({ changed: (name, region) => void changed.push(`${name} ${region}`) });
  const deployed = new DeployedModels(
    { session, ui, events, roles: new Set() },
    async ({ ModelName }) => `text of ${ModelName}`,
  );
  const tags = new TagFiles({ session, ui, events });
  const fired: string[] = [];
  tags.onDidChangeFile((all) => fired.push(...all.map((it) => it.uri.toString())));
  return { asked, session, ui, deployed, tags, changed, fired };
}

suite('the document of a model', () => {
  const provide = ({ deployed }: ReturnType<typeof account>, uri = deployedOf()) =>
    deployed.provideTextDocumentContent(uri as never);

  test('is shown when a command opens it, and fetched again when it is reopened', async () => {
    const it = account();
    await it.deployed.show('churn', await it.session.live());
    assert.equal(await provide(it), 'text of churn');
    assert.equal(it.asked.length, 2);
    assert.equal(await provide(it), 'text of churn');
    assert.equal(it.asked.length, 4);
  });
  test("isn't found if it wasn't opened in this window, and no request is sent", async () => {
    const it = account();
    await assert.rejects(provide(it), isNotFound);
    assert.deepEqual(it.asked, []);
  });
  test('sends no request in a restored tab until the user selects Refresh', async () => {
    const it = account();
    inTab(deployedOf());
    assert.match(await provide(it), /^\/\/ [^\n]*Refresh[^\n]*\n$/);
    assert.ok(isNotLoaded(deployedOf() as never));
    assert.deepEqual(it.asked, []);
    await it.deployed.refresh(deployedOf() as never);
    assert.equal(await provide(it), 'text of churn');
    assert.ok(!isNotLoaded(deployedOf() as never));
  });
  test("shows that it isn't loaded in a restored tab that VS Code reports later", async () => {
    const it = account();
    const text = provide(it);
    inTab(deployedOf());
    assert.match(await text, /Not loaded/);
  });
  test("isn't found or refreshed if a workspace file lists it as a folder, not even in a tab", async () => {
    const it = account();
    inTab(deployedOf());
    editor.workspaceFolders = [{ uri: deployedOf() }];
    await assert.rejects(provide(it), isNotFound);
    await assert.rejects(it.deployed.refresh(deployedOf() as never), isNotFound);
    assert.deepEqual(it.asked, []);
  });
  test("isn't fetched again automatically in an untrusted workspace", async () => {
    const it = account();
    await it.deployed.show('churn', await it.session.live());
    await provide(it);
    editor.isTrusted = false;
    inTab(deployedOf());
    assert.match(await provide(it), /Not loaded/);
    assert.equal(it.asked.length, 2);
  });
  test("has a URI that identifies one model and can't lead to another", async () => {
    const names = ['../../x', 'a/b', 'a b', '-a', `${'a'.repeat(64)}`, '[a](command:b)'];
    const it = account();
    const live = await it.session.live();
    for (const name of names) {
      assert.equal(shownIn(deployedOf(`/eu-west-1/${name}.deployed.sagemaker-model.json`) as never), undefined, name);
      await assert.rejects(it.deployed.show(name, live), /Failure: .*model name/);
    }
    assert.equal(shownIn(deployedOf('/evil.com#/churn.deployed.sagemaker-model.json') as never), undefined);
    assert.equal(shownIn(deployedOf() as never)?.name, 'churn');
    assert.deepEqual(it.asked, []);
  });
});

suite('the tags of a model as a file', () => {
  const read = async ({ tags }: ReturnType<typeof account>, uri = tagsOf('churn')) =>
    asText(await tags.readFile(uri as never));

  test('can be read and written when a command opens them', async () => {
    const it = account();
    await it.tags.open({ name: 'churn', arn }, await it.session.live());
    assert.match(await read(it), /"Key": "a"/);
    assert.equal((await it.tags.stat(tagsOf('churn') as never)).permissions, undefined);
    await it.tags.writeFile(tagsOf('churn') as never, new TextEncoder().encode('{"Tags":[]}'));
    assert.deepEqual(it.changed, ['churn eu-west-1']);
  });
  test("aren't found if they weren't opened in this window, and no request is sent", async () => {
    const it = account();
    for (const act of [
      () => it.tags.stat(tagsOf('churn') as never),
      () => read(it),
      () => it.tags.writeFile(tagsOf('churn') as never, new Uint8Array()),
    ])
      await assert.rejects(act, isNotFound);
    assert.deepEqual(it.asked, []);
  });
  test('send no request and are read-only in a restored tab until the user selects Refresh', async () => {
    const it = account();
    inTab(tagsOf('churn'));
    assert.equal((await it.tags.stat(tagsOf('churn') as never)).permissions, 1);
    assert.match(await read(it), /^\/\/ [^\n]*Refresh[^\n]*\n$/);
    await assert.rejects(
      it.tags.writeFile(tagsOf('churn') as never, new TextEncoder().encode('{"Tags":[]}')),
      /Not loaded/,
    );
    assert.deepEqual(it.asked, []);
    await it.tags.refresh(tagsOf('churn') as never);
    assert.match(await read(it), /"Key": "a"/);
    assert.deepEqual(it.fired, [tagsOf('churn').toString()]);
    assert.equal((await it.tags.stat(tagsOf('churn') as never)).permissions, undefined);
    closeDocument(tagsOf('churn'));
    assert.match(await read(it), /Not loaded/);
  });
  test("aren't found or refreshed if a workspace file lists them as a folder, not even in a tab", async () => {
    const it = account();
    inTab(tagsOf('churn'));
    editor.workspaceFolders = [{ uri: tagsOf('churn') }];
    await assert.rejects(it.tags.stat(tagsOf('churn') as never), isNotFound);
    await it.tags.refresh(tagsOf('churn') as never);
    assert.deepEqual(it.asked, []);
  });
  test('belong to the ARN, and to no URI that differs from it', async () => {
    const others = [
      tagsOf('another'),
      tagsOf('churn', arn, 'us-east-1'),
      tagsOf('churn', 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn'),
      tagsOf('churn', 'arn:aws:sagemaker:evil:111122223333:model/churn'),
      tagsOf('churn', ''),
    ];
    const it = account();
    for (const uri of others) {
      inTab(uri);
      await assert.rejects(it.tags.stat(uri as never), isNotFound);
      await it.tags.refresh(uri as never);
    }
    for (const [name, of] of [
      ['another', arn],
      ['churn', arnOf('churn', 'us-east-1')],
      ['churn', 'churn'],
    ] as const)
      await assert.rejects(it.tags.open({ name, arn: of }, await it.session.live()), /model ARN isn't valid/);
    assert.deepEqual(it.asked, []);
  });
  test('keep an uppercase name, which is lowercase in its ARN', async () => {
    const it = account();
    await it.tags.open({ name: 'Churn', arn }, await it.session.live());
    assert.match(await read(it, tagsOf('Churn')), /"Key": "a"/);
  });
  test('follow changes that are made elsewhere, unless nothing differs', async () => {
    let value = '1';
    const it = account({ tags: async () => [{ Key: 'a', Value: value }] });
    await it.tags.open({ name: 'churn', arn }, await it.session.live());
    it.fired.length = 0;
    await it.tags.refreshAll('churn', 'eu-west-1');
    assert.deepEqual(it.fired, []);
    value = '2';
    await it.tags.refreshAll('another', 'eu-west-1');
    await it.tags.refreshAll('churn', 'us-east-1');
    assert.deepEqual(it.fired, []);
    await it.tags.refreshAll('churn', 'eu-west-1');
    assert.deepEqual(it.fired, [tagsOf('churn').toString()]);
    assert.match(await read(it), /"Value": "2"/);
  });
});

suite('a preview', () => {
  const document = (path: string, text: string) => ({ uri: URI.file(path), getText: () => text });
  const provided = (uri: URI) =>
    editor.providers.flatMap(({ scheme, provider }) =>
      scheme === uri.scheme ? [provider.provideTextDocumentContent?.(uri)] : [],
    );

  test('belongs to its own definition, even if another has the same file name', async () => {
    const seen: unknown[][] = [];
    const decide = async (inner: () => Promise<unknown>) => {
      await inner();
      return true;
    };
    const look = async () => {
      for (const [, , uri] of editor.executed) seen.push(provided(uri as URI).filter((it) => it !== undefined));
    };
    const two = () => preview(document('/two/a.json', 'two') as never, [], 'Two', () => decide(look));
    await preview(document('/one/a.json', 'one') as never, [], 'One', () => decide(two));
    assert.deepEqual(seen, [['one'], ['two']]);
  });
  test('is closed after the decision, even in a tab of its own, and other tabs stay open', async () => {
    const other = { input: new TabInputText(URI.file('/one/a.json')) };
    await preview(document('/one/a.json', '') as never, [], 'One', async () => {
      const [, original, modified] = editor.executed[0] as [string, URI, URI];
      const own = [new TabInputText(modified), new TabInputTextDiff(original, modified)];
      changeTabs([other, ...own.map((input) => ({ input }))]);
      return false;
    });
    assert.deepEqual(editor.closed, editor.tabs.slice(1));
    assert.equal(editor.closed.length, 2);
  });
});

suite('a definition that can be created or compared', () => {
  const opened = (uri: string, languageId = 'sagemaker-model') => {
    editor.active = { uri: URI.parse(uri), languageId };
    return definitionOf(undefined);
  };
  const file = 'file:///a.sagemaker-model.json';

  test('is a document that the user can edit and save', async () => {
    for (const it of [file, 'untitled:a.sagemaker-model.json', 'vscode-vfs://github/a/b/c.sagemaker-model.json'])
      assert.equal((await opened(it))?.uri.toString(), URI.parse(it).toString());
    assert.deepEqual(shown, []);
  });
  test("isn't a revision, preview, diff side, model, tags document, notebook cell, or output", async () => {
    const schemes = [
      ...['git', 'gitlens', 'review', 'pr', 'output', 'vscode-notebook-cell', 'vscode-local-history'],
      ...['sagemaker-preview', 'sagemaker-compared', 'sagemaker-deployed', 'sagemaker-tags'],
    ];
    for (const it of schemes) {
      shown.length = 0;
      assert.equal(await opened(`${it}:/a.sagemaker-model.json`), undefined, it);
      assertNames(shown.map(({ text }) => text).join(), naming('edited'));
    }
  });
  test("isn't a read-only file", async () => {
    editor.permissions = 1;
    assert.equal(await opened(file), undefined);
    assertNames(shown.map(({ text }) => text).join(), naming('edited'));
  });
  test("isn't any other text", async () => {
    assert.equal(await opened(file, 'json'), undefined);
    assertNames(shown.map(({ text }) => text).join(), naming('Open'));
  });
  test("has a CodeLens, and so do models and documents that aren't loaded, but nothing else", async () => {
    const { deployed } = account();
    closeDocument(deployedOf());
    const session = { connection: undefined, onDidChange: () => ({ dispose() {} }) };
    const status = new SyncStatusTracker(
      async () => assert.fail(),
      () => true,
    );
    const lenses = registerLenses({ session: session as never, usages: new Usages(), status });
    const commands = (uri: string) => {
      const document = { uri: URI.parse(uri), languageId: 'sagemaker-model' };
      const given = editor.lenses.at(-1)?.provideCodeLenses?.(document) as { command: { command: string } }[];
      return given.map((it) => it.command.command.replace('sagemakerModel.', ''));
    };
    assert.deepEqual(commands(file), ['create', 'describe', 'compare']);
    assert.deepEqual(commands(deployedOf().toString()), ['usedBy', 'editTags']);
    inTab(deployedOf());
    await deployed.provideTextDocumentContent(deployedOf() as never);
    assert.deepEqual(commands(deployedOf().toString()), ['refreshDescription']);
    for (const it of [
      'git',
      'gitlens',
      'review',
      'output',
      'vscode-notebook-cell',
      'sagemaker-preview',
      'sagemaker-tags',
    ])
      assert.deepEqual(commands(`${it}:/a.sagemaker-model.json`), [], it);
    lenses.dispose();
  });
});
