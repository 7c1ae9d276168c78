import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '../../server/language/check/check';
import { read } from '../../server/language/syntax/document';
import { environment, image, many, one, source, vpc } from './minimal';

/** What is repeated, each time with its number, as the items of a list or the members of an object. */
const times = (count: number, of: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => of(at)).join(', ');

/** A model whose image, role and data are of one partition. */
const inPartition = (partition: string, region: string, registry: string) =>
  one(
    `"Image": "111122223333.${registry}/churn:1", "ModelDataUrl": "s3://churn-${region}/model.tar.gz"`,
    ', "EnableNetworkIsolation": true',
  ).replace('arn:aws:iam', `arn:${partition}:iam`);
const ofImage = (name: string) => one(`"Image": "${name}"`);
const ecr = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const fromVpc = (name: string) => one(`"Image": "${name}", "ImageConfig": { "RepositoryAccessMode": "Vpc" }`, vpc);
const archive = (uri: string) => one(`${image}, "ModelDataUrl": "${uri}"`);
const prefix = (uri: string, more = '') =>
  source(`"S3Uri": "${uri}", "S3DataType": "S3Prefix", "CompressionType": "None"${more}`);
const object = (uri: string) => source(`"S3Uri": "${uri}", "S3DataType": "S3Object", "CompressionType": "None"`);
const tagged = (tags: string) => one(image, `, "Tags": [${tags}]`);
const tag = (key: string, value: string) => tagged(`{ "Key": "${key}", "Value": "${value}" }`);
const called = (name: string) => one(image).replace('"m"', `"${name}"`);
const ofRole = (arn: string) => one(image).replace('arn:aws:iam::111122223333:role/r', arn);
const ofPackage = (name: string, more = '') =>
  one(`"ModelPackageName": "${name}"${more}`, ', "EnableNetworkIsolation": true');
const metrics = (endpoint: string) => one(`${image}, "ContainerMetricsConfig": { "MetricsEndpoints": [${endpoint}] }`);
const channel = (name: string) =>
  `{ "ChannelName": "${name}", "S3DataSource": { "S3Uri": "s3://models/${name}/", "S3DataType": "S3Prefix", "CompressionType": "None" } }`;
const withChannels = (channels: string) =>
  one(`${image}, "ModelDataUrl": "s3://models/m.tar.gz", "AdditionalModelDataSources": [${channels}]`);
const inVpc = (groups: number, subnets: number) =>
  one(
    image,
    `, "VpcConfig": { "SecurityGroupIds": [${times(groups, (at) => `"sg-0000000${at}"`)}], "Subnets": [${times(subnets, (at) => `"subnet-000000${10 + at}"`)}] }`,
  );

const subjects: Readonly<Record<string, readonly (readonly [says: string, text: string])[]>> = {
  'of the world': [
    [
      'Beijing has a partition and a suffix of its own',
      inPartition('aws-cn', 'cn-north-1', 'dkr.ecr.cn-north-1.amazonaws.com.cn'),
    ],
    ['so has Ningxia', inPartition('aws-cn', 'cn-northwest-1', 'dkr.ecr.cn-northwest-1.amazonaws.com.cn')],
    [
      'China has dual-stack hosts',
      inPartition('aws-cn', 'cn-north-1', 'dkr-ecr.cn-north-1.on.amazonwebservices.com.cn'),
    ],
    [
      'GovCloud has the suffix of all the world',
      inPartition('aws-us-gov', 'us-gov-east-1', 'dkr.ecr.us-gov-east-1.amazonaws.com'),
    ],
    ['GovCloud has FIPS hosts', inPartition('aws-us-gov', 'us-gov-west-1', 'dkr.ecr-fips.us-gov-west-1.amazonaws.com')],
    ['ISO is a partition', inPartition('aws-iso', 'us-iso-west-1', 'dkr.ecr.us-iso-west-1.c2s.ic.gov')],
    ['ISO-B is a partition', inPartition('aws-iso-b', 'us-isob-east-1', 'dkr.ecr.us-isob-east-1.sc2s.sgov.gov')],
    ['ISO-E is a partition', inPartition('aws-iso-e', 'eu-isoe-west-1', 'dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk')],
    ['ISO-F is a partition', inPartition('aws-iso-f', 'us-isof-south-1', 'dkr.ecr.us-isof-south-1.csp.hci.ic.gov')],
    [
      'the European Sovereign Cloud is a partition',
      inPartition('aws-eusc', 'eusc-de-east-1', 'dkr.ecr.eusc-de-east-1.amazonaws.eu'),
    ],
    [
      'a region that is newer than this version is one',
      inPartition('aws', 'xy-north-9', 'dkr.ecr.xy-north-9.amazonaws.com'),
    ],
    ['the United States have FIPS hosts', ofImage('111122223333.dkr.ecr-fips.us-east-2.amazonaws.com/churn:1')],
    ['Amazon ECR has dual-stack hosts', ofImage('111122223333.dkr-ecr.us-west-2.on.aws/churn:1')],
    ['Amazon ECR has dual-stack FIPS hosts', ofImage('111122223333.dkr-ecr-fips.us-west-2.on.aws/churn:1')],
  ],
  'of images': [
    ['a digest names an image', ofImage(`${ecr}/churn@${digest}`)],
    ['a repository has a path', ofImage(`${ecr}/team/models/churn/serving:1.0`)],
    ['a repository has double underscores, dots and hyphens', ofImage(`${ecr}/a__b.c-d--e/f_g:1`)],
    ['a repository of one letter is one', ofImage(`${ecr}/x:1`)],
    ['a repository is called like one of AWS', ofImage(`${ecr}/pytorch-inference:2.6.0-gpu-py312`)],
    ['an account’s own image for training serves', ofImage(`${ecr}/pytorch-training:2.6.0`)],
    ['a tag has both cases', ofImage(`${ecr}/churn:V1.0-RC_2.Final`)],
    ['a tag is 128 characters long', ofImage(`${ecr}/churn:${'t'.repeat(128)}`)],
    ['a tag begins with an underscore', ofImage(`${ecr}/churn:_1`)],
    ['a registry in the VPC has a port', fromVpc('registry.example.com:5000/team/churn:1')],
    ['a registry in the VPC has an address of numbers', fromVpc('10.0.0.5:8443/churn:1')],
    [
      'a registry in the VPC has an image by its digest, and a port',
      fromVpc(`registry.example.com:5000/churn@${digest}`),
    ],
    ['an image of 255 characters is one', ofImage(`${ecr}/${'i'.repeat(255 - ecr.length - 3)}:1`)],
  ],
  'of names and packages': [
    ['a name is a digit', called('1')],
    ['a name is a letter', called('Z')],
    ['a name is in capitals', called('CHANGE-DETECTION')],
    ['a name has many hyphens', called('a--b---c')],
    ['a name has 63 characters', called('n'.repeat(63))],
    ['a package is named', ofPackage('churn')],
    ['a package has a version of nine digits', ofPackage('churn/123456789')],
    ['a package has an ARN', ofPackage('arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/3')],
    [
      'a package of another account has an ARN',
      ofPackage('arn:aws:sagemaker:eu-west-1:444455556666:model-package/shared/12'),
    ],
    [
      'a package in China has an ARN without a version',
      ofPackage('arn:aws-cn:sagemaker:cn-north-1:111122223333:model-package/churn').replace('arn:aws:', 'arn:aws-cn:'),
    ],
    ['a package has specifications', ofPackage('churn/3', ', "InferenceSpecificationName": "gpu-1"')],
    ['a package has Environment beside it', ofPackage('churn/3', ', "Environment": { "LOG_LEVEL": "debug" }')],
    [
      'a role has a path',
      ofRole('arn:aws:iam::111122223333:role/service-role/AmazonSageMaker-ExecutionRole-20261101T101010'),
    ],
    ['a role has every character that it may have', ofRole('arn:aws:iam::111122223333:role/a/b/R_+=,.@-1')],
  ],
  'of model data': [
    [
      'a prefix of many models has no slash at its end',
      one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/all"`),
    ],
    ['a whole bucket holds many models', one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/"`)],
    ['a key has blanks', archive('s3://models/my model (final).tar.gz')],
    ['a key has letters of other alphabets', archive('s3://models/модель/模型.tar.gz')],
    ['a key has a plus, an equals sign and a colon', archive('s3://models/date=2026-11-01/a+b:c.tar.gz')],
    ['a key has percent signs', archive('s3://models/a%20b.tar.gz')],
    ['a bucket has dots', archive('s3://models.example.com/m.tar.gz')],
    ['a bucket is digits', archive('s3://123/m.tar.gz')],
    ['an access point has an alias', archive('s3://churn-ap-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias/m.tar.gz')],
    ['an access point has an ARN', archive('s3://arn:aws:s3:eu-west-1:111122223333:accesspoint/churn/m.tar.gz')],
    ['an address has 1,024 characters', archive(`s3://models/${'k'.repeat(1024 - 19)}.tar.gz`)],
    ['an uncompressed prefix is deep', prefix('s3://models/a/b/c/d/e/f/')],
    [
      'a manifest lists what is under a prefix',
      prefix('s3://models/m/', ', "ManifestS3Uri": "s3://models/m.csv", "ETag": "a", "ManifestEtag": "b"'),
    ],
    ['one object without an ending is model data', object('s3://models/weights')],
    ['a file of 255 bytes is one', object(`s3://models/${'é'.repeat(127)}x`)],
    [
      'the public hub of AWS has an ARN',
      prefix(
        's3://jumpstart-cache-prod-eu-west-1/m/',
        ', "HubAccessConfig": { "HubContentArn": "arn:aws:sagemaker:eu-west-1:aws:hub-content/SageMakerPublicHub/Model/meta-textgeneration-llama-3-8b/2.11.2" }',
      ),
    ],
    [
      'a licence is accepted',
      prefix('s3://jumpstart-private-cache-prod-eu-west-1/m/', ', "ModelAccessConfig": { "AcceptEula": true }'),
    ],
    ['five sources come in addition', withChannels(times(5, (at) => channel(`c${at}`)))],
    ['a channel has 64 characters', withChannels(channel('c'.repeat(64)))],
    [
      'channels have dots and underscores',
      withChannels([channel('draft.v1'), channel('draft_v1'), channel('.')].join(', ')),
    ],
  ],
  'of Environment': [
    ['nobody has heard of a variable', environment('"ZORGLUB_MODE": "on", "_": "1", "a1": "2"')],
    [
      'a value is a chat template',
      environment('"CHAT_TEMPLATE": "{% for m in messages %}<|im_start|>{{ m.role }}{% endfor %}"'),
    ],
    ['a value is stop tokens', environment('"STOP": "[\\"<|eot_id|>\\", \\"</s>\\", \\"${END}\\"]"')],
    ['a value is JSON', environment('"ENGINE": "{\\"tensor_parallel_size\\": 8, \\"x\\": null}"')],
    ['a value has line breaks and tabs', environment('"SCRIPT": "a\\n\\tb\\r\\n"')],
    ['a value is empty', environment('"EMPTY": ""')],
    ['names differ by their case alone', environment('"path": "a", "PATH": "b"')],
    ['a value has 1,024 bytes of emoji', environment(`"FACES": "${'😀'.repeat(256)}"`)],
    ['a name has 1,024 bytes', environment(`"${'N'.repeat(1024)}": ""`)],
    ['a value has 1,024 bytes, written in escapes', environment(`"E": "${'\\u00e9'.repeat(512)}"`)],
    ['there are 100 entries', environment(times(100, (at) => `"E${at}": "${at}"`))],
    ['all together have 32 KB', environment(times(32, (at) => `"E_${10 + at}": "${'x'.repeat(1020)}"`))],
    [
      'a tokenizer has tokens that are no secrets',
      environment(
        '"BOS_TOKEN": "[BOS]", "EOS_TOKEN_ID": "2", "PAD_TOKEN": "#", "STOP_TOKEN": "\\n\\n", "MASK_TOKEN": "[MASK]"',
      ),
    ],
    ['a secret is named, or asked for, and not told', environment('"SECRET_ID": "prod/db", "USE_AUTH_TOKEN": "true"')],
    [
      'tokens are counted and not kept',
      environment('"MAX_INPUT_TOKENS": "4096", "TOKENIZER": "fast", "SECRETARY_NAME": "Ann"'),
    ],
  ],
  'of several containers': [
    ['there are 15', many(Array.from({ length: 15 }, (_, at) => `"ContainerHostname": "c${at}"`))],
    ['there is one in the list', many(['"ContainerHostname": "only"'])],
    ['hostnames have 63 characters', many(['a', 'b'].map((it) => `"ContainerHostname": "${it.repeat(63)}"`))],
    ['hostnames are one letter', many(['"ContainerHostname": "a"', '"ContainerHostname": "1"'])],
    [
      'one of them holds many models',
      many([
        '"ContainerHostname": "a", "Mode": "MultiModel", "ModelDataUrl": "s3://models/"',
        '"ContainerHostname": "b"',
      ]),
    ],
    [
      'each request names one of two',
      many(
        ['"ContainerHostname": "a"', '"ContainerHostname": "b"'],
        ', "InferenceExecutionConfig": { "Mode": "Direct" }',
      ),
    ],
    [
      'all of them have Environment',
      many(['a', 'b', 'c'].map((it) => `"ContainerHostname": "${it}", "Environment": { "A": "${it.repeat(1000)}" }`)),
    ],
  ],
  'of tags, the VPC and metrics': [
    ['a value is in capitals', tag('process', 'REPLACE OLD MODELS / CHANGE MANAGEMENT')],
    ['a key begins with letters of aws', tag('awsome', '')],
    ['a key begins with aws and a hyphen', tag('aws-team', 'x')],
    ['a key has a colon elsewhere', tag('team:aws:cost', 'a:b/c=d+e-f@g.h_i')],
    ['a tag is written in another alphabet', tag('équipe 部署', 'Größe ١٢٣')],
    ['a value has 256 characters outside of the first plane', tag('k', '𝒱'.repeat(256))],
    ['a key has 128 characters', tag('k'.repeat(128), '')],
    ['there are 50 tags', tagged(times(50, (at) => `{ "Key": "k${at}", "Value": "" }`))],
    ['keys differ by their case alone', tagged('{ "Key": "Team", "Value": "" }, { "Key": "team", "Value": "" }')],
    ['there are five security groups and 16 subnets', inVpc(5, 16)],
    ['ids have 17 digits', one(image, vpc)],
    [
      'metrics are published every ten seconds',
      metrics('{ "MetricsEndpointPath": "/metrics", "MetricPublishFrequencyInSeconds": 10 }'),
    ],
    ['a path of metrics has 256 characters', metrics(`{ "MetricsEndpointPath": "/${'p'.repeat(255)}" }`)],
    ['a path of metrics has dots and slashes', metrics('{ "MetricsEndpointPath": "/v1.0/metrics_all/-/a.b" }')],
    ['there are no endpoints of metrics', metrics('')],
  ],
  'of JSON': [
    ['a value is written in escapes', called('\\u0041\\u002d1')],
    ['a name is written in escapes', one(image).replace('"ModelName"', '"Model\\u004eame"')],
    ['slashes are escaped', one(`${image}, "ModelDataUrl": "s3:\\/\\/models\\/m.tar.gz"`)],
    ['lines end as in Windows', JSON.stringify(JSON.parse(one(image, vpc)), undefined, 2).replaceAll('\n', '\r\n')],
    ['lines end as in old times', JSON.stringify(JSON.parse(one(image, vpc)), undefined, 2).replaceAll('\n', '\r')],
    ['nothing stands between', JSON.stringify(JSON.parse(one(image, vpc)))],
    [
      'lines are indented very deep',
      JSON.stringify(JSON.parse(one(image, vpc)), undefined, 10).replaceAll('  ', '\t\t'),
    ],
    [
      'blank lines stand everywhere',
      JSON.stringify(JSON.parse(one(image, vpc)), undefined, 2).replaceAll('\n', '\n\n\n'),
    ],
    [
      'members stand in another order',
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(one(image, vpc))).reverse())),
    ],
  ],
};

suite('a valid definition has no error and no warning', () => {
  for (const [subject, traps] of Object.entries(subjects))
    suite(subject, () => {
      for (const [says, text] of traps)
        test(says, () => {
          assert.doesNotThrow(() => JSON.parse(text));
          assert.deepEqual(
            check(read(text)).filter((it) => it.severity === 'error' || it.severity === 'warning'),
            [],
          );
        });
    });
});
