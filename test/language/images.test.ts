import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { firstParty, inRegion, parseImage, titleOf } from '../../server/language/knowledge/images';

suite('the name of an image is taken apart', () => {
  test('with a tag, in the usual form of the host', () => {
    assert.deepEqual(parseImage('111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/churn:1'), {
      account: '111122223333',
      region: 'eu-west-1',
      form: 'ecr',
      dnsSuffix: 'amazonaws.com',
      repository: 'team/churn',
      tag: '1',
      digest: undefined,
    });
  });
  test('with a digest, in the FIPS and in the dual-stack form', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const fips = parseImage(`111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/churn@${digest}`);
    assert.deepEqual([fips?.form, fips?.tag, fips?.digest], ['ecr-fips', undefined, digest]);
    const dual = parseImage('111122223333.dkr-ecr.eu-west-1.on.aws/churn');
    assert.deepEqual([dual?.form, dual?.dnsSuffix, dual?.repository], ['dual-stack', 'on.aws', 'churn']);
  });
  test('and what is in no private registry of Amazon ECR is left alone', () => {
    for (const text of [
      '',
      'churn:1',
      'ghcr.io/me/churn:1',
      'public.ecr.aws/docker/library/python:3.12',
      '1.dkr.ecr./x',
    ])
      assert.equal(parseImage(text), undefined, text);
  });
});

suite('an image of AWS is named for another region', () => {
  const cases: readonly (readonly [from: string, region: string, to: string | undefined])[] = [
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-inference:2.6.0-gpu-py312',
      'cn-north-1',
      '727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn/pytorch-inference:2.6.0-gpu-py312',
    ],
    [
      '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0',
      'us-iso-east-1',
      '833128469047.dkr.ecr.us-iso-east-1.c2s.ic.gov/sagemaker-xgboost:3.2-0',
    ],
    // A tag that is newer than what is known is where its repository is.
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/vllm:9.0-gpu',
      'eu-south-2',
      '503227376785.dkr.ecr.eu-south-2.amazonaws.com/vllm:9.0-gpu',
    ],
    [
      '763104351884.dkr-ecr.us-east-1.on.aws/sagemaker-xgboost:3.2-0',
      'us-east-1',
      '683313688378.dkr-ecr.us-east-1.on.aws/sagemaker-xgboost:3.2-0',
    ],
    ['763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-inference-eia:1.5.1-cpu-py3', 'sa-east-1', undefined],
    ['763104351884.dkr.ecr.us-east-1.amazonaws.com/something-new:1', 'eu-west-1', undefined],
    ['111122223333.dkr.ecr.us-east-1.amazonaws.com/pytorch-inference:2.6.0-gpu-py312', 'eu-west-1', undefined],
  ];
  for (const [from, region, to] of cases) test(`${from}, ${region}`, () => assert.equal(inRegion(from, region), to));
});

test('a repository of any other account is not taken for one of AWS', () => {
  const image = parseImage('111122223333.dkr.ecr.us-east-1.amazonaws.com/pytorch-inference:2.6.0-gpu-py312');
  assert.equal(image && firstParty(image), undefined);
});

test('what an image of AWS is stands in its tag', () => {
  const image = parseImage('763104351884.dkr.ecr.us-east-1.amazonaws.com/djl-inference:0.36.0-lmi28.0.0-cu130');
  const found = image && firstParty(image);
  assert.equal(found && titleOf(found), 'DJL Serving 0.36.0, GPU');
  assert.deepEqual(found?.parts, [
    { what: 'LMI', version: '28.0.0' },
    { what: 'CUDA', version: '13.0' },
  ]);
});
