/** Puts an untrusted text in every place where the client accepts one, and checks what VS Code would make of all that is shown. */
import './editor';

import { URI as uri } from 'vscode-uri';
import type { Models } from '../../aws/api';
import { Background } from '../../aws/background';
import { DescribeCache } from '../../aws/describeCache';
import { Failure, type FailureKind } from '../../aws/failure';
import type { ActiveConnection } from '../../aws/session';
import { Usages } from '../../aws/usage';
import { register as registerLenses } from '../../client/features/codeLens';
import { compareDefinition, compareDeployed } from '../../client/features/compare/compare';
import { Comparisons } from '../../client/features/compare/documents';
import { pickDefinition } from '../../client/features/compare/pickDefinition';
import { chooseConnection, chooseProfile, chooseRegion, signIn } from '../../client/features/connection/pickers';
import { showConnection } from '../../client/features/connection/statusBar';
import { create, resume } from '../../client/features/create/createModel';
import { copyAs } from '../../client/features/export/copyAs';
import { copyPolicy } from '../../client/features/export/copyPolicy';
import { paste } from '../../client/features/export/newFromClipboard';
import { deleteModels } from '../../client/features/models/deleteModels';
import { askForFilter, askForOrder } from '../../client/features/models/filterAndSort';
import { findUsages, showUsages } from '../../client/features/models/findUsages';
import { follow } from '../../client/features/models/links';
import { ModelsView } from '../../client/features/models/view';
import { moveDefinition } from '../../client/features/move/move';
import { preview } from '../../client/features/move/preview';
import { newHost } from '../../client/features/newDefinition/host';
import { askForDefinition } from '../../client/features/newDefinition/newDefinition';
import { saveAs } from '../../client/features/saveAs/saveAs';
import { checkInStep } from '../../client/features/sync/checkAll';
import type { Row } from '../../client/models/selection';
import { SyncStatusTracker } from '../../client/models/syncStatus';
import { applyTags } from '../../client/models/tags';
import { registerCommand } from '../../client/ui/dialog';
import { pickModel } from '../../client/ui/pickModel';
import { withRemedies } from '../../client/ui/recoveryActions';
import { askForCode, vscodeUi } from '../../client/ui/vscodeUi';
import { editor, reset, type Shown, shown } from './editor';
import { arnOf, eventsOf, models, noting, summary, world } from './fakes';

/** What VS Code treats as a link in a message, a prompt, or an error (src/vs/base/common/linkedText.ts, 2026-11-29). */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

/** What VS Code treats as an icon in a label (src/vs/base/common/iconLabels.ts, 2026-11-29). */
const icon = /\$\([a-z0-9-]+(?:~[a-z]+)?\)/i;

/** These start with one of our own icons. */
const withIcon = ['lens', 'status'];
/** These can have several lines. */
const withLines = ['detail', 'tooltip'];

/** The problems of texts that VS Code would show. */
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

/** An account that returns a text wherever it can. */
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
  readonly live: ActiveConnection;
  readonly session: ReturnType<typeof world>['session'];
  readonly ui: ReturnType<typeof vscodeUi>;
  readonly usages: Usages;
  readonly inStep: SyncStatusTracker;
}

function stage(text: string): Promise<Stage> {
  const it = world(account(text), { settings: () => ({ endpoint: text }) });
  it.profiles = [
    { name: 'default', region: 'eu-west-1', signIn: { how: 'sso', profile: text } },
    { name: text, region: text },
  ];
  const { session } = it;
  const log = { show() {} } as never;
  const inStep = new SyncStatusTracker(
    async () => failing(text),
    () => true,
  );
  const ui = vscodeUi(log);
  return session.live().then((live) => ({
    text,
    session,
    live,
    inStep,
    usages: new Usages(),
    // The remedies of a failure are tried automatically.
    ui: { ...ui, remedy: async () => false },
  }));
}

/** A definition and actions on it, each of which shows something. */
const definition = (text: string) => ({
  text: () => JSON.stringify({ ModelName: 'churn', ExecutionRoleArn: text, PrimaryContainer: { Image: text } }),
  label: text,
  create: async () => {},
  events: eventsOf(),
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
    events: eventsOf(),
    describe: async () => {},
    compare: async () => {},
    rename: async () => false,
    pending: () => noting([]),
    rescue: async () => {},
    wait: async () => {},
  };
}

type Scene = (stage: Stage) => unknown;

/** What a user does, and what a window does on its own. */
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
    deleteModels({ ui, usages, events: eventsOf() }, live, [summary(text), summary('churn')]).then(() =>
      deleteModels({ ui, usages, events: eventsOf() }, live, [summary(text)]),
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
      events: eventsOf(),
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
    await compareDeployed({ ...comparing(text, 'inStep'), ui }, live, [{ name: text }, { name: 'churn' }], pick);
    await compareDeployed({ ...comparing(text), ui }, live, [{ name: text }], pick);
    const comparisons = new Comparisons({ warn: () => {} });
    await comparisons.host(ui, {} as never).show(text, { before: '', after: '' });
    comparisons.dispose();
  },
  'check all': async ({ ui, live, inStep, text }) => {
    const listed = ['a', 'b'].map((uri) => ({ uri, label: text, text: async () => definition(text).text() }));
    await checkInStep(ui, inStep, listed, live);
  },
  'who uses it': async ({ ui, live, text }) => {
    const usage = await findUsages(ui, live, ['churn']);
    await showUsages(ui, { name: text, arn: arnOf('churn') }, usage);
    await showUsages(ui, { name: text, arn: text }, { uses: [], scans: [] });
  },
  tags: async ({ ui, live, text }) => {
    await withRemedies(ui, () => applyTags(ui, live, summary('churn'), [{ Key: 'k', Value: text }]));
    await withRemedies(ui, () => applyTags(ui, live, { name: text, arn: text }, []));
  },
  'other forms': async ({ ui, text }) => {
    const host = { ui, show: async () => {} };
    await copyAs(host, async () => ({ text, lost: [text] }));
    await copyAs(host, async () => ({ refused: text }));
    await copyPolicy(host, async () => ({ text, notes: [text, text] }));
    const open = async () => {};
    await paste(host, { text, lost: [], remarks: [text] }, open);
    await paste(host, { refused: text }, open);
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
    await moveDefinition(
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
    const means = newHost(client as never, async () => ({ regions: [], roles: [] }), undefined);
    await askForDefinition({ ...means, open: async () => {} });
  },
  'follow a link': ({ ui, text }) =>
    follow(
      ui,
      async () => false,
      async () => {},
      { path: text, query: text },
    ),
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
    const context = { session, usages, status: inStep, events: eventsOf(), described: new DescribeCache() };
    const background = new Background(session);
    const tree = new ModelsView({ ...context, background }, { get: () => view, set: () => {} });
    usages.set(live, ['churn'], await findUsages(vscodeUi({} as never), live, ['churn']));
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
    usages.set(live, ['churn'], { uses: [{ model: 'churn', endpoint: text, config: text }], scans: [] });
    const elsewhere = { connection: { region: { value: text } }, onDidChange: () => ({ dispose() {} }) };
    const standing = {
      of: () => ({ state: 'different', name: 'a', region: text, remark: text }),
      onDidChange: elsewhere.onDidChange,
    };
    const lenses = registerLenses({ session: elsewhere as never, usages, status: standing as never });
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

/** Runs a scene, or all, with an untrusted text. @returns everything that VS Code would show */
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
