/** A text from outside in every place where the client takes one in, and what VS Code would make of all that is shown then. */
import './editor';

import { URI as uri } from 'vscode-uri';
import { newMeans } from '../../client/beginning';
import { askForFilter, askForOrder } from '../../client/commands/arrange';
import { checkInStep } from '../../client/commands/checkInStep';
import { compareDefinition, compareDeployed } from '../../client/commands/compare';
import { chooseConnection, chooseProfile, chooseRegion, signIn } from '../../client/commands/connect';
import { copyAs } from '../../client/commands/copyAs';
import { copyPolicy } from '../../client/commands/copyPolicy';
import { create, resume } from '../../client/commands/create';
import { applyTags } from '../../client/commands/editTags';
import { follow } from '../../client/commands/follow';
import { moveToRegion } from '../../client/commands/move';
import { newDefinition } from '../../client/commands/newDefinition';
import { paste } from '../../client/commands/paste';
import { pickDefinition } from '../../client/commands/pickDefinition';
import { pickModel } from '../../client/commands/pickModel';
import { withRemedies } from '../../client/commands/remedy';
import { removeModels } from '../../client/commands/remove';
import { saveAs } from '../../client/commands/saveAs';
import { look, showUses } from '../../client/commands/usedBy';
import { Comparisons } from '../../client/comparing';
import { registerCommand } from '../../client/dialog';
import { Failure, type FailureKind } from '../../client/failure';
import { InStep } from '../../client/inStep';
import { showLenses } from '../../client/lens';
import type { Models } from '../../client/models';
import { preview } from '../../client/preview';
import type { Live } from '../../client/session';
import { showConnection } from '../../client/status';
import { ModelTree, type Row } from '../../client/tree';
import { Usages } from '../../client/usage';
import { askForCode, vscodeUi } from '../../client/vscodeUi';
import { editor, reset, type Shown, shown } from './editor';
import { arnOf, models, noting, summary, world } from './fakes';

/** What VS Code takes for a link in a message, a prompt, or an error (src/vs/base/common/linkedText.ts, 2026-11-29). */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

/** What VS Code takes for an icon in a label (src/vs/base/common/iconLabels.ts, 2026-11-29). */
const icon = /\$\([a-z0-9-]+(?:~[a-z]+)?\)/i;

/** These have an icon of ours before their text. */
const withIcon = ['lens', 'status'];
/** These have lines. */
const withLines = ['detail', 'tooltip'];

/** What is wrong with texts that VS Code would show. */
export const faults = (all: readonly Shown[]): string[] =>
  all.flatMap(({ place, text }) => {
    const own = withIcon.includes(place) ? text.replace(/^\$\([a-z-]+\) /, '') : text;
    const plain = withLines.includes(place) ? own.replaceAll('\n', '') : own;
    const wrong = [
      link.test(plain) && 'is a link',
      icon.test(plain) && 'has an icon',
      /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u.test(plain) && 'has a character that nobody sees',
      plain.length > (withLines.includes(place) ? 10_000 : 1_100) && `has ${plain.length} characters`,
    ];
    return wrong.filter((it) => it !== false).map((it) => `${place} ${it}: ${text.slice(0, 200)}`);
  });

const kinds: readonly FailureKind[] = ['refused', 'denied', 'exists', 'no-credentials', 'uncertain'];

const failing = (text: string, kind: FailureKind = 'refused') => {
  throw new Failure(kind, text, { remedy: 'retry', said: text, isAmbiguous: kind === 'uncertain' });
};

/** An account that answers with a text wherever it can answer with one. */
function account(text: string): Models {
  const answer = {
    ModelName: 'churn',
    ModelArn: arnOf('churn'),
    CreationTime: '2026-11-01',
    EnableNetworkIsolation: false,
    ExecutionRoleArn: text,
    PrimaryContainer: { Image: text, ModelDataUrl: text, Mode: 'MultiModel' as const, Environment: { [text]: text } },
    VpcConfig: { Subnets: [text], SecurityGroupIds: [text] },
  };
  return models({
    endpoint: text,
    account: async () => text,
    list: async () => ({ models: [summary('churn'), summary(text)] }),
    describe: async () => answer,
    tags: async () => [{ Key: text, Value: text }],
    endpointConfigs: async () => ({ names: [text] }),
    endpointConfig: async () => ['churn'],
    endpoints: async () => ({ names: [text] }),
    endpointConfigsOf: async () => [text],
    components: async () => ({ names: [text] }),
    component: async () => ({ models: ['churn'], endpoint: text }),
    create: async () => failing(text),
    remove: async () => failing(text),
    tag: async () => failing(text),
  });
}

interface Stage {
  readonly text: string;
  readonly live: Live;
  readonly session: ReturnType<typeof world>['session'];
  readonly ui: ReturnType<typeof vscodeUi>;
  readonly usages: Usages;
  readonly inStep: InStep;
}

function stage(text: string): Promise<Stage> {
  const it = world(account(text), { settings: () => ({ endpoint: text }) });
  it.profiles = [
    { name: 'default', region: 'eu-west-1', signIn: { how: 'sso', profile: text } },
    { name: text, region: text },
  ];
  const { session } = it;
  const log = { show() {} } as never;
  const inStep = new InStep(
    async () => failing(text),
    () => true,
  );
  const ui = vscodeUi(session, log);
  return session.live().then((live) => ({
    text,
    session,
    live,
    inStep,
    usages: new Usages(),
    // Whatever helps against a failure is tried by itself.
    ui: { ...ui, remedy: async () => false },
  }));
}

/** A definition and what is done with it, each of which shows something. */
const definition = (text: string) => ({
  text: () => JSON.stringify({ ModelName: 'churn', ExecutionRoleArn: text, PrimaryContainer: { Image: text } }),
  label: text,
  create: async () => {},
  changed: () => {},
  found: () => {},
});

const comparing = (text: string, state: 'different' | 'inStep' | 'unreadable' = 'different') => ({
  compare: async () => ({
    state,
    onlyTags: true,
    left: `{"Tags":[{"Key":"k","Value":${JSON.stringify(text)}}]}`,
    right: '',
  }),
  show: async () => async () => {},
});

function creating({ text, ui, session }: Stage) {
  return {
    ui,
    session,
    definition: () => ({ text: definition(text).text(), version: 1 }),
    problems: async () => ({
      version: 1,
      problems: [{ message: text, isError: false, code: 'unknown-member', text }],
    }),
    revealFirstError: async () => {},
    mark: async () => {},
    created: () => {},
    removed: () => {},
    describe: async () => {},
    compare: async () => {},
    rename: async () => false,
    pending: () => noting([]),
    rescue: async () => {},
    wait: async () => {},
  };
}

type Scene = (stage: Stage) => unknown;

/** What a person does, and what a window does by itself. */
const scenes: Readonly<Record<string, Scene>> = {
  failures: async ({ ui, text }) => {
    for (const it of kinds) await withRemedies(ui, async () => failing(text, it));
  },
  'create, refused': (it) => create(creating(it)),
  'create, with an error': (it) =>
    create({
      ...creating(it),
      problems: async () => ({ version: 1, problems: [{ message: it.text, isError: true, code: 'a', text: it.text }] }),
    }),
  'create, no JSON': (it) => create({ ...creating(it), definition: () => ({ text: it.text, version: 1 }) }),
  'create, a clash': (it) =>
    create({ ...creating(it), session: world(models({ create: async () => failing(it.text, 'exists') })).session }),
  resume: (it) => {
    const sent = { request: { ModelName: it.text }, began: 0, region: 'eu-west-1' };
    const gone = { ...it.live, models: models({ describe: async () => failing(it.text) }) };
    return resume(creating(it), async () => gone, sent, noting([]));
  },
  delete: ({ ui, live, usages, text }) =>
    removeModels(ui, live, [summary(text), summary('churn')], usages, () => {}).then(() =>
      removeModels(ui, live, [summary(text)], usages, () => {}),
    ),
  save: async ({ ui, live, text }) => {
    const means = {
      ui,
      definition: async () => ({ text: '', remarks: [text] }),
      askFile: async () => 'a',
      askFolder: async () => 'b',
      fileIn: () => 'c',
      exists: async () => true,
      write: async () => failing(text),
      saved: () => {},
      open: async () => {},
      reveal: async () => {},
      show: async () => {},
    };
    await saveAs(means, live, ['churn']);
    await saveAs({ ...means, write: async () => {} }, live, ['churn']);
    await saveAs(means, live, ['churn', text]);
    await saveAs(means, live, [text]);
  },
  'compare a definition': async ({ ui, live, text }) => {
    for (const it of ['different', 'inStep', 'unreadable'] as const)
      await withRemedies(ui, () => compareDefinition({ ...definition(text), ...comparing(text, it), ui }, text, live));
  },
  'compare models': async ({ ui, live, text }) => {
    const pick = async () => ({ name: text, account: text });
    await compareDeployed({ ...comparing(text, 'inStep'), ui, pick }, live, [{ name: text }, { name: 'churn' }]);
    await compareDeployed({ ...comparing(text), ui, pick }, live, [{ name: text }]);
    const comparisons = new Comparisons({ warn: () => {} });
    await comparisons.means(ui, {} as never).show(text, { before: '', after: '' });
    comparisons.dispose();
  },
  'check all': async ({ ui, live, inStep, text }) => {
    const listed = ['a', 'b'].map((uri) => ({ uri, label: text, text: async () => definition(text).text() }));
    await checkInStep(
      { ui, inStep, definitions: async () => listed, compare: async () => {}, open: async () => {} },
      live,
    );
  },
  'who uses it': async ({ ui, live, text }) => {
    const usage = await look(ui, live, ['churn']);
    await showUses(ui, { name: text, arn: arnOf('churn') }, usage);
    await showUses(ui, { name: text, arn: text }, { uses: [], looks: [] });
  },
  tags: async ({ ui, live, text }) => {
    await withRemedies(ui, () => applyTags(ui, live, summary('churn'), [{ Key: 'k', Value: text }]));
    await withRemedies(ui, () => applyTags(ui, live, { name: text, arn: text }, []));
  },
  'other forms': async ({ ui, text }) => {
    const show = async () => {};
    await copyAs({ ui, show, write: async () => ({ text, lost: [text] }) });
    await copyAs({ ui, show, write: async () => ({ refused: text }) });
    await copyPolicy({ ui, show, policy: async () => ({ text, notes: [text, text] }) });
    const open = async () => {};
    await paste({
      ui,
      show,
      open,
      clipboard: async () => text,
      read: async () => ({ text, lost: [], remarks: [text] }),
    });
    await paste({ ui, show, open, clipboard: async () => text, read: async () => ({ refused: text }) });
  },
  'pick a definition': async ({ ui, text }) => {
    const definitions = async () => [{ uri: text, name: text }];
    await pickDefinition({ ui, definitions, labelOf: () => text, browse: async () => undefined }, text);
  },
  'pick a model': async ({ live, text }) => {
    const purpose = { title: text, action: () => text };
    await pickModel(live, purpose);
    const broken = { ...live, models: models({ list: async () => failing(text) }) };
    await pickModel(broken, purpose).catch(() => undefined);
  },
  'choose a connection': async ({ session }) => {
    await chooseProfile(session);
    await chooseRegion(session);
    await chooseConnection(session);
    await signIn(session);
  },
  ask: async ({ text }) => {
    await askForCode(text);
    const view = { nameContains: text, sortBy: 'Name', order: 'Ascending' } as const;
    await askForFilter(view);
    await askForOrder(view);
  },
  move: async ({ ui, text }) => {
    await moveToRegion(
      {
        ui,
        chooseRegion: async () => text,
        rewrite: async () => ({ from: text, done: 'changed' }),
        mark: async () => 1,
        showFirstMark: async () => {},
      },
      text,
    );
    const document = { uri: { path: '/a.sagemaker-model.json' }, getText: () => '' };
    await preview(document as never, [], text, async () => false);
  },
  'begin a definition': async ({ text }) => {
    const steps = ['kind', 'name'];
    const client = {
      sendRequest: async (request: string) =>
        request === 'sagemakerModel/newDefinition'
          ? { text: '', snippet: '', ofName: [{ message: text, isError: false }] }
          : steps.length > 0
            ? { asks: steps.shift(), step: 1, of: 2, choices: [{ key: 'a', label: text, detail: text }], proposal: 'a' }
            : null,
    };
    const means = newMeans(client as never, async () => ({ regions: [], roles: [] }), undefined);
    await newDefinition({ ...means, open: async () => {} });
  },
  'follow a link': ({ ui, text }) =>
    follow({ ui, show: async () => false, reveal: async () => {} }, { path: text, query: text }),
  'a command that fails': async ({ text }) => {
    const registered = registerCommand('a', async () => {
      throw new Error(text);
    });
    await editor.commands
      .get('a')?.()
      .catch((error: Error) => shown.push({ place: 'notification', text: error.message }));
    registered.dispose();
  },
  'the view': async ({ session, usages, inStep, live, text }) => {
    const view = { nameContains: text, sortBy: 'Name', order: 'Ascending' } as const;
    const tree = new ModelTree(session, { get: () => view, set: () => {} }, usages, inStep, () => {});
    usages.set(live, ['churn'], await look(vscodeUi(session, {} as never), live, ['churn']));
    const visit = async (row?: Row): Promise<void> => {
      for (const it of await tree.getChildren(row)) {
        const item = await tree.resolveTreeItem(tree.getTreeItem(it), it, { isCancellationRequested: false } as never);
        const { tooltip, label, description } = item;
        const texts = { label, description, tooltip: typeof tooltip === 'object' ? tooltip.value : tooltip };
        for (const [place, said] of Object.entries(texts))
          if (typeof said === 'string') shown.push({ place, text: said });
        await visit(it);
      }
    };
    await visit();
    const { message, description } = editor.treeView;
    for (const it of [message, description]) if (it) shown.push({ place: 'view', text: it });
    tree.dispose();
  },
  'the status bar and the lenses': ({ session, usages, inStep, live, text }) => {
    const status = showConnection(session);
    shown.push({ place: 'status', text: editor.statusBar.text }, { place: 'tooltip', text: editor.statusBar.tooltip });
    usages.set(live, ['churn'], { uses: [{ model: 'churn', endpoint: text, config: text }], looks: [] });
    const elsewhere = { connection: { region: { value: text } }, onDidChange: () => ({ dispose() {} }) };
    const standing = {
      of: () => ({ state: 'different', name: 'a', region: text, remark: text }),
      onDidChange: elsewhere.onDidChange,
    };
    const lenses = showLenses(elsewhere as never, usages, standing as never);
    const documents = [
      'file:/a.sagemaker-model.json',
      'sagemaker-deployed:/eu-west-1/churn.deployed.sagemaker-model.json?profile=default',
    ];
    for (const it of documents) {
      const document = { uri: uriOf(it), languageId: 'sagemaker-model' };
      const given = editor.lenses.at(-1)?.provideCodeLenses?.(document) as {
        command: { title: string; tooltip?: string };
      }[];
      for (const { command } of given) {
        shown.push({ place: 'lens', text: command.title });
        if (command.tooltip) shown.push({ place: 'tooltip', text: command.tooltip });
      }
    }
    lenses.dispose();
    status.dispose();
    void inStep;
  },
};

const uriOf = (it: string) => uri.parse(it);

export const sceneNames = Object.keys(scenes);

/** Plays a scene, or all, with a text from outside. @returns all that VS Code would show */
export async function play(text: string, names: readonly string[] = sceneNames): Promise<readonly Shown[]> {
  const all: Shown[] = [];
  for (const name of names) {
    reset();
    editor.entered = text;
    await scenes[name]?.(await stage(text));
    all.push(...shown);
  }
  reset();
  return all;
}
