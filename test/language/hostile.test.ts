import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { check } from '../../server/language/check/check';
import { complete } from '../../server/language/features/completion';
import { link } from '../../server/language/features/documentLinks';
import { hover } from '../../server/language/features/hover';
import { compare } from '../../server/language/operations/compare';
import { importModel } from '../../server/language/operations/import';
import { permit } from '../../server/language/operations/policy';
import { present } from '../../server/language/operations/present';
import { readForm } from '../../server/language/operations/readForm';
import { read } from '../../server/language/syntax/document';
import * as yaml from '../../server/lazy/yaml';
import { askAll, askAt } from '../fuzz/ask';
import { assertNames, naming } from '../support/facts';
import { isJson } from '../support/json';

const of = (members: object) => read(JSON.stringify({ PrimaryContainer: members, ...members }));
const links = (members: object) => link(of(members), { region: 'eu-west-1' }).map((it) => it.href);

test('a text of millions of characters is answered like any other, in one string or of nothing at all', () => {
  for (const text of [
    `{"ModelName":"m","PrimaryContainer":{"Image":"a","ModelDataUrl":"s3://${'a'.repeat(3e6)}"}}`,
    ' '.repeat(4e6),
  ]) {
    askAll(text, 20_000);
    askAt(text, 2e6, 20_000);
  }
});

test('a text of 10 MB, whatever is in it, has one problem and is not read', () => {
  for (const piece of ['a', ' ', '[', '{', '"', ',', '{"a":', '"a":1,', '{"Image":"a"},', 'arn:aws:', '// x\n']) {
    const text = `{"Containers":[${piece.repeat(Math.ceil(1e7 / piece.length))}]}`;
    askAt(text, 5e6, 2_000);
    assertNames(
      check(read(text)).map((it) => it.message),
      [naming('10')],
    );
  }
});

test('brackets of any number take no memory where something is to be completed', () => {
  const text = '['.repeat(3_900_000);
  const before = process.memoryUsage().heapUsed;
  assert.deepEqual(complete(text, 3_800_000), []);
  assert.ok(process.memoryUsage().heapUsed - before < 100e6);
});

test("nested lists are compared in a time that doesn't double at each level", () => {
  const nested = JSON.parse(`${'['.repeat(200)}1${']'.repeat(200)}`);
  for (const answer of [{ Unheard: nested }, { EnableNetworkIsolation: nested }, { Containers: [{ Mode: nested }] }]) {
    const began = performance.now();
    assert.deepEqual(compare({ definition: JSON.stringify(answer) }, answer).differences, []);
    assert.ok(performance.now() - began < 5000);
  }
});

test('an answer of any depth can be shown, imported and compared', () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"Environment":', '}'],
  ] as const) {
    const answer = JSON.parse(`{"Containers":${open.repeat(4000)}1${close.repeat(4000)}}`);
    for (const text of [present(answer), importModel(answer).text]) assert.ok(isJson(text));
    assert.ok(isJson(compare({ definition: '{}' }, answer).right));
  }
});

suite('a text of very many things takes no longer than it is long', () => {
  const containers = (count: number, container: (at: number) => object) =>
    JSON.stringify({ Containers: Array.from({ length: count }, (_, at) => container(at)) });
  const took = (work: () => unknown) => {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
  for (const [what, text] of [
    [
      'images of two regions',
      containers(8000, (at) => ({
        Image: `111122223333.dkr.ecr.${at < 4002 ? 'eu-west-1' : 'us-east-1'}.amazonaws.com/churn:1`,
      })),
    ],
    [
      'variables that are nearly known',
      containers(1, () => ({
        Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/huggingface-pytorch-tgi-inference:2.4.0',
        Environment: Object.fromEntries(
          Array.from({ length: 30_000 }, (_, at) => [`MAX_INPUT_LEN${at.toString(36)}`, 'x']),
        ),
      })),
    ],
  ] as const)
    test(what, () => assert.ok(took(() => check(read(text))) < 5000));
  test('strings with a page in the console', () => {
    const document = read(
      containers(1500, () => ({
        Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1',
        ModelDataUrl: 's3://churn/model.tar.gz',
        ModelPackageName: 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/3',
      })),
    );
    assert.ok(took(() => link(document)) < 5000);
  });
});

suite('comments', () => {
  for (const piece of ['//\n', '# a\n', '/* a */ ', '//:\n'])
    test(`of any number, such as ${JSON.stringify(piece)}, are reported up to a limit and in a time that is not their square`, () => {
      const text = `{"ModelName":"churn"\n${piece.repeat(300_000 / piece.length)}}`;
      const began = process.cpuUsage();
      const found = check(read(text)).filter(({ rule }) => /^(?:comment|json-syntax)$/.test(rule));
      const { user, system } = process.cpuUsage(began);
      assert.ok(found.length < 1010, `${found.length} problems`);
      assert.ok((user + system) / 1000 < 2000, `${(user + system) / 1000} ms`);
    });
  test('behind a colon are not removed by themselves, and others are', () => {
    const fixes = (text: string) => read(text).faults.map((it) => it.instead !== undefined);
    for (const it of ['{"A":// a\n1}', '{"A": \n // a\n1}']) assert.deepEqual(fixes(it), [false], it);
    assert.deepEqual(fixes('{"A": // a\n // b\n1}'), [false, true]);
    assert.deepEqual(fixes('{"A": 1 // a\n // b\n}'), [true, true]);
  });
});

suite('a very long string takes time linear in its length', () => {
  const took = (work: () => unknown) => {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
  const source = (uri: string) => ({
    ModelDataSource: { S3DataSource: { S3Uri: uri, S3DataType: 'S3Object', CompressionType: 'None' } },
  });
  const tgi = '763104351884.dkr.ecr.eu-west-1.amazonaws.com/huggingface-pytorch-tgi-inference:2.4.0';
  const many = (piece: string) => piece.repeat(200_000 / piece.length);
  for (const [what, container] of [
    ['dots in an image', { Image: `a${many('.')}` }],
    ['signs before a digest', { Image: `a${many('@')}\n` }],
    ['slashes in a URI', source(`s3://models/a${many('/')}b/`)],
    ['dots in a URI in a variable', { Environment: { MODEL: `s3://models/${many('.')}/` } }],
    ['starts of tokens', { Environment: { VALUE: `${many('eyJ-')} ` } }],
    ['digits in a number', { Image: tgi, Environment: { WAITING_SERVED_RATIO: `${many('1')}x` } }],
  ] as const)
    test(what, () => {
      const document = of(container);
      const { offset } = document.root?.children?.at(-1)?.children?.[1] ?? { offset: 0 };
      for (const work of [
        () => check(document),
        () => hover(document, offset + 1),
        () => permit(document, 'permissions', {}),
      ])
        assert.ok(took(work) < 1500, `${took(work)} ms`);
    });
  test('digits in a number in Python', () =>
    assert.ok(took(() => readForm(`create_model(ModelName=${'1'.repeat(59_000)}x)`, yaml)) < 1500));
});

test('images of very many names, in long texts, leave nothing behind', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const held = () => {
    check(read('{}'));
    collect();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const judge = (at: number) =>
    check(
      read(
        JSON.stringify({
          PrimaryContainer: {
            Image: `763104351884.dkr.ecr.eu-west-1.amazonaws.com/a-repository-of-a-long-name-${at}:1`,
            Environment: { A: 'x'.repeat(1e6) },
          },
        }),
      ),
    );
  judge(0);
  const before = held();
  for (let at = 1; at < 30; at++) judge(at);
  const grown = held() - before;
  assert.ok(grown < 10, `${grown} MB`);
});

suite('links into the console', () => {
  test('are left out for what is to be filled in, for half a character, and for access points', () => {
    for (const text of [
      's3://${BUCKET}/a/',
      's3://bucket/\ud800x',
      's3://arn:aws:s3:us-east-1:111122223333:accesspoint/ap/x',
    ])
      assert.deepEqual(links({ ModelDataUrl: text }), [], text);
    for (const text of ['arn:aws:iam::111122223333:role/{{role}}', 'arn:aws:iam::111122223333:role/\ud800'])
      assert.deepEqual(links({ ExecutionRoleArn: text }), [], text);
  });
  test('hold a text as no more than a part of an address', () => {
    const [ecr] = links({ Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/x?a=b#c:1' });
    assert.equal(
      ecr,
      'https://eu-west-1.console.aws.amazon.com/ecr/repositories/private/111122223333/team/x%3Fa%3Db%23c?region=eu-west-1',
    );
  });
  test('go by the region of the definition, and not by what the name of a bucket says', () => {
    const [s3] = links({ ModelDataUrl: 's3://my-us-gov-west-1-x/m.tar.gz' });
    assert.match(s3 ?? '', /^https:\/\/eu-west-1\.console\.aws\.amazon\.com\/s3\//);
  });
});

test('a hover makes no Markdown of what somebody has written', () => {
  const marked = '[Sign in](//evil.example)';
  for (const [member, text] of [
    ['ExecutionRoleArn', `arn:aws:iam::${marked}:role/r`],
    ['ModelPackageName', `arn:aws:sagemaker:eu-west-1:${marked}:model-package/a`],
    ['ModelPackageName', `arn:aws:sagemaker:${marked}:111122223333:model-package/a`],
    ['ModelDataUrl', `s3://jumpstart-cache-prod-${marked}/x`],
    ['Image', `111122223333.dkr.ecr.eu-west-1.amazonaws.com/${marked}:${marked}`],
  ] as const) {
    const document = of({ [member]: text });
    for (let offset = 0; offset < document.text.length; offset += 3) {
      const { markdown = '' } = hover(document, offset) ?? {};
      assert.ok(!markdown.replace(/`[^`]*`/g, '').includes(marked), markdown);
    }
  }
});

suite('a correction names a tag', () => {
  const said = (image: string) =>
    check(read(JSON.stringify({ PrimaryContainer: { Image: image } })))
      .filter((it) => ['image-for-ec2', 'unknown-tag'].includes(it.rule))
      .flatMap((it) => [it.message, ...(it.fixes ?? []).map((fix) => fix.title)])
      .join(' ');
  test('that the region of the image has', () => {
    for (const image of [
      '446045086412.dkr.ecr.us-gov-east-1.amazonaws.com/djl-inference:0.24.0-fastertransformer5.3.0-cu118-ec2',
      '503227376785.dkr.ecr.eu-south-2.amazonaws.com/autogluon-inference:1.5.0-gpu-py3121-cu124-ubuntu22.04',
    ])
      assert.doesNotMatch(said(image), /Write /, image);
  });
  test('as the twin of another only where it is the same build', () => {
    const image = '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference';
    assertNames(said(`${image}:2.6.0-cpu-py312-ubuntu22.04-ec2`), naming('2.6.0-cpu-py312-ubuntu22.04-sagemaker'));
    assert.doesNotMatch(said(`${image}:2.6.0-gpu-py312-cu126-ubuntu22.04-ec2`), /twin|Write/);
  });
});
