import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from 'jsonc-parser';
import data from '../../knowledge/variables.json';
import { check } from '../../server/language/check/check';
import { edits } from '../../server/language/check/fix';
import { complete } from '../../server/language/features/completion';
import { hover } from '../../server/language/features/hover';
import { hint } from '../../server/language/features/inlayHints';
import { type Family, takes, variableFamilyOf, variables } from '../../server/language/knowledge/variables';
import { read } from '../../server/language/syntax/document';
import { assertNames, naming } from '../support/facts';
import { cursor } from '../support/marked';

const families: Readonly<Record<string, { repositories?: string; name: string }>> = data.families;

/** The name of an image that holds a container of a kind; one of the author's own, where no other does. */
const imageOf = (family: string) =>
  `111122223333.dkr.ecr.eu-west-1.amazonaws.com/${families[family]?.repositories?.split(' ')[0] ?? 'churn'}:1`;

/** A definition with an image and what stands in its Environment. */
const withImage = (image: string, entries: string) =>
  `{ "PrimaryContainer": { "Image": "${image}", "Environment": { ${entries} } } }`;

const explained = (marked: string) => {
  const { text, offset } = cursor(marked);
  return hover(read(text), offset)?.markdown ?? '';
};

const offeredIn = (marked: string) => {
  const { text, offset } = cursor(marked);
  return complete(text, offset);
};
const labels = (marked: string) => offeredIn(marked).map((it) => it.label);

const rows = data.groups.flatMap(({ readBy, prefix = '', isSet, variables: of }) =>
  Object.keys(of).flatMap((rest) =>
    readBy.split(' ').map((family) => ({ family, name: prefix + rest, isSet: isSet === true })),
  ),
);

suite('variables that containers read', () => {
  test('are known by 161 names, each with a form and a meaning', () => {
    const names = new Set(rows.map((it) => it.name));
    assert.equal(names.size, 161);
    for (const name of names)
      for (const { form, meaning, choices } of variables(name)) {
        assert.match(meaning, /^[^\s.][^.]*(?:\.[^\s]|[^.])*[^.\s]$/, name);
        assert.ok(form.length > 0 && (form !== 'choice' || choices.size > 1), name);
      }
  });
  test('have a default and an example that they take', () => {
    for (const { name } of rows)
      for (const it of variables(name))
        for (const value of [it.default, it.example]) assert.ok(value === undefined || takes(it, value), name);
  });
  test('are each explained by hover, by the kind of container that reads them', () => {
    for (const { family, name } of rows) {
      const said = explained(withImage(imageOf(family), `"|${name}": ""`));
      assert.ok(said.startsWith(`**${name}**: `), `${name}: ${said}`);
      assert.match(said, /\n\nIt takes /);
      assert.doesNotMatch(said, /not known to read/, `${family} ${name}`);
    }
  });
  test('are each offered where a container reads them, but for those that SageMaker sets', () => {
    for (const { family, name, isSet } of rows) {
      const offered = labels(withImage(imageOf(family), '"|"'));
      assert.equal(offered.includes(name), !isSet, `${family} ${name}`);
      assert.equal(new Set(offered).size, offered.length);
    }
  });
  test('have values to choose from where those are known', () => {
    for (const { family, name } of rows) {
      const [known] = variables(name);
      const offered = labels(withImage(imageOf(family), `"${name}": "|"`));
      for (const value of known?.choices.keys() ?? []) assert.ok(offered.includes(value), `${name} ${value}`);
    }
  });
});

suite('an image says which container it holds', () => {
  const dlc = '763104351884.dkr.ecr.eu-west-1.amazonaws.com';
  const cases: readonly (readonly [image: string, family: Family | undefined])[] = [
    [`${dlc}/pytorch-inference:2.6.0-gpu-py312-cu124-ubuntu22.04-sagemaker`, 'pytorch'],
    [`${dlc}/pytorch-inference-arm64:2.6.0-cpu-py312`, 'pytorch'],
    [`${dlc}/tensorflow-inference-neuronx:2.10.1-neuronx-py310`, 'tensorflow'],
    [`${dlc}/huggingface-pytorch-inference-neuronx:2.8.0`, 'huggingface-neuronx'],
    [`${dlc}/huggingface-pytorch-inference-neuron:1.13.1`, 'huggingface'],
    [`${dlc}/huggingface-pytorch-tgi-inference@sha256:${'0'.repeat(64)}`, 'tgi'],
    [`${dlc}/djl-inference:0.33.0-lmi15.0.0-cu128`, 'djl-lmi'],
    [`${dlc}/tei-cpu:2.0.1-tei1.9.3-cpu-py310-ubuntu24.04`, 'tei'],
    ['registry.example.com:5000/mirror/aws/sglang:0.5.17', 'sglang'],
    ['111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/sagemaker-xgboost', 'xgboost'],
    ['111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:pytorch-inference', undefined],
    ['111122223333.dkr.ecr.eu-west-1.amazonaws.com/my-pytorch-inference:1', undefined],
    ['', undefined],
  ];
  for (const [image, family] of cases) test(`${image} ${family}`, () => assert.equal(variableFamilyOf(image), family));
});

suite('a variable', () => {
  const huggingFace = imageOf('huggingface');
  test('is explained with its unit and default, as the container of the image reads it', () => {
    const said = explained(withImage(huggingFace, '"|SAGEMAKER_MODEL_SERVER_TIMEOUT": "1"'));
    assertNames(said, naming('60 MXNet Hugging Face'));
    const seconds = explained(withImage(imageOf('pytorch'), '"|SAGEMAKER_MODEL_SERVER_TIMEOUT": "1"'));
    assertNames(seconds, naming('seconds'));
  });
  test('is explained for all containers where it is not known which one this is', () => {
    const said = explained(withImage(imageOf('jumpstart'), '"|SAGEMAKER_MODEL_SERVER_TIMEOUT": "1"'));
    assert.match(said, /minutes[\s\S]*seconds|seconds[\s\S]*minutes/);
  });
  test('is explained where the container is not known to read it, and hover says so', () => {
    const said = explained(withImage(huggingFace, '"|SAGEMAKER_TFS_INSTANCE_COUNT": "1"'));
    assertNames(said, naming('Hugging Face'));
    for (const common of ['OMP_NUM_THREADS', 'MODEL_CACHE_ROOT'])
      assert.doesNotMatch(explained(withImage(huggingFace, `"|${common}": "1"`)), /not known/);
  });
  test('of an option that is not known says how options are named', () => {
    assert.match(explained(withImage(imageOf('vllm'), '"|SM_VLLM_MAX_NUM_SEQS": "8"')), /^A flag --x-y of vLLM/);
    assertNames(explained(withImage(imageOf('vllm'), '"|MY_OWN": "8"')), naming('MY_OWN Environment'));
  });
  test('has its value explained', () => {
    const said = explained(withImage(huggingFace, '"SAGEMAKER_CONTAINER_LOG_LEVEL": "|10"'));
    assert.match(said, /`10`: debug\./);
    assert.match(
      explained(withImage(imageOf('triton'), '"SAGEMAKER_TRITON_ALLOW_GRPC": "|false"')),
      /`true` or `false`: .*gRPC/,
    );
  });
  test('is offered for its own container first, and for an unknown image all of them are', () => {
    const [first] = labels(withImage(imageOf('tgi'), '"|"'));
    assert.equal(first, 'HF_MODEL_ID');
    assert.ok(!labels(withImage(imageOf('tgi'), '"|"')).includes('SAGEMAKER_TFS_INSTANCE_COUNT'));
    const all = labels(withImage(imageOf('jumpstart'), '"|"'));
    assert.equal(all[0], 'SAGEMAKER_PROGRAM');
    assert.ok(all.includes('SAGEMAKER_TFS_INSTANCE_COUNT'));
  });
  test('is not offered again', () =>
    assert.ok(!labels(withImage(imageOf('tgi'), '"HF_MODEL_ID": "a/b", "|"')).includes('HF_MODEL_ID')));
  test('is written with a place for its value, and asks for that where values are known', () => {
    const item = offeredIn('{ "PrimaryContainer": { "Environment": { | } } }').find(
      (it) => it.label === 'HF_HUB_OFFLINE',
    );
    assert.equal(item?.snippet, '"HF_HUB_OFFLINE": "$1"');
    assert.equal(item.goesOn, true);
    assert.match(item.documentation ?? '', /^\*\*HF_HUB_OFFLINE\*\*/);
  });
  test('has booleans offered as its container spells them', () => {
    assert.deepEqual(labels(withImage(huggingFace, '"HF_TRUST_REMOTE_CODE": "|"')), ['True', 'False']);
    assert.deepEqual(labels(withImage(imageOf('tgi'), '"HF_MODEL_TRUST_REMOTE_CODE": "|"')), ['true', 'false']);
    assert.deepEqual(labels(withImage(huggingFace, '"MY_OWN": "|"')), []);
  });
});

test('a number out of the range that a server takes is a warning', () => {
  const rulesOf = (entry: string) =>
    check(read(withImage(imageOf('vllm'), entry)))
      .filter((it) => it.rule === 'variable-value')
      .map((it) => it.message);
  assertNames(rulesOf('"SM_VLLM_GPU_MEMORY_UTILIZATION": "90"'), [naming('SM_VLLM_GPU_MEMORY_UTILIZATION 0 1 vLLM')]);
  assert.deepEqual(rulesOf('"SM_VLLM_GPU_MEMORY_UTILIZATION": "0.9"'), []);
});

suite('a secret', () => {
  const letters = 'aB3dE5gH7jK9mN2pQ4sT6vW8xY0zA1bC3dE5f';
  const values: readonly string[] = [
    'AKIAIOSFODNN7EXAMPLE',
    `hf_${letters}`,
    `ghp_${letters}`,
    `github_pat_${letters}`,
    `sk-proj-${letters}`,
    `xoxb-123456789012-${letters}`,
    `AIza${letters.slice(0, 35)}`,
    `glpat-${letters}`,
    '-----BEGIN RSA PRIVATE KEY-----\\nMIIE',
    `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${letters}`,
    'postgresql://scott:t1ger-42@db.example.com/churn',
    `--token hf_${letters}`,
  ];
  /** All that is said about a definition, of whatever it is said. */
  const said = (text: string): string => {
    const document = read(text);
    const problems = check(document).flatMap(({ message, fixes = [] }) => [message, ...fixes.map((it) => it.title)]);
    const hovers = Array.from(text, (_, offset) => hover(document, offset)?.markdown ?? '');
    const completions = Array.from(text, (_, offset) => complete(text, offset)).flat();
    const offers = completions.flatMap((it) => [it.label, it.detail, it.documentation ?? '', it.text]);
    return [...problems, ...hovers, ...hint(document).map((it) => it.label), ...offers].join('\n');
  };
  test('is known by its own form, and the advice is Secrets Manager', () => {
    for (const value of values) {
      const found = check(read(withImage(imageOf('tgi'), `"CONFIG": "${value}"`)));
      const message = found.find((it) => it.rule === 'secret-in-environment')?.message ?? assert.fail(value);
      assert.match(message, /^"CONFIG" looks like a secret.*Secrets Manager/);
    }
  });
  test('is in no problem, fix, hover, hint or completion, however it is written', () => {
    for (const value of values)
      for (const written of [`"${value}"`, `'${value}'`, value, `"${value}`, `"${value}" "x"`]) {
        const text = withImage(imageOf('tgi'), `"CONFIG": ${written}`);
        const all = said(text);
        assert.ok(all.length > 500);
        for (const start of [value, value.slice(0, 16)]) assert.ok(!all.includes(start), `${start} in ${text}`);
      }
  });
  test('with a name that says so is in none of them either, as text, number or word', () => {
    for (const [written, secret] of [
      ['"hunter22"', 'hunter22'],
      ["'hunter22'", 'hunter22'],
      ['hunter22', 'hunter22'],
      ['87654321', '87654321'],
    ] as const)
      for (const name of ['DB_PASSWORD', 'HF_TOKEN', 'CLIENT_SECRET', 'MY_API_KEY', 'KEY_PASSPHRASE']) {
        const all = said(withImage(imageOf('tgi'), `"${name}": ${written}`));
        assert.ok(!all.includes(secret), `${name}: ${written}\n${all}`);
      }
  });
  test('that is a number is still put in quotes by its fix', () => {
    const text = withImage(imageOf('tgi'), '"DB_PASSWORD": 87654321');
    const problem = check(read(text)).find((it) => it.rule === 'wrong-type');
    assertNames(problem?.message ?? '', naming('string'));
    const [fix] = problem?.fixes ?? [];
    assert.equal(fix?.title, 'Write "…"');
    assert.match(applyEdits(text, edits(read(text), fix)), /"DB_PASSWORD": "87654321"/);
  });
  test('is what its hover says it looks like', () =>
    assert.match(
      explained(withImage(imageOf('tgi'), '"HF_TOKEN": "|hf_abcdefghijklmnopqrstuvwxyz"')),
      /^This looks like a secret.*Secrets Manager/,
    ));
});

suite('the bytes of Environment', () => {
  const used = (marked: string) => explained(marked).split('\n')[0];
  test('are told on its name and its braces', () => {
    const expected = naming('0.1 32 2 100');
    assertNames(used('{ "PrimaryContainer": { "Environ|ment": { "A": "1", "B": "é" } } }'), expected);
    assertNames(used('{ "PrimaryContainer": { "Environment": |{ "A": "1", "B": "é" } } }'), expected);
    assertNames(used('{ "PrimaryContainer": { "Environment": { "A": "1", "B": "é" }| } }'), expected);
    assert.equal(used('{ "PrimaryContainer": { "Environment": { "A": "1",| "B": "é" } } }'), '');
  });
  test('are those of the map and of all maps of the request, and a name that stands twice counts once', () => {
    const big = `"A": "x", "A": "${'x'.repeat(1023)}"`;
    assertNames(
      used(`{ "Containers": [{ "|Environment": { ${big} } }, { "Environment": { "B": "${'x'.repeat(2047)}" } }] }`),
      naming('1 32 100 2 3'),
    );
  });
  test('are never said to fit where they do not', () => {
    const entries = Array.from({ length: 32 }, (_, i) => `"K${10 + i}": "${'x'.repeat(1021)}"`).join(', ');
    assertNames(used(`{ "PrimaryContainer": { "|Environment": { ${entries} } } }`), naming('32 100'));
    assert.equal(
      used(`{ "PrimaryContainer": { "|Environment": { ${entries}, "B": "" } } }`),
      '32.1 of 32 KB used, 33 of 100 entries.',
    );
  });
});

suite('containers without a name', () => {
  const hints = (text: string) => hint(read(text)).map(({ offset, label }) => `${offset} ${label}`);
  test('are counted in the margin, by their place', () =>
    assert.deepEqual(hints('{ "Containers": [{ "Image": "a" }, {}, { "ContainerHostname": "c" }] }'), [
      '18 container 1 of 3',
      '36 container 2 of 3',
    ]));
  test('are not where there is only one, nor are other lists', () => {
    assert.deepEqual(hints('{ "Containers": [{ "Image": "a" }], "Tags": [{}, {}] }'), []);
    assert.deepEqual(hints('{ "PrimaryContainer": { "Image": "a" } }'), []);
  });
});
