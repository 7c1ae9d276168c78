// What the extension knows of images, regions and variables, in a window of the packaged extension.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startLocal } from '../sagemaker/local.mjs';
import { openWindow, until } from './window.mjs';

const role = 'arn:aws:iam::111122223333:role/SageMakerRole';
const learning = '763104351884.dkr.ecr';

const files = {
  // As it was copied from a sample: one image of another region, and a bucket.
  'copied.sagemaker-model.json': {
    ModelName: 'copied',
    Containers: [
      {
        ContainerHostname: 'features',
        Image: '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-scikit-learn:1.9-0',
        ModelDataUrl: 's3://churn-models-eu-west-1/features/model.tar.gz',
      },
      {
        ContainerHostname: 'classify',
        Image: `${learning}.us-east-1.amazonaws.com/pytorch-inference:2.6.0-cpu-py312-ubuntu22.04-sagemaker`,
        ModelDataUrl: 's3://churn-models-eu-west-1/classify/model.tar.gz',
      },
    ],
    ExecutionRoleArn: role,
  },
  'serving.sagemaker-model.json': {
    ModelName: 'serving',
    PrimaryContainer: {
      Image: `${learning}.eu-west-1.amazonaws.com/djl-inference:0.36.0-lmi28.0.0-cu130`,
      ModelDataSource: {
        S3DataSource: {
          S3Uri: 's3://llm-weights-eu-west-1/mistral/',
          S3DataType: 'S3Prefix',
          CompressionType: 'None',
        },
      },
      Environment: { OPTION_ROLLING_BATCH: 'vllm', OPTION_MAX_MODEL_LEN: '8192' },
    },
    ExecutionRoleArn: role,
  },
  'new.sagemaker-model.json': { ModelName: 'new', PrimaryContainer: { Image: '' }, ExecutionRoleArn: role },
};

/** @param {string} own */
export async function knowing(own) {
  const folder = path.join(own, 'models');
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files))
    writeFileSync(path.join(folder, name), `${JSON.stringify(content, undefined, 2)}\n`);
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  const window = await openWindow({ own, folder, env });
  const { page, picture } = window;

  /** Shows what is said of the place where the caret is. */
  const hover = async (/** @type {string} */ says) => {
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await window.hover(says).waitFor();
  };

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'the image of another region is the odd one out, with the others beside it, and one light bulb mends it',
      async () => {
        const editor = await window.open('copied.sagemaker-model.json');
        await window.warnings(editor).first().waitFor();
        await page.keyboard.press('Control+Shift+M');
        await window.problem('us-east-1').waitFor();
        await picture('odd-one-out');
        await page.keyboard.press('Control+Shift+M');
        await window.goTo(11, 20);
        // The light bulb comes a moment after the caret.
        await window.lightBulbIcon(editor).waitFor();
        await (await window.lightBulb('eu-west-1')).click();
        await window.line(editor, `${learning}.eu-west-1.amazonaws.com/pytorch-inference`).waitFor();
      },
    ],
    [
      'the margin says what an image is',
      async () => {
        const editor = await window.open('copied.sagemaker-model.json');
        await window.line(editor, 'PyTorch 2.6').waitFor();
        await picture('inlay-hints');
      },
    ],
    [
      'an image is explained: framework, processor, whose registry, end of patch',
      async () => {
        await window.open('copied.sagemaker-model.json');
        await window.goTo(11, 40);
        await hover('PyTorch');
        await picture('image-hover');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'an image is built step by step by completion, to a whole valid one',
      async () => {
        const editor = await window.open('new.sagemaker-model.json');
        await window.goTo(4, 15);
        await window.suggested('djl-inference');
        await picture('image-families');
        await page.keyboard.type('sagemaker-xg');
        await window.suggestion('sagemaker-xgboost').waitFor();
        await window.accept('sagemaker-xgboost');
        // Where no region is known, that comes next; then the tags, newest first.
        await window.suggestion('af-south-1').waitFor();
        await picture('image-regions');
        await page.keyboard.type('eu-west-1');
        await window.accept('eu-west-1');
        await window.suggestion('3.2-0').waitFor();
        await picture('image-tags');
        await window.accept('3.2-0');
        await window.line(editor, '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0').waitFor();
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'variables are offered for the image of their container, and explained',
      async () => {
        const editor = await window.open('serving.sagemaker-model.json');
        await window.goTo(14, 35);
        await page.keyboard.press('End');
        await page.keyboard.type(',');
        await page.keyboard.press('Enter');
        await page.keyboard.type('"OPTION_TENS');
        await window.suggested('OPTION_TENSOR_PARALLEL_DEGREE');
        await picture('variables');
        await window.accept('OPTION_TENSOR_PARALLEL_DEGREE');
        await window.line(editor, '"OPTION_TENSOR_PARALLEL_DEGREE": ""').waitFor();
        await page.keyboard.type('max');
        await page.keyboard.press('Escape');
        await window.goTo(13, 12);
        await hover('OPTION_ROLLING_BATCH');
        await picture('variable-hover');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'the bytes of Environment are counted',
      async () => {
        await window.open('serving.sagemaker-model.json');
        await window.goTo(12, 8);
        await hover('of 32 KB');
        await picture('budget');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'an address leads to its page of the console',
      async () => {
        await window.open('serving.sagemaker-model.json');
        await window.goTo(7, 30);
        await hover('llm-weights-eu-west-1');
        await window.detectedLink.waitFor();
        await picture('address-hover');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'a definition moves to another region: previewed, applied, and what nobody can know is marked',
      async () => {
        const editor = await window.open('serving.sagemaker-model.json');
        await window.run('moveToRegion');
        await window.choose('eu-central-1');
        await window.focusedItem('Move It to eu-central-1').waitFor();
        await window.diffLine('eu-central-1').waitFor();
        await picture('move-preview');
        await page.keyboard.press('Enter');
        await window.line(editor, `${learning}.eu-central-1.amazonaws.com/djl-inference`).waitFor();
        await window.warnings(editor).first().waitFor();
        await picture('moved');
      },
    ],
    [
      'nothing of this asked AWS, and nothing was announced that nobody had asked for',
      async () => {
        await until(() => true);
        assert.equal(sagemaker.requests.length, 0);
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}
