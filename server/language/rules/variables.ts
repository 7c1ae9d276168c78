/** Environment variables that the container of an image is known to read in another way than they are written. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Node } from 'jsonc-parser';
import { type Container, variableFamilyIn } from '../entities/containers';
import {
  type Family,
  familyName,
  formInWords,
  meantVariable,
  reads,
  takes,
  type Variable,
  variable,
  variables,
} from '../knowledge/variables';
import { openingBracketOrValue, replaceFix } from '../syntax/fixes';
import { closestMatch, excerpt } from '../text/words';
import type { Finding, Fix } from '../types';
import { type Report, type RuleMeta, structRule } from './rule';

/** A variable of a container, as it is written. */
interface VariableEntry {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
  readonly text: string;
  /** All that is known of a variable of this name. */
  readonly meanings: readonly Variable[];
  /** What the container reads in it, as far as it is known to. */
  readonly known: Variable | undefined;
}

/** The variables of a container that have a text, as an image of a kind reads them. */
function entriesOf(it: Container, family = variableFamilyIn(it)): VariableEntry[] {
  const entries: VariableEntry[] = [];
  for (const { children } of it.value('Environment')?.children ?? []) {
    const [key, value] = [children?.[0], children?.[1]];
    if (key?.type !== 'string' || value?.type !== 'string') continue;
    const name: string = key.value;
    const meanings = variables(name);
    const known = family && meanings.find((it) => reads(family, it));
    entries.push({ name, key, value, text: value.value, meanings, known });
  }
  return entries;
}

/** A definition with an image of a repository and some variables. */
const withImage = (image: string, entries: string) => `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/${image}",
    "Environment": {
${entries}
    }
  }
}`;

/** What kind of container an image makes, where that is known, and its variables. */
function readBy(it: Container) {
  const family = variableFamilyIn(it);
  return family && { family, entries: entriesOf(it, family) };
}

interface VariablesRule extends RuleMeta {
  readonly check: (family: Family, entries: readonly VariableEntry[], report: Report, it: Container) => void;
}

/** A rule about the containers of which it is known what they read. */
function aboutVariables({ check, ...meta }: VariablesRule) {
  return structRule<sdk.ContainerDefinition>('ContainerDefinition', {
    ...meta,
    check(it, report) {
      const found = it.memo(readBy);
      if (found) check(found.family, found.entries, report, it);
    },
  });
}

interface ValueRule extends RuleMeta {
  readonly check: (
    known: Variable,
    entry: VariableEntry,
    family: Family,
  ) => Omit<Finding, 'offset' | 'length'> | undefined;
}

/** A rule about the values of the variables that a container is known to read. */
function aboutValues({ check, ...meta }: ValueRule) {
  return aboutVariables({
    ...meta,
    check(family, entries, report) {
      for (const entry of entries) {
        const found = entry.known && check(entry.known, entry, family);
        if (found) report(entry.value, found.message, found);
      }
    },
  });
}

export const misspeltVariable = aboutVariables({
  id: 'misspelt-variable',
  severity: 'hint',
  rationale: 'A container does not see a variable that is a letter off, and nobody says so.',
  invalidExample: withImage(
    'sagemaker-xgboost:1.7-1',
    `      "SAGEMAKER_MODEL_SERVER_WORKER": "2"
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint misspelt-variable`,
  ),
  check(family, entries, report) {
    const unknown = entries.filter((it) => it.meanings.length === 0);
    const written = new Set(entries.map((it) => it.name));
    for (const { name, key } of unknown) {
      const meant = meantVariable(name, family, (it) => written.has(it));
      if (meant === undefined) continue;
      report(
        key,
        `The ${familyName(family)} image of this container reads ${meant}. If that is what "${excerpt(name)}" is for, rename it.`,
        { fixes: [{ title: `Rename to ${meant}`, steps: [{ do: 'rename', key, name: meant }] }] },
      );
    }
  },
});

export const modelIdMissing = aboutVariables({
  id: 'model-id-missing',
  severity: 'warning',
  rationale: 'The start script of Text Generation Inference stops without HF_MODEL_ID, also where there is model data.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/huggingface-pytorch-tgi-inference:2.4.0-tgi3.0.1-gpu-py311-cu124-ubuntu22.04",
    ^^^^^^^ warning model-id-missing
    "ModelDataUrl": "s3://models/churn.tar.gz"
  }
}`,
  check(family, entries, report, it) {
    const key = it.key('Image');
    if (family !== 'tgi' || !key || entries.some(({ name, text }) => name === 'HF_MODEL_ID' && text !== '')) return;
    const isThere = it.has('ModelDataUrl') || it.has('ModelDataSource');
    report(
      key,
      isThere
        ? 'The image stops without HF_MODEL_ID. Name /opt/ml/model in it, where the model data of this container lies.'
        : 'The image stops without HF_MODEL_ID. Name the model in Environment, by its id on the Hugging Face Hub.',
      { fixes: isThere ? withVariable(it, 'HF_MODEL_ID', '/opt/ml/model') : undefined },
    );
  },
});

/** The fix that gives a container one more variable; none where that one is there already, or no place for it. */
function withVariable(it: Container, name: string, value: string): Fix[] {
  const map = it.object('Environment');
  if (map?.has(name) || (!map && it.has('Environment'))) return [];
  const entry = JSON.stringify(value);
  return [
    {
      title: `Add ${name} (${value})`,
      steps: [
        map
          ? { do: 'add', object: map.node, name, value: entry }
          : { do: 'add', object: it.node, name: 'Environment', value: `{ "${name}": ${entry} }` },
      ],
    },
  ];
}

export const variableChoice = aboutValues({
  id: 'variable-choice',
  severity: 'warning',
  rationale: 'The start script of the Triton image stops at a kind of inference that it does not have.',
  invalidExample: withImage(
    'sagemaker-tritonserver:24.09-py3',
    `      "SAGEMAKER_TRITON_INFERENCE_TYPE": "stream"
                                         ^^^^^^^^ warning variable-choice`,
  ),
  check(known, { value, text }, family) {
    if (!known.isClosed || takes(known, text)) return undefined;
    const near = closestMatch(text, [...known.choices.keys()]);
    return {
      message: `The ${familyName(family)} image stops at this: ${known.name} takes ${formInWords(known)}.`,
      fixes: (near === undefined ? [...known.choices.keys()] : [near]).map((it) => replaceFix(value, it)),
    };
  },
});

export const variableValue = aboutValues({
  id: 'variable-value',
  severity: 'warning',
  rationale: 'A server that cannot read the number in a variable does not start.',
  invalidExample: withImage(
    'sagemaker-xgboost:1.7-1',
    `      "SAGEMAKER_MODEL_SERVER_WORKERS": "auto"
                                        ^^^^^^ warning variable-value`,
  ),
  check(known, { value, text }, family) {
    if (known.isClosed || takes(known, text)) return undefined;
    const whole = /^\s*([+-]?\d+)\.0*\s*$/.exec(text)?.[1];
    return {
      message: `${known.name} takes ${formInWords(known)}, and the ${familyName(family)} image may not start with anything else.`,
      fixes: whole !== undefined && takes(known, whole) ? [replaceFix(value, whole)] : undefined,
    };
  },
});

export const timeoutInMinutes = aboutVariables({
  id: 'timeout-in-minutes',
  severity: 'information',
  rationale:
    'Multi Model Server counts some timeouts in minutes; the form of the name with _SECONDS says what it counts.',
  invalidExample: withImage(
    'huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04',
    `      "SAGEMAKER_MODEL_SERVER_TIMEOUT": "60"
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information timeout-in-minutes`,
  ),
  check(family, entries, report) {
    for (const { name, key, value, text, known } of entries) {
      if (known?.unit !== 'minutes' || !/^\d{1,6}$/.test(text)) continue;
      const twin = `${name}_SECONDS`;
      if (!variable(twin, family) || entries.some((it) => it.name === twin)) continue;
      const renamed = (seconds: number): Fix => ({
        title: `Write ${twin} (${seconds})`,
        steps: [
          { do: 'rename', key, name: twin },
          { do: 'set', value, json: `"${seconds}"` },
        ],
      });
      const [minutes, inSeconds] = [renamed(Number(text) * 60), renamed(Number(text))];
      report(key, `The ${familyName(family)} image takes ${name} for minutes. Write ${twin}, which is plain.`, {
        fixes: Number(text) === 0 ? [minutes] : [minutes, inSeconds],
      });
    }
  },
});

export const removedRollingBatch = aboutVariables({
  id: 'removed-rolling-batch',
  severity: 'warning',
  rationale: 'LMI 15 left the back ends scheduler and lmi-dist behind.',
  invalidExample: withImage(
    'djl-inference:0.33.0-lmi15.0.0-cu128',
    `      "OPTION_ROLLING_BATCH": "lmi-dist"
                              ^^^^^^^^^^ warning removed-rolling-batch`,
  ),
  check(family, entries, report, it) {
    if (family !== 'djl-lmi') return;
    const version = Number(/-lmi(\d+)\./.exec(it.text('Image') ?? '')?.[1]);
    if (!(version >= 15)) return;
    for (const { name, value, text } of entries)
      if (name === 'OPTION_ROLLING_BATCH' && /^(?:scheduler|lmi-dist)$/.test(text))
        report(value, `LMI ${version} has no ${text} any more, which went with LMI 15. Write vllm.`, {
          fixes: [replaceFix(value, 'vllm')],
        });
  },
});

/** Where a script lies, by the variables that say so together. */
const script = new Map([
  ['SAGEMAKER_PROGRAM', 'inference.py'],
  ['SAGEMAKER_SUBMIT_DIRECTORY', '/opt/ml/model/code'],
]);

export const halfAScript = aboutVariables({
  id: 'half-a-script',
  severity: 'hint',
  rationale: 'The SDK sets the name of a script and its directory together, and some images want both.',
  invalidExample: withImage(
    'pytorch-inference:2.6.0-cpu-py312-ubuntu22.04-sagemaker',
    `      "SAGEMAKER_PROGRAM": "serve.py"
      ^^^^^^^^^^^^^^^^^^^ hint half-a-script`,
  ),
  check(_, entries, report, it) {
    const written = entries.filter(({ name, known }) => known && script.has(name));
    const [one, another] = written;
    if (!one || another) return;
    for (const [name, value] of script)
      if (name !== one.name)
        report(one.key, `${one.name} stands here without ${name}. Set both, as the SDK does.`, {
          fixes: withVariable(it, name, value),
        });
  },
});

export const isolatedDownload = structRule<sdk.CreateModelInput>('CreateModelInput', {
  id: 'isolated-download',
  severity: 'warning',
  rationale:
    'A container in network isolation reaches neither S3 nor the Hub; SageMaker itself still fetches model data.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/huggingface-pytorch-tgi-inference:2.4.0-tgi3.0.1-gpu-py311-cu124-ubuntu22.04",
    "Environment": { "HF_MODEL_ID": "mistralai/Mistral-7B-v0.1" }
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning isolated-download
  },
  "EnableNetworkIsolation": true
}`,
  check(it, report) {
    const isolation = it.value('EnableNetworkIsolation');
    if (!isolation || !it.is('EnableNetworkIsolation', true)) return;
    const primary = it.object('PrimaryContainer');
    for (const container of [...(primary ? [primary] : []), ...it.items('Containers')])
      for (const { value, text, known } of entriesOf(container)) {
        const source = fetched(known, text, container);
        if (source !== undefined)
          report(
            value,
            `The container fetches this from ${source}, which network isolation forbids. Give it as model data, or switch the isolation off.`,
            {
              related: [{ ...openingBracketOrValue(isolation), message: 'The network isolation.' }],
              fixes: [replaceFix(isolation, false, 'Switch network isolation off')],
            },
          );
      }
  },
});

/** From where a container fetches what a variable names; nothing where it is there already. */
function fetched(known: Variable | undefined, text: string, it: Container): string | undefined {
  if (known && /^s3:\/\//.test(text)) return 'S3';
  const hasData = it.has('ModelDataUrl') || it.has('ModelDataSource');
  return known?.form === 'model' && !hasData && /^[\w.-]+\/[\w.-]+$/.test(text) ? 'the Hugging Face Hub' : undefined;
}
