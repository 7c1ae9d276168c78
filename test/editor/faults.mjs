// When the language server fails, or the window goes away, in windows of the packaged extension.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startLocal } from '../sagemaker/local.mjs';
import { openWindow, until } from './window.mjs';

const image = '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0';
const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model/in-flight';

/** So often a server may end in three minutes before it is not started again by itself. */
const mostRestarts = 4;

/** @param {string} own */
export async function faults(own) {
  const folder = path.join(own, 'models');
  mkdirSync(folder);
  const definition = (/** @type {string} */ name, more = '') =>
    `{\n  "ModelName": "${name}",\n  "PrimaryContainer": { "Image": "${image}" },\n  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/SageMakerRole"${more}\n}\n`;
  writeFileSync(path.join(folder, 'broken.sagemaker-model.json'), definition('broken', ','));
  for (const it of ['in-flight', 'answered', 'open'])
    writeFileSync(path.join(folder, `${it}.sagemaker-model.json`), definition(it));
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  let script = '';
  const window = await openWindow({
    own,
    folder,
    env,
    before: (extensions) => {
      const [name = ''] = readdirSync(extensions).filter((it) => it.startsWith('sagemaker-model.'));
      script = path.join(extensions, name, 'dist/server.js');
      renameSync(script, `${script}.away`);
    },
  });
  const { page, picture } = window;
  const editor = window.editorOf('broken.sagemaker-model.json');
  /** The process of the language server of this window, where there is one. */
  const serverProcess = () => {
    const processes = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
    return Number(/^\s*(\d+)/.exec(processes.find((it) => it.includes(script)) ?? '')?.[1]);
  };

  const parentOf = (/** @type {number} */ id) =>
    Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(id)], { encoding: 'utf8' }));
  /** The files with pending CreateModel requests. */
  const pendingFiles = () =>
    readdirSync(path.join(own, 'user-data'), { recursive: true, encoding: 'utf8' })
      .filter((it) => /[\\/]pending[\\/][^\\/]+\.json$/.test(it))
      .map((it) => path.join(own, 'user-data', it));

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'a server that does not even start is told where it is asked for something, and nothing is created unchecked',
      async () => {
        await window.open('broken.sagemaker-model.json');
        await window.run('create');
        await window
          .toast('The language server does not answer, so nothing was checked and nothing is created')
          .waitFor();
        await picture('no-server');
        await window.clearToasts();
        await window.run('restartServer');
        await window.toast('The language server does not start').waitFor();
        await window.clearToasts();
      },
    ],
    [
      'it is there once it can start and is told to',
      async () => {
        renameSync(`${script}.away`, script);
        await window.run('restartServer');
        await window.errors(editor).first().waitFor();
      },
    ],
    [
      'a server that ends again and again is left alone, and not a key that was typed meanwhile is lost',
      async () => {
        await window.line(editor, '"ModelName"').click();
        await page.keyboard.press('End');
        let before = 0;
        for (let times = 0; times <= mostRestarts; times++) {
          await until(() => serverProcess() > 0 && serverProcess() !== before);
          before = serverProcess();
          process.kill(before, 'SIGKILL');
          await page.keyboard.type(`${times}`);
        }
        await window.line(editor, '"broken",01234').waitFor();
        await page.waitForTimeout(1000);
        if (serverProcess() > 0) throw new Error('It was started again.');
        await window.run('restartServer');
        await window.errors(editor).first().waitFor();
        for (let times = 0; times <= mostRestarts; times++) await page.keyboard.press('Control+z');
        await picture('after-restarts');
      },
    ],
    [
      'a window that goes while a model is being created: when it comes back it says what became of that',
      async () => {
        await window.open('in-flight.sagemaker-model.json');
        sagemaker.misbehave('CreateModel', { late: 3000 });
        await window.run('create');
        await window.confirm();
        await until(() => sagemaker.requests.some((it) => it.operation === 'CreateModel'));
        await page.reload();
        await window.toast(`Created ${arn}`).waitFor();
        const created = sagemaker.requests.filter((it) => it.operation === 'CreateModel').length;
        if (created !== 1) throw new Error(`It was sent ${created} times.`);
        await window.clearToasts();
      },
    ],
    [
      'a window that is killed while one of two models is still being created reports the outcome when it is restored',
      async () => {
        const before = sagemaker.requests.filter((it) => it.operation === 'CreateModel').length;
        const sent = () => sagemaker.requests.filter((it) => it.operation === 'CreateModel').length - before;
        const create = async (/** @type {string} */ name) => {
          await window.open(`${name}.sagemaker-model.json`);
          await window.run('create');
          await window.confirm();
        };
        sagemaker.misbehave('CreateModel', { late: 6000 });
        await create('answered');
        await until(() => sent() === 1);
        sagemaker.misbehave('CreateModel', { late: 60_000 });
        await create('open');
        await until(() => sent() === 2);
        await window.toast('Created arn:aws:sagemaker:eu-west-1:111122223333:model/answered').waitFor();
        const records = pendingFiles();
        if (records.length !== 1) throw new Error(`${records.length} records are kept.`);
        const modes = [path.dirname(records[0] ?? ''), ...records].map((it) => (statSync(it).mode & 0o777).toString(8));
        if (modes.join() !== '700,600') throw new Error(`Other users can read the records: ${modes}.`);
        process.kill(parentOf(serverProcess()), 'SIGKILL');
        await page.reload();
        await window.toast('Created arn:aws:sagemaker:eu-west-1:111122223333:model/open').waitFor();
        await picture('after-a-kill');
        if (sent() !== 2) throw new Error(`The request was sent ${sent()} times.`);
        await until(() => pendingFiles().length === 0);
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}
