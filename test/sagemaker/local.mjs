// Starts a local SageMaker from what is built in out/, and gives a VS Code the profiles that lead to it.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../tools/install.mjs';

/** @param {string} name */
const built = (name) => import(pathToFileURL(path.join(root, `out/sagemaker/${name}.js`)).href);

/**
 * @param {string} folder where the AWS configuration files are written
 * @returns {Promise<{ sagemaker: import('./server').SageMaker, env: NodeJS.ProcessEnv }>} `env` leads to these files, and to
 * nothing of the person's own
 */
export async function startLocal(folder) {
  const { startSageMaker } = await built('server');
  const { seedDeployments, seedModels } = await built('seed');
  const now = new Date();
  const models = [...seedModels('eu-west-1', now), ...seedModels('us-east-1', now)];
  const sagemaker = await startSageMaker({ models, deployments: seedDeployments('eu-west-1', now) });
  mkdirSync(folder, { recursive: true });
  const profile = (/** @type {string} */ name, /** @type {string} */ region) =>
    `[profile ${name}]\nregion = ${region}\nendpoint_url = ${sagemaker.url}\n`;
  const key = (/** @type {string} */ name, /** @type {string} */ id) =>
    `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = local\n`;
  const [AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE] = [
    path.join(folder, 'config'),
    path.join(folder, 'credentials'),
  ];
  writeFileSync(AWS_CONFIG_FILE, profile('local', 'eu-west-1') + profile('local-expired', 'eu-west-1'));
  writeFileSync(AWS_SHARED_CREDENTIALS_FILE, key('local', 'AKIALOCAL') + key('local-expired', 'AKIAEXPIRED'));
  sagemaker.keys.set('AKIAEXPIRED', { state: 'expired' });
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const leading = {
    AWS_CONFIG_FILE,
    AWS_SHARED_CREDENTIALS_FILE,
    AWS_PROFILE: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return { sagemaker, env: { ...Object.fromEntries(own), ...leading } };
}
