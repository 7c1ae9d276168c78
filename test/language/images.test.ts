import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from 'jsonc-parser';
import { check } from '../../server/language/check/check';
import { edits } from '../../server/language/check/fix';
import { entityProviders } from '../../server/language/entities';
import { aroundIn } from '../../server/language/entities/meaning';
import { complete } from '../../server/language/features/completion';
import {
  contentsOf,
  firstParty,
  inRegion,
  parseImage,
  placesOf,
  registryAccounts,
  repositoryNames,
  tagsOf,
  titleOf,
} from '../../server/language/knowledge/images';
import * as aboutImages from '../../server/language/rules/firstPartyImage';
import { read } from '../../server/language/syntax/document';
import type { AnalysisContext } from '../../server/language/types';
import { assertNames, naming } from '../support/facts';
import { cursor } from '../support/marked';

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

suite('what an image of AWS is stands in its name', () => {
  const cases: readonly (readonly [uri: string, title: string, contents: string])[] = [
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-inference:2.6.0-gpu-py312-cu124-ubuntu22.04-sagemaker',
      'PyTorch 2.6.0, GPU',
      'Python 3.12, CUDA 12.4, Ubuntu 22.04',
    ],
    [
      '763104351884.dkr.ecr.ca-central-1.amazonaws.com/pytorch-inference:2.6.0-gpu-py312',
      'PyTorch 2.6.0, GPU',
      'Python 3.12',
    ],
    [
      '727897471807.dkr.ecr.cn-northwest-1.amazonaws.com.cn/pytorch-inference:1.13.1-cpu-py39',
      'PyTorch 1.13.1, CPU',
      'Python 3.9',
    ],
    [
      '442386744353.dkr.ecr.us-gov-west-1.amazonaws.com/pytorch-inference:2.5.1-cpu-py311',
      'PyTorch 2.5.1, CPU',
      'Python 3.11',
    ],
    [
      '303241398832.dkr.ecr.us-isof-east-1.csp.hci.ic.gov/pytorch-inference:2.2.0-gpu-py310',
      'PyTorch 2.2.0, GPU',
      'Python 3.10',
    ],
    [
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference-eia:1.5.1-cpu-py3',
      'PyTorch for Elastic Inference 1.5.1, CPU',
      'Python 3',
    ],
    [
      '763104351884.dkr.ecr.us-west-2.amazonaws.com/pytorch-inference-graviton:2.4.0-cpu-py311-ubuntu22.04-sagemaker',
      'PyTorch for Graviton 2.4.0, CPU',
      'Python 3.11, Ubuntu 22.04',
    ],
    [
      '763104351884.dkr.ecr.us-east-2.amazonaws.com/pytorch-inference-arm64:2.6-cpu-py312',
      'PyTorch for Arm 2.6, CPU',
      'Python 3.12',
    ],
    [
      '503227376785.dkr.ecr.eu-south-2.amazonaws.com/pytorch-inference-neuronx:2.9.0-neuronx-py312-sdk2.31.1-ubuntu24.04',
      'PyTorch for Neuron 2.9.0, Neuron',
      'Python 3.12, Neuron SDK 2.31.1, Ubuntu 24.04',
    ],
    ['520713654638.dkr.ecr.eu-west-3.amazonaws.com/sagemaker-pytorch:1.1.0-gpu-py2', 'PyTorch 1.1.0, GPU', 'Python 2'],
    [
      '763104351884.dkr.ecr.eu-central-1.amazonaws.com/tensorflow-inference:2.19.0-cpu-py312-ubuntu22.04-sagemaker',
      'TensorFlow 2.19.0, CPU',
      'Python 3.12, Ubuntu 22.04',
    ],
    ['871362719292.dkr.ecr.ap-east-1.amazonaws.com/tensorflow-inference:2.12.1-gpu', 'TensorFlow 2.12.1, GPU', ''],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/tensorflow-inference-eia:2.3.0-cpu',
      'TensorFlow for Elastic Inference 2.3.0, CPU',
      '',
    ],
    [
      '446045086412.dkr.ecr.us-gov-east-1.amazonaws.com/tensorflow-inference-graviton:2.16.1-cpu-py310-ubuntu20.04-sagemaker',
      'TensorFlow for Graviton 2.16.1, CPU',
      'Python 3.10, Ubuntu 20.04',
    ],
    [
      '763104351884.dkr.ecr.sa-east-1.amazonaws.com/tensorflow-inference-neuronx:2.10.1-neuronx-py310-sdk2.17.0-ubuntu20.04',
      'TensorFlow for Neuron 2.10.1, Neuron',
      'Python 3.10, Neuron SDK 2.17.0, Ubuntu 20.04',
    ],
    [
      '520713654638.dkr.ecr.us-west-1.amazonaws.com/sagemaker-tensorflow-serving:1.12.0-gpu',
      'TensorFlow 1.12.0, GPU',
      '',
    ],
    [
      '744548109606.dkr.ecr.us-iso-east-1.c2s.ic.gov/sagemaker-tensorflow:1.4.1-cpu-py2',
      'TensorFlow 1.4.1, CPU',
      'Python 2',
    ],
    ['626614931356.dkr.ecr.af-south-1.amazonaws.com/mxnet-inference:1.9.0-gpu-py38', 'MXNet 1.9.0, GPU', 'Python 3.8'],
    [
      '364406365360.dkr.ecr.ap-northeast-3.amazonaws.com/sagemaker-mxnet-eia:1.3.0-cpu-py3',
      'MXNet for Elastic Inference 1.3.0, CPU',
      'Python 3',
    ],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/autogluon-inference:1.5.0-gpu-py312-cu124-ubuntu22.04',
      'AutoGluon 1.5.0, GPU',
      'Python 3.12, CUDA 12.4, Ubuntu 22.04',
    ],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-pytorch-inference:2.6.0-transformers5.5.3-gpu-py312-cu124-ubuntu22.04',
      'Hugging Face Transformers 5.5.3, GPU',
      'Python 3.12, PyTorch 2.6.0, CUDA 12.4, Ubuntu 22.04',
    ],
    [
      '763104351884.dkr.ecr.ap-south-1.amazonaws.com/huggingface-tensorflow-inference:2.11.1-transformers4.26.0-cpu-py39-ubuntu20.04',
      'Hugging Face Transformers 4.26.0, CPU',
      'Python 3.9, TensorFlow 2.11.1, Ubuntu 20.04',
    ],
    [
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/huggingface-pytorch-inference-neuronx:2.8.0-transformers4.55.4-neuronx-py310-sdk2.26.0-ubuntu22.04',
      'Hugging Face Transformers for Neuron 4.55.4, Neuron',
      'Python 3.10, PyTorch 2.8.0, Neuron SDK 2.26.0, Ubuntu 22.04',
    ],
    [
      '763104351884.dkr.ecr.us-west-2.amazonaws.com/huggingface-pytorch-inference-neuron:1.9.1-transformers4.12.3-neuron-py37-sdk1.17.1-ubuntu18.04',
      'Hugging Face Transformers for Neuron 4.12.3, Neuron',
      'Python 3.7, PyTorch 1.9.1, Neuron SDK 1.17.1, Ubuntu 18.04',
    ],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-pytorch-tgi-inference:2.7.0-tgi3.3.6-gpu-py311-cu124-ubuntu22.04',
      'Hugging Face TGI 3.3.6, GPU',
      'Python 3.11, PyTorch 2.7.0, CUDA 12.4, Ubuntu 22.04',
    ],
    [
      '371248457586.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk/huggingface-pytorch-tgi-inference:2.1.2-optimum0.0.28-neuronx-py310-ubuntu22.04',
      'Hugging Face TGI, Neuron',
      'Python 3.10, PyTorch 2.1.2, Optimum Neuron 0.0.28, Ubuntu 22.04',
    ],
    [
      '683313688378.dkr.ecr.us-east-1.amazonaws.com/tei:2.0.1-tei1.9.3-gpu-py310-cu129-ubuntu24.04',
      'Hugging Face TEI 1.9.3, GPU',
      'Python 3.10, PyTorch 2.0.1, CUDA 12.9, Ubuntu 24.04',
    ],
    [
      '450853457545.dkr.ecr.cn-north-1.amazonaws.com.cn/tei-cpu:2.0.1-tei1.8.2-cpu-py310-ubuntu22.04',
      'Hugging Face TEI 1.8.2, CPU',
      'Python 3.10, PyTorch 2.0.1, Ubuntu 22.04',
    ],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-vllm:0.25.1-transformers5.10.2-gpu-py312-cu130-ubuntu22.04',
      'Hugging Face vLLM 0.25.1, GPU',
      'Python 3.12, Transformers 5.10.2, CUDA 13.0, Ubuntu 22.04',
    ],
    [
      '763104351884.dkr.ecr.us-east-2.amazonaws.com/huggingface-vllm-inference-neuronx:0.11.0-optimum0.4.5-neuronx-py310-sdk2.26.1-ubuntu22.04',
      'Hugging Face vLLM for Neuron 0.11.0, Neuron',
      'Python 3.10, Optimum Neuron 0.4.5, Neuron SDK 2.26.1, Ubuntu 22.04',
    ],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-vllm-omni:0.20.0-transformers5.8.1-gpu-py312-cu130-amzn2023',
      'Hugging Face vLLM-Omni 0.20.0, GPU',
      'Python 3.12, Transformers 5.8.1, CUDA 13.0, Amazon Linux 2023',
    ],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-sglang:0.5.8-transformers4.57.3-gpu-py312-cu129-ubuntu24.04',
      'Hugging Face SGLang 0.5.8, GPU',
      'Python 3.12, Transformers 4.57.3, CUDA 12.9, Ubuntu 24.04',
    ],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-llamacpp:b9522-cpu-ubuntu24.04',
      'Hugging Face llama.cpp b9522, CPU',
      'Ubuntu 24.04',
    ],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/stabilityai-pytorch-inference:2.0.1-sgm0.1.0-gpu-py310-cu118-ubuntu20.04-sagemaker',
      'Stability AI 0.1.0, GPU',
      'Python 3.10, PyTorch 2.0.1, CUDA 11.8, Ubuntu 20.04',
    ],
    [
      '204133271717.dkr.ecr.eusc-de-east-1.amazonaws.eu/djl-inference:0.36.0-lmi28.0.0-cu130',
      'DJL Serving 0.36.0, GPU',
      'LMI 28.0.0, CUDA 13.0',
    ],
    [
      '094389454867.dkr.ecr.us-isob-east-1.sc2s.sgov.gov/djl-inference:0.29.0-neuronx-sdk2.19.1',
      'DJL Serving 0.29.0, Neuron',
      'Neuron SDK 2.19.1',
    ],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/djl-inference:0.33.0-tensorrtllm0.21.0-cu128',
      'DJL Serving 0.33.0, GPU',
      'TensorRT-LLM 0.21.0, CUDA 12.8',
    ],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/djl-inference:0.27.0-deepspeed0.12.6-cu121',
      'DJL Serving 0.27.0, GPU',
      'DeepSpeed 0.12.6, CUDA 12.1',
    ],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/djl-inference:0.24.0-fastertransformer5.3.0-cu118',
      'DJL Serving 0.24.0, GPU',
      'FasterTransformer 5.3.0, CUDA 11.8',
    ],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/sagemaker-tritonserver:26.03-py3',
      'Triton Inference Server 26.03, GPU',
      'Python 3',
    ],
    [
      '007439368137.dkr.ecr.us-east-2.amazonaws.com/sagemaker-tritonserver:25.09-py3-cpu',
      'Triton Inference Server 25.09, CPU',
      'Python 3',
    ],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker',
      'vLLM 0.27.1, GPU',
      'Python 3.12, CUDA 13.0, Ubuntu 22.04',
    ],
    ['763104351884.dkr.ecr.us-east-1.amazonaws.com/vllm:omni-cuda-v1.5', 'vLLM, GPU', ''],
    ['763104351884.dkr.ecr.us-east-1.amazonaws.com/sglang:server-sagemaker-cuda-v1.3', 'SGLang, GPU', ''],
    ['763104351884.dkr.ecr.us-east-1.amazonaws.com/ray:serve-ml-sagemaker-cpu-v1.3', 'Ray Serve, CPU', ''],
    [
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/whisperx:3.8.6-cu128-amzn2023-sagemaker',
      'WhisperX 3.8.6, GPU',
      'CUDA 12.8, Amazon Linux 2023',
    ],
    ['811284229777.dkr.ecr.us-east-1.amazonaws.com/xgboost:1', 'XGBoost 1, CPU', ''],
    ['833128469047.dkr.ecr.us-iso-east-1.c2s.ic.gov/sagemaker-xgboost:1.7-1', 'XGBoost 1.7-1, CPU', ''],
    [
      '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:0.90-2-cpu-py3',
      'XGBoost 0.90-2, CPU',
      'Python 3',
    ],
    [
      '414596584902.dkr.ecr.us-gov-west-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-py312',
      'scikit-learn 1.4-2, CPU',
      'Python 3.12',
    ],
    ['683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-sparkml-serving:3.3', 'Spark ML Serving 3.3, CPU', ''],
    ['520713654638.dkr.ecr.us-east-1.amazonaws.com/sagemaker-chainer:5.0.0-gpu-py3', 'Chainer 5.0.0, GPU', 'Python 3'],
    ['081325390199.dkr.ecr.us-east-1.amazonaws.com/sagemaker-base-python:1.0', 'Python 1.0, CPU', ''],
    [
      '885854791233.dkr.ecr.us-east-1.amazonaws.com/sagemaker-distribution-prod:3.2.0-gpu',
      'SageMaker Distribution 3.2.0, GPU',
      '',
    ],
    [
      '785573368785.dkr.ecr.us-east-1.amazonaws.com/sagemaker-neo-pytorch:1.9-inf-py3',
      'PyTorch for Inferentia 1.9, Neuron',
      'Python 3',
    ],
    [
      '301217895009.dkr.ecr.us-west-2.amazonaws.com/sagemaker-inference-tensorflow:2.9.2-gpu-py3',
      'TensorFlow compiled with Neo 2.9.2, GPU',
      'Python 3',
    ],
    ['474822919863.dkr.ecr.cn-northwest-1.amazonaws.com.cn/xgboost-neo:latest', 'XGBoost compiled with Neo', ''],
    ['226302683700.dkr.ecr.us-gov-west-1.amazonaws.com/blazingtext:1', 'BlazingText 1', ''],
    ['108575199400.dkr.ecr.us-isof-east-1.csp.hci.ic.gov/image-classification:latest', 'Image Classification', ''],
    ['382416733822.dkr.ecr.us-east-1.amazonaws.com/linear-learner:1', 'Linear Learner 1', ''],
    ['174872318107.dkr.ecr.us-west-2.amazonaws.com/kmeans:1', 'K-Means 1', ''],
    ['522234722520.dkr.ecr.us-east-1.amazonaws.com/forecasting-deepar:1', 'DeepAR 1', ''],
    ['266724342769.dkr.ecr.us-west-2.amazonaws.com/lda:1', 'LDA 1', ''],
  ];
  for (const [uri, title, contents] of cases)
    test(`${uri}: ${title}`, () => {
      const image = parseImage(uri) ?? assert.fail();
      const known = firstParty(image) ?? assert.fail();
      assert.deepEqual([titleOf(known), contentsOf(known)], [title, contents]);
      assert.ok(known.isKnown && registryAccounts(image.repository, image.region).includes(image.account));
      assert.deepEqual(problems(uri, {}, ', "ModelDataUrl": "s3://churn-models/m.tar.gz"'), []);
    });
});

const definition = (image: string, more = '') =>
  `{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "PrimaryContainer": { "Image": ${JSON.stringify(image)}${more} } }`;

/** The rules about images of AWS that an image breaks. */
const problems = (image: string, given: AnalysisContext = {}, more = '') =>
  check(read(definition(image, more)), given)
    .map((it) => it.rule)
    .filter((it) => Object.values(aboutImages).some(({ id }) => id === it));

suite('an image of somebody else is never doubted', () => {
  const names = [
    'pytorch-training:2.6.0-ec2',
    'vllm:server-cuda-v1',
    'pytorch-inference:2.6.0-cpu-py311',
    'Team_A/odd--name.v2:latest',
    'sagemaker-chainer:5.0.0',
    'linear-learner:1',
    'sagemaker-xgboost:3.0-5',
    'constructor:1',
  ];
  for (const name of names)
    test(name, () => {
      const image = `111122223333.dkr.ecr.eu-west-1.amazonaws.com/${name}`;
      const given = { today: '2030-01-01', region: 'eu-west-1' };
      assert.deepEqual(problems(image, given, ', "Mode": "MultiModel", "ModelDataUrl": "s3://churn-models/all/"'), []);
      assert.deepEqual(problems(image, given), []);
      const said = explained(image, { account: '111122223333' });
      assert.match(said, /ECR\n\n- \*\*Account:\*\* 111122223333,.*\n/);
      assert.doesNotMatch(said, /AWS|Python|GPU/);
      assert.equal(entityProviders.image?.hint?.(image, around({})), undefined);
    });
  test('nor one in a registry of AWS that is not known', () => {
    const image = '763104351884.dkr.ecr.eu-west-1.amazonaws.com/something-new:9-ec2';
    assert.deepEqual(problems(image, { today: '2030-01-01' }), []);
    assertNames(explained(image), naming('known'));
  });
  test('nor a tag or a region that is newer than what is known', () => {
    for (const image of [
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm:0.99.0-gpu-py315-cu150-ubuntu28.04-sagemaker',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.7.1-cpu-py312',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.5.1-gpu-py311-cu124-ubuntu22.04-sagemaker',
      '999900001111.dkr.ecr.eu-west-9.amazonaws.com/vllm:0.27.1-gpu-py312',
      '763104351884.dkr.ecr.eu-west-9.amazonaws.com/vllm:0.27.1-gpu-py312',
    ])
      assert.deepEqual(problems(image, { today: '2030-01-01' }), [], image);
  });
});

const around = (given: AnalysisContext) => aroundIn(read('{}'), given)(undefined);
const explained = (image: string, given: AnalysisContext = {}) =>
  entityProviders.image?.explain?.(image, around(given)) ?? '';

suite('hover', () => {
  test('says all that is known of an image of AWS', () => {
    const lines = explained('763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-gpu-py312', {
      today: '2026-11-24',
    }).split('\n');
    assertNames(lines[0], naming('PyTorch 2.6.0 GPU'));
    assert.equal(lines[2], '- **In it:** Python 3.12');
    assertNames(lines[3], naming('2026-06-30'));
    assertNames(lines[4], naming('2.6.0-gpu-py312'));
    assertNames(lines[5], naming('eu-west-1 763104351884'));
    assert.match(lines[6] ?? '', /^- \*\*Regions:\*\* 38: af-south-1, .*us-west-2$/);
  });
  test('names the account that has it, where that is another one', () =>
    assertNames(
      explained('763104351884.dkr.ecr.eu-south-2.amazonaws.com/pytorch-inference:2.6.0-gpu-py312'),
      naming('763104351884 eu-south-2 503227376785'),
    ));
  test('tells a digest from a tag, and says that no tag means latest', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const image = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn';
    assert.match(explained(`${image}@${digest}`), /\*\*Digest:\*\* `sha256:0+`/);
    assert.match(explained(image, { account: '444455556666' }), /\n.*none.*latest.*$/);
  });
  test('says nothing of an image that is not in Amazon ECR', () => assert.equal(explained('ghcr.io/me/churn:1'), ''));
});

test('the margin says what an image of AWS is', () =>
  assert.equal(
    entityProviders.image?.hint?.('683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0', around({})),
    'AWS: XGBoost 3.2-0, CPU',
  ));

suite('a link leads to the page of a repository', () => {
  const link = (image: string) => entityProviders.image?.link?.(image, around({}));
  test("of one's own, in the console of its partition", () => {
    assert.equal(
      link('111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/churn:1'),
      'https://eu-west-1.console.aws.amazon.com/ecr/repositories/private/111122223333/team/churn?region=eu-west-1',
    );
    assert.match(
      String(link('111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/churn:1')),
      /console\.amazonaws\.cn\/ecr/,
    );
  });
  test('and not of AWS, which shows its own to nobody, nor of other registries', () => {
    assert.equal(link('763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm:1'), undefined);
    assert.equal(link('ghcr.io/me/churn:1'), undefined);
  });
});

/** What is offered behind what is written. */
const offers = (written: string, given: AnalysisContext = {}) =>
  entityProviders.image?.offer?.(written, around(given)) ?? [];

/** What is written after one choice after another. */
function chosen(given: AnalysisContext, ...labels: readonly string[]): string {
  let written = '';
  for (const wanted of labels) {
    const found = offers(written, given).find(({ text, label = text }) => label === wanted);
    written = found?.text ?? assert.fail(`${wanted} is not offered behind "${written}"`);
  }
  return written;
}

suite('an image is built by completion', () => {
  test('step by step: what it is for, its region, its tag', () =>
    assert.equal(
      chosen({}, 'djl-inference', 'cn-north-1', '0.36.0-lmi28.0.0-cu130'),
      '727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn/djl-inference:0.36.0-lmi28.0.0-cu130',
    ));
  test('in the region of the connection, which is not asked for', () =>
    assert.equal(
      chosen({ region: 'eusc-de-east-1' }, 'djl-inference', '0.36.0-lmi28.0.0-cu130'),
      '204133271717.dkr.ecr.eusc-de-east-1.amazonaws.eu/djl-inference:0.36.0-lmi28.0.0-cu130',
    ));
  test('in the region that the rest of the definition names, between the quotes that are there', () => {
    const { text, offset } = cursor(
      '{ "Containers": [{ "Image": "111122223333.dkr.ecr.eu-west-3.amazonaws.com/churn:1" }, { "Image": "|" }] }',
    );
    const found = complete(text, offset).find((it) => it.label === 'sagemaker-xgboost') ?? assert.fail();
    assert.equal(found.text, '659782779980.dkr.ecr.eu-west-3.amazonaws.com/sagemaker-xgboost:');
    assert.equal(found.goesOn, true);
  });
  test('every tag of every repository of AWS in every region that has it, and each says what it is', () => {
    for (const repository of repositoryNames) {
      const built = new Set<string>();
      for (const [region, account] of placesOf(repository))
        for (const { text, detail, goesOn } of offers(chosen({}, repository, region))) {
          const image = parseImage(text) ?? assert.fail(text);
          const known = firstParty(image) ?? assert.fail(text);
          assert.deepEqual([image.account, image.region, image.repository], [account, region, repository]);
          assert.ok(known.isKnown && !goesOn && detail.startsWith(titleOf(known)), text);
          assert.equal(inRegion(text, region), text);
          built.add(String(image.tag));
        }
      const tags = tagsOf(repository).map((it) => it.tag);
      assert.deepEqual([...built].sort(), [...tags].sort(), repository);
    }
  });
  test('from a part of one: the host of an account, the repository behind it, the tag behind that', () => {
    const texts = (written: string, given?: AnalysisContext) => offers(written, given).map((it) => it.text);
    const host = '659782779980.dkr.ecr.eu-west-3.amazonaws.com/';
    assert.deepEqual(texts('6597'), [host]);
    assert.ok(texts(host).includes(`${host}sagemaker-xgboost:`));
    assert.ok(texts(`${host}sage`).includes(`${host}sagemaker-xgboost:`));
    assert.deepEqual(texts(`${host}sagemaker-xgboost:3`).slice(0, 2), [
      `${host}sagemaker-xgboost:3.2-0`,
      `${host}sagemaker-xgboost:3.0-5`,
    ]);
    assert.deepEqual(texts('76310435', { region: 'us-west-2' }), ['763104351884.dkr.ecr.us-west-2.amazonaws.com/']);
    assert.equal(texts('763104351884.dkr.ecr.us-e', { region: 'us-west-2' }).length, 16);
    assert.deepEqual(texts('444455556666.', { region: 'cn-north-1' }), [
      '444455556666.dkr.ecr.cn-north-1.amazonaws.com.cn/',
    ]);
    assert.deepEqual(texts('444455556666.dkr.ecr.eu-west-1.amazonaws.com/churn:'), []);
    assert.deepEqual(texts('ghcr.io/'), []);
  });
  test('with those that the workspace uses first, and the registry of the connection', () => {
    const used = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1';
    const given = { workspaceValues: { image: [used] }, account: '444455556666', region: 'eu-west-1' };
    assertNames(offers('', given)[0], {
      label: 'churn:1',
      filter: used,
      text: used,
      detail: naming('workspace'),
    });
    assert.equal(offers('', given).at(-1)?.text, '444455556666.dkr.ecr.eu-west-1.amazonaws.com/');
    assert.deepEqual(
      offers('111122223333.dkr.ecr.eu-west-1.amazonaws.com/', given).map((it) => it.text),
      [used],
    );
  });
  test('the newest tag first, with how long it is patched', () =>
    assert.deepEqual(
      offers('683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:')
        .slice(0, 3)
        .map((it) => it.detail),
      [
        'XGBoost 3.2-0, CPU; patched until 2027-05-13',
        'XGBoost 3.0-5, CPU; patched until 2026-11-17',
        'XGBoost 1.7-1, CPU',
      ],
    ));
});

suite('what is wrong with an image of AWS is mended', () => {
  const cases: readonly (readonly [rule: string, image: string, to: string | undefined])[] = [
    [
      'registry-of-another-region',
      '763104351884.dkr.ecr.cn-north-1.amazonaws.com/vllm:0.27.1-gpu-py312',
      '727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn/vllm:0.27.1-gpu-py312',
    ],
    [
      'registry-of-another-region',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0',
      '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0',
    ],
    // The account that has the repository there has not this tag of it.
    [
      'registry-of-another-region',
      '763104351884.dkr.ecr.ap-east-1.amazonaws.com/djl-inference:0.29.0-neuronx-sdk2.19.1',
      undefined,
    ],
    [
      'image-for-ec2',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-ec2',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker',
    ],
    [
      'image-for-ec2',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/sglang:server-cuda-v1.3',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/sglang:server-sagemaker-cuda-v1.3',
    ],
    [
      'image-for-ec2',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.5.1-cpu-py311-ubuntu22.04-ec2',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.5.1-cpu-py311',
    ],
    ['image-for-ec2', '763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm:0.99-gpu-py312-ec2', undefined],
    ['training-image', '763104351884.dkr.ecr.eu-west-1.amazonaws.com/huggingface-pytorch-training:1', undefined],
    [
      'training-image',
      `763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.6.0-cpu-py312@sha256:${'0'.repeat(64)}`,
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-cpu-py312',
    ],
    ['image-past-patches', '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-cpu-py312', undefined],
    [
      'image-past-patches',
      '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.0-5',
      '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0',
    ],
    [
      'image-past-patches',
      `141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.0-5@sha256:${'0'.repeat(64)}`,
      '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0',
    ],
    [
      'unknown-tag',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm:0.27.1-gpu-py312-cu130-ubunut22.04-sagemaker',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker',
    ],
    [
      'unknown-tag',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/whisperx:3.8.6-cu128-amazn2023',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/whisperx:3.8.6-cu128-amzn2023',
    ],
    [
      'unknown-tag',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/tensorflow-inference:2.18.0_gpu',
      '763104351884.dkr.ecr.eu-west-1.amazonaws.com/tensorflow-inference:2.18.0-gpu',
    ],
  ];
  for (const [rule, image, to] of cases)
    test(`${rule}: ${image}`, () => {
      const text = definition(image, ', "ModelDataUrl": "s3://churn-models/m.tar.gz"');
      const document = read(text);
      const found = check(document, { today: '2026-11-24' }).filter((it) => it.rule === rule);
      const mended = found.flatMap(({ fixes = [] }) => fixes.map((it) => applyEdits(text, edits(document, it))));
      assert.deepEqual(mended, to === undefined ? [] : [text.replace(image, to)]);
      assert.equal(found.length, 1);
    });
});
