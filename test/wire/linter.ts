/** Runs the built linter in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';

export const folder = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-lint-'));
after(() => rmSync(folder, { recursive: true }));

export const program = path.resolve('dist/lint.js');

const image = '"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1"';
export const clean = `{\n  "ModelName": "churn",\n  "PrimaryContainer": { ${image} },\n  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r"\n}\n`;
export const broken = clean.replace('"churn",', '"churn model",').replace('"ExecutionRoleArn"', '"executionRoleArn"');

/** The same, of a model with another name. */
export const brokenAs = (model: string) => broken.replace('churn model', `${model} model`);

export const name = (it: string) => `${it}.sagemaker-model.json`;

export function write(file: string, text: string | Buffer): string {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
  return file;
}

export function lint(
  args: readonly string[],
  { input, ...rest }: { input?: string | Buffer; env?: NodeJS.ProcessEnv; cwd?: string } = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: rest.cwd ?? folder,
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '', ...rest.env },
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}
