import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import manifest from '../../package.json';

/** These run as they are, and are not bundled with their tests. */
const packing: Promise<typeof import('../tools/package.mjs')> = import(pathToFileURL('test/tools/package.mjs').href);
const releasing: Promise<typeof import('../tools/release.mjs')> = import(pathToFileURL('test/tools/release.mjs').href);

const read = (file: string) => readFileSync(file, 'utf8');
const inFolder = (folder: string) => readdirSync(folder).map((it) => path.posix.join(folder, it));
const workflows = inFolder('.github/workflows');

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: object;
}

interface Job {
  readonly permissions?: object;
  readonly steps: readonly Step[];
  readonly strategy?: { readonly matrix: { readonly vscode?: readonly string[]; readonly os?: readonly string[] } };
}

interface Workflow {
  readonly on?: { readonly schedule?: readonly object[] };
  readonly permissions?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflow = (text: string): Workflow => parse(text, { strict: true });
const steps = (text: string) => Object.values(workflow(text).jobs).flatMap((it) => it.steps);

/** Scripts of npm and files of the project that a workflow runs and that are not there. */
function commandsAstray(text: string, scripts: Readonly<Record<string, string>>): string[] {
  const lines = steps(text).map((it) => it.run ?? '');
  const named = lines.flatMap((it) => [...it.matchAll(/\bnpm (?:run )?(test|run (\S+))/g)]);
  const files = lines.flatMap((it) => [...it.matchAll(/(?:^|\s)(\.ci\/\S+|(?:test|docs)\/\S+|\S+\.mjs)/gm)]);
  return [
    ...named.map((it) => it[2] ?? it[1] ?? '').filter((it) => !Object.hasOwn(scripts, it)),
    ...files.map((it) => it[1] ?? '').filter((it) => !existsSync(it)),
  ];
}

/** Actions that are named by what can be changed, or without a version that a person can read. */
function actionsUnpinned(text: string): string[] {
  return text
    .split('\n')
    .filter((it) => /^\s*(- )?uses:/.test(it) && !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(it))
    .map((it) => it.trim());
}

/** What jobs may write that have no need to. */
function writersAstray(text: string, may: Readonly<Record<string, readonly string[]>>): string[] {
  const { permissions, jobs } = workflow(text);
  const writable = (of: object = {}) => Object.entries(of).filter(([, it]) => it === 'write');
  return [
    ...(permissions ? writable(permissions).map(([it]) => `every job may write ${it}`) : ['permissions are not named']),
    ...Object.entries(jobs).flatMap(([name, job]) =>
      writable(job.permissions)
        .filter(([it]) => !may[name]?.includes(it))
        .map(([it]) => `${name} may write ${it}`),
    ),
  ];
}

/** What has to be run again and again, though nothing of ours changes, and is not. */
function unscheduled(text: string, commands: readonly string[]): string[] {
  const isScheduled = (workflow(text).on?.schedule ?? []).length > 0;
  const run = isScheduled ? steps(text).map((it) => it.run) : [];
  return commands.filter((it) => !run.includes(it));
}

/** Who needs to write what. */
const writers = { attest: ['id-token', 'attestations'], npm: ['id-token'], github: ['contents'] };

suite('the workflows', () => {
  test('are those that are known here', () => {
    assert.deepEqual(workflows.map((it) => path.basename(it)).sort(), ['ci.yml', 'release.yml', 'scheduled.yml']);
  });
  for (const file of workflows) {
    test(`${file} runs what there is`, () => assert.deepEqual(commandsAstray(read(file), manifest.scripts), []));
    test(`${file} names actions by their commit, and says which version that is`, () =>
      assert.deepEqual(actionsUnpinned(read(file)), []));
    test(`${file} may write no more than it needs to`, () => assert.deepEqual(writersAstray(read(file), writers), []));
  }
  test('would be told of what offends', () => {
    const text = [
      'permissions: { contents: write }',
      'jobs:',
      '  build:',
      '    permissions: { packages: write, id-token: write }',
      '    steps:',
      '      - uses: actions/checkout@v5',
      '      - run: npm test && npm run nothing',
      '      - run: node test/nowhere.mjs && .ci/none',
    ].join('\n');
    assert.deepEqual(commandsAstray(text, { test: '' }), ['nothing', 'test/nowhere.mjs', '.ci/none']);
    assert.deepEqual(actionsUnpinned(text), ['- uses: actions/checkout@v5']);
    assert.deepEqual(writersAstray(text, writers), [
      'every job may write contents',
      'build may write packages',
      'build may write id-token',
    ]);
  });
  test('look every week for known weaknesses of the packages, and for what random texts find', () => {
    const weekly = ['npm audit', 'npm audit signatures', 'npm run fuzz -- 20', 'npm run mutants'];
    assert.deepEqual(unscheduled(read('.github/workflows/scheduled.yml'), weekly), []);
    const jobs = 'jobs: { packages: { steps: [{ run: npm audit }] } }';
    const [schedule, never] = ['on: { schedule: [{ cron: 0 0 * * 1 }] }', 'on: { workflow_dispatch: {} }'];
    assert.deepEqual(unscheduled(`${schedule}\n${jobs}`, weekly.slice(0, 2)), ['npm audit signatures']);
    assert.deepEqual(unscheduled(`${never}\n${jobs}`, ['npm audit']), ['npm audit']);
  });
  test('test in the oldest VS Code that is supported and in the newest, on every system', () => {
    const { matrix } = workflow(read('.github/workflows/ci.yml')).jobs.desktop?.strategy ?? {};
    assert.deepEqual(matrix?.vscode, [manifest.engines.vscode.replace('^', ''), 'stable']);
    assert.deepEqual(matrix?.os, ['ubuntu-latest', 'windows-latest', 'macos-latest']);
  });
  test('test on the oldest Node that is supported', () => {
    const { desktop } = parse(read('.github/workflows/ci.yml')).jobs;
    const node = desktop.steps.find((it: Step) => it.uses?.startsWith('actions/setup-node@'));
    assert.equal(`>=${node.with['node-version']}`, manifest.engines.node);
  });
  test('run nothing of the project where they attest to what was built', () => {
    const { attest } = workflow(read('.github/workflows/release.yml')).jobs;
    const used = attest?.steps.map((it) => it.uses?.split('@')[0]);
    assert.deepEqual(used, ['actions/download-artifact', 'actions/attest-build-provenance']);
  });
  test('install nothing in a step that has a secret', () => {
    const secret = workflows.flatMap((it) => steps(read(it))).filter((it) => /secrets\./.test(JSON.stringify(it.env)));
    assert.equal(secret.length, 3);
    for (const { run = '' } of secret) assert.doesNotMatch(run, /npx (?!--no-install)|npm (ci|install)/);
  });
  test('publish what was built once', () => {
    const { build, ...others } = workflow(read('.github/workflows/release.yml')).jobs;
    assert.ok(build?.steps.some((it) => it.run === '.ci/run'));
    for (const [name, { steps }] of Object.entries(others)) {
      assert.ok(
        steps.some((it) => it.uses?.startsWith('actions/download-artifact@')),
        name,
      );
      assert.ok(!steps.some((it) => /npm (test|run|pack)|\.ci\/run|vsce package/.test(it.run ?? '')), name);
    }
  });
});

suite('a release', () => {
  const changelog = '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-01-01\n';
  test('is of the version in package.json, and told in the changelog', async () => {
    const { obstacle } = await releasing;
    assert.equal(obstacle({ tag: 'v1.2.0', version: '1.2.0', changelog }), undefined);
    assert.match(obstacle({ tag: 'v1.2.1', version: '1.2.0', changelog }) ?? '', /^The tag v1\.2\.1 is not v1\.2\.0/);
    assert.match(obstacle({ tag: 'v1.3.0', version: '1.3.0', changelog }) ?? '', /no section ## \[1\.3\.0\]/);
  });
  test('is one for all where its minor number is even, and a pre-release where it is odd', async () => {
    const { channelOf } = await packing;
    assert.deepEqual(['0.1.9', '1.0.0', '1.2.3', '2.11.0'].map(channelOf), [
      'pre-release',
      'release',
      'release',
      'pre-release',
    ]);
  });
});

suite('the forms for issues', () => {
  const forms = inFolder('.github/ISSUE_TEMPLATE').filter((it) => !it.endsWith('config.yml'));
  for (const file of forms)
    test(`${file} asks for something, each thing by a name of its own`, () => {
      const { name, description, body } = parse(read(file), { strict: true });
      assert.ok(name && description);
      const ids = body.map((it: { id: string }) => it.id);
      assert.ok(ids.length > 0 && new Set(ids).size === ids.length);
      assert.ok(body.some((it: { validations?: { required?: boolean } }) => it.validations?.required));
    });
  test('name settings and commands that there are', () => {
    const named = forms.flatMap((it) => [...read(it).matchAll(/sagemakerModel\.\w+/g)].map(([setting]) => setting));
    assert.ok(named.length > 0);
    for (const it of named) assert.ok(Object.hasOwn(manifest.contributes.configuration.properties, it), it);
  });
});
