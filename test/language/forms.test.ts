import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { type FormName, forms } from '../../server/language/converters';
import { importModel } from '../../server/language/operations/import';
import { readForm } from '../../server/language/operations/readForm';
import { writeForm } from '../../server/language/operations/writeForm';
import { read } from '../../server/language/syntax/document';
import * as yaml from '../../server/lazy/yaml';
import { validDefinitions } from '../support/definitions';
import { assertNames, naming } from '../support/facts';
import { requests } from './requests';

/** A request in another form. */
function written(request: unknown, form: FormName, region?: string): { text: string; lost: readonly string[] } {
  const found = writeForm(read(JSON.stringify(request)), form, { yaml, region });
  assert.ok('text' in found, JSON.stringify(found));
  return found;
}

/** What a text is read as, and what is told of that. */
function taken(text: string): {
  request: Record<string, unknown>;
  lost: readonly string[];
  remarks: readonly string[];
} {
  const { text: definition, lost, remarks } = definitionIn(text);
  return { request: JSON.parse(definition), lost, remarks };
}

function definitionIn(text: string) {
  const found = readForm(text, yaml);
  assert.ok('text' in found, `${JSON.stringify(found)}: ${text}`);
  return found;
}

/** What is not taken, of a text that is refused. */
function refusal(text: string): string {
  const found = readForm(text, yaml);
  return 'refused' in found ? found.refused : assert.fail(found.text);
}

const same = (actual: unknown, expected: unknown) =>
  // As JSON in one order, since a member called __proto__ is compared by nothing else.
  assert.equal(JSON.stringify(sorted(actual), undefined, 1), JSON.stringify(sorted(expected), undefined, 1));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, it]) => [name, sorted(it)]));
}

/** Without what CloudFormation does not have, and what it takes for a function. */
function inCloudFormation(value: unknown): unknown {
  const unknown = /^(AdditionalModelDataSources|ContainerMetricsConfig|ManifestS3Uri|ETag|ManifestEtag)$/;
  if (Array.isArray(value)) return value.map(inCloudFormation);
  if (typeof value !== 'object' || value === null) return value;
  const isFunction = (it: unknown) => {
    const names = Object.keys(Object(it));
    return typeof it === 'object' && names.length === 1 && names[0] === 'Ref';
  };
  const known = Object.entries(value).filter(([name, it]) => !unknown.test(name) && !isFunction(it));
  return Object.fromEntries(
    known.map(([name, it]) => [name, name === 'Environment' ? it : inCloudFormation(it)] as const),
  );
}

/** Whether nothing is in an object, as in what is left of a container with nothing but what is not known elsewhere. */
const hasEmpty = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.keys(value).length === 0 || Object.values(value).some(hasEmpty));

const image = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1';
const churn = { ModelName: 'churn', PrimaryContainer: { Image: image } };

suite('a definition in another form', () => {
  for (const form of ['aws-cli', 'boto3'] as const)
    test(`says all of it as ${form}, and is read back as it was`, () => {
      fc.assert(
        fc.property(requests, (request) => {
          const { text, lost } = written(request, form);
          assert.deepEqual(lost, []);
          const back = taken(text);
          same(back.request, request);
          assert.deepEqual([...back.lost, ...back.remarks], []);
        }),
        { numRuns: 200 },
      );
    });
  for (const form of ['cloudformation-json', 'cloudformation-yaml'] as const)
    test(`is read back from ${form} as it was, but for what CloudFormation does not have, and that is told`, () => {
      fc.assert(
        fc.property(requests, (request) => {
          const { text, lost } = written(request, form);
          const expected = inCloudFormation(request);
          fc.pre(!hasEmpty(expected));
          same(taken(text).request, expected);
          assert.equal(lost.length > 0, JSON.stringify(sorted(expected)) !== JSON.stringify(sorted(request)));
        }),
        { numRuns: 200 },
      );
    });
  test('is written whatever the form, for every example, and nothing in it is lost in silence', () => {
    for (const { text } of validDefinitions())
      for (const form of Object.keys(forms)) {
        const found = writeForm(read(text), form, { yaml });
        assert.ok('text' in found && found.text.endsWith('\n'));
      }
  });
  test('is not written while its syntax is broken, nor in a form that nobody knows', () => {
    for (const text of ['', '[]', '{ "ModelName": "a', '{ "ModelName" 1 2 }'])
      assertNames(JSON.stringify(writeForm(read(text), 'cdk', { yaml })), naming('syntax'));
    assert.match(JSON.stringify(writeForm(read('{}'), 'toString', { yaml })), /the form toString/);
  });

  test('is a command whose words a POSIX shell leaves as they are', { skip: process.platform === 'win32' }, () => {
    const words = fc.sample(requests, { numRuns: 20, seed: 1 }).map((request) => {
      const said = written(request, 'aws-cli', 'eu-west-1').text;
      const args = execFileSync('bash', ['-c', `aws() { printf '%s\\0' "$@"; }\n${said}`], { encoding: 'utf8' });
      const [, create, region, where, option, json = ''] = args.split('\0');
      assert.deepEqual([create, region, where, option], ['create-model', '--region', 'eu-west-1', '--cli-input-json']);
      return [JSON.parse(json), request];
    });
    for (const [said, meant] of words) same(said, meant);
  });
  test('is for the region that the definition names, and else for that of the connection', () => {
    assert.match(written(churn, 'aws-cli', 'us-east-1').text, /^aws sagemaker create-model --region eu-west-1 --cli/);
    assert.match(written({ ModelName: 'm' }, 'aws-cli', 'us-east-1').text, / --region us-east-1 /);
    assert.match(written({ ModelName: 'm' }, 'aws-cli').text, /^aws sagemaker create-model --cli-input-json '/);
  });
  test('is a call of boto3 with the names of Python', () => {
    const request = { ...churn, EnableNetworkIsolation: true, 'not-a-name': null };
    assert.equal(
      written(request, 'boto3', 'eu-west-1').text,
      `import boto3

sagemaker = boto3.client("sagemaker", region_name="eu-west-1")
sagemaker.create_model(
    ModelName="churn",
    PrimaryContainer={
        "Image": "${image}",
    },
    EnableNetworkIsolation=True,
    **{
        "not-a-name": None,
    },
)
`,
    );
  });
  test('is a template of CloudFormation whose strings stay strings', () => {
    const request = { ModelName: 'yes', PrimaryContainer: { Image: image, Environment: { ON: '012', A: 'a\nb' } } };
    assert.equal(
      written(request, 'cloudformation-yaml').text,
      `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Model:
    Type: "AWS::SageMaker::Model"
    Properties:
      ModelName: "yes"
      PrimaryContainer:
        Image: "${image}"
        Environment:
          "ON": "012"
          A: "a\\nb"
`,
    );
  });
  test('is a construct of the CDK with members in lower case, but for the names of variables', () => {
    const request = {
      ModelName: 'churn',
      PrimaryContainer: { ModelDataSource: { S3DataSource: { S3Uri: 's3://b/k/' } }, Environment: { Path: 'x' } },
      Tags: [{ Key: 'team', Value: '' }],
    };
    assert.equal(
      written(request, 'cdk').text,
      `import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';

new sagemaker.CfnModel(this, 'Model', {
  modelName: "churn",
  primaryContainer: {
    modelDataSource: {
      s3DataSource: {
        s3Uri: "s3://b/k/",
      },
    },
    environment: {
      Path: "x",
    },
  },
  tags: [
    {
      key: "team",
      value: "",
    },
  ],
});
`,
    );
  });
  test('is a resource of Terraform with blocks, and with strings in which nothing is put in', () => {
    const request = {
      ModelName: 'churn',
      Containers: [
        { Image: image, AdditionalModelDataSources: [{ ChannelName: 'a', S3DataSource: { S3Uri: 's3://b/' } }] },
        { Image: image, Environment: { A: '${x} %{y}\f\\f"' } },
      ],
      ExecutionRoleArn: 'arn:aws:iam::111122223333:role/r',
      VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1', 'subnet-2'] },
      Tags: [{ Key: 'team', Value: 'x' }],
      EnableNetworkIsolation: false,
    };
    const { text, lost } = written(request, 'terraform');
    assert.deepEqual(lost, []);
    assert.equal(
      text,
      `resource "aws_sagemaker_model" "model" {
  name = "churn"
  container {
    image = "${image}"
    additional_model_data_source {
      channel_name = "a"
      s3_data_source {
        s3_uri = "s3://b/"
      }
    }
  }
  container {
    image = "${image}"
    environment = {
      "A" = "$\${x} %%{y}\\u000c\\\\f\\""
    }
  }
  execution_role_arn = "arn:aws:iam::111122223333:role/r"
  vpc_config {
    security_group_ids = ["sg-1"]
    subnets = ["subnet-1", "subnet-2"]
  }
  enable_network_isolation = false
  tags = {
    "team" = "x"
  }
}
`,
    );
  });
  test('leaves a tag without a key out of a resource of Terraform, and says so', () => {
    const { text, lost } = written({ ExecutionRoleArn: 'r', Tags: [{ Value: 'x' }, { Key: 'a' }] }, 'terraform');
    assert.match(text, /tags = \{\n {4}"a" = ""\n {2}\}/);
    assertNames(lost, [naming('Tags[0] Key')]);
  });
  test('tells what Terraform cannot be told', () => {
    const request = {
      ModelName: 'churn',
      PrimaryContainer: { ModelPackageName: 'bought', ContainerMetricsConfig: {}, Environment: 1 },
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
    };
    assertNames(written(request, 'terraform').lost, [
      naming('PrimaryContainer.Environment'),
      naming('Terraform PrimaryContainer.ContainerMetricsConfig'),
      naming('Terraform execution_role_arn'),
      naming('Terraform ARN bought'),
      naming('Terraform tag a'),
    ]);
  });
});

suite('what another tool writes', () => {
  test('is read or refused soon, whatever is pasted', () => {
    for (const text of [
      `client.create_model(ModelName=f("${'\\a'.repeat(2000)})`,
      `client.create_model(ModelName='a' ${'# '.repeat(2000)}`,
      `client.create_model(${'\\\n'.repeat(2000)}`,
    ]) {
      const began = process.cpuUsage();
      readForm(text, yaml);
      assert.ok(process.cpuUsage(began).user < 2e6, text.slice(0, 50));
    }
  });

  test('is nothing where it is nested more deeply than a parser can go', () => {
    for (const text of ['{"a":', '[', '- ', '? ', 'a: {b: ['])
      assert.match(refusal(text.repeat(20_000)), /no request|too long/);
  });
  test('is read from an answer of DescribeModel, in the letters of either SDK', () => {
    const answer = { ...churn, ModelArn: 'arn', CreationTime: 1, $metadata: {}, VpcConfig: null };
    const lower = {
      modelName: 'churn',
      primaryContainer: { image },
      modelArn: 'arn',
      creationTime: 1,
      ResponseMetadata: {},
    };
    assertNames(taken(JSON.stringify(answer)), {
      request: churn,
      lost: [],
      remarks: [naming('ModelArn CreationTime $metadata')],
    });
    assert.deepEqual(taken(JSON.stringify(lower)).request, churn);
  });
  test('is read from an answer of DescribeModel as what is imported from it', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const answer = { ...request, ModelArn: 'arn' };
        assert.equal(definitionIn(JSON.stringify(answer)).text, importModel(answer).text);
      }),
    );
  });
  test('is read from an answer of DescribeModel without what says nothing, and that is told in one sentence', () => {
    const S3DataSource = { S3Uri: 's3://b/m.tar.gz', S3DataType: 'S3Object', CompressionType: 'Gzip' };
    const answer = {
      ModelArn: 'arn',
      EnableNetworkIsolation: false,
      ModelName: 'churn',
      PrimaryContainer: {
        Mode: 'SingleModel',
        Image: image,
        ImageConfig: { RepositoryAccessMode: 'Platform' },
        Environment: {},
        ModelDataUrl: 's3://b/m.tar.gz',
        ModelDataSource: { S3DataSource },
      },
      Tags: [
        { Key: 'aws:cloudformation:stack-name', Value: 'churn' },
        { Key: 'team', Value: 'growth' },
      ],
    };
    const { text, lost, remarks } = definitionIn(JSON.stringify(answer));
    assert.equal(
      text,
      `{
  "ModelName": "churn",
  "PrimaryContainer": {
    "Image": "${image}",
    "ModelDataUrl": "s3://b/m.tar.gz"
  },
  "Tags": [
    {
      "Key": "team",
      "Value": "growth"
    }
  ]
}
`,
    );
    assert.deepEqual(lost, []);
    assertNames(remarks, [
      naming(
        'ModelArn PrimaryContainer.Environment PrimaryContainer.ImageConfig PrimaryContainer.Mode PrimaryContainer.ModelDataSource EnableNetworkIsolation aws:cloudformation:stack-name',
      ),
    ]);
    const { Tags, ...untagged } = answer;
    assertNames(
      taken(JSON.stringify({ ...untagged, Tags: Tags.slice(0, 1) })).remarks.join(),
      naming('EnableNetworkIsolation aws:'),
    );
  });
  test('keeps what a person has written in a request though the model is the same without it, in the order of the API', () => {
    const request = {
      EnableNetworkIsolation: false,
      PrimaryContainer: { Mode: 'SingleModel', Image: image },
      ModelName: 'churn',
      Tags: [{ Key: 'aws:mine', Value: '' }],
    };
    const { text, lost, remarks } = definitionIn(JSON.stringify(request));
    assert.deepEqual([JSON.parse(text), lost, remarks], [request, [], []]);
    assert.match(text, /"ModelName.*"Image.*"Mode.*"Tags.*"EnableNetworkIsolation/s);
  });
  test('is read from a skeleton of the AWS CLI, without the places where nothing has been written', () => {
    const container = {
      ContainerHostname: '',
      Image: '',
      ImageConfig: { RepositoryAccessMode: 'Platform', RepositoryAuthConfig: { RepositoryCredentialsProviderArn: '' } },
      Mode: 'SingleModel',
      ModelDataUrl: '',
      ModelDataSource: { S3DataSource: { S3Uri: '', S3DataType: 'S3Prefix', CompressionType: 'None' } },
      Environment: { KeyName: '' },
      ModelPackageName: '',
    };
    const skeleton = {
      ModelName: 'churn',
      PrimaryContainer: { ...container, Image: image, Environment: { EMPTY: '' } },
      Containers: [container],
      ExecutionRoleArn: '',
      Tags: [{ Key: '', Value: '' }],
      VpcConfig: { SecurityGroupIds: [''], Subnets: [''] },
      EnableNetworkIsolation: true,
    };
    const { request, lost, remarks } = taken(JSON.stringify(skeleton));
    assert.deepEqual(request, {
      ModelName: 'churn',
      PrimaryContainer: {
        Image: image,
        ImageConfig: { RepositoryAccessMode: 'Platform' },
        Mode: 'SingleModel',
        Environment: { EMPTY: '' },
      },
      EnableNetworkIsolation: true,
    });
    assert.deepEqual(lost, []);
    assert.match(remarks.join(), /Containers.*VpcConfig/);
  });
  test('is read from Python as people write it', () => {
    const text = `
client = boto3.client('sagemaker')  # the usual
response = client.create_model(
    ModelName='chu' "rn" + 'x',
    PrimaryContainer=({
        # which image
        u"Image": r'a\\b', 'Mode': """Single\\
Model""", 'Environment': {'A': '\\x41\\u00e9\\N', "B": f'plain',},
    }),
    Tags=({'Key': 'k', 'Value': ''},),
    VpcConfig={'SecurityGroupIds': ['sg-1'], 'Subnets': ('subnet-1', 'subnet-2')},
    EnableNetworkIsolation=True,
    InferenceExecutionConfig=None,
    **{'ExecutionRoleArn': 'r'},
)
print(response)`;
    assert.deepEqual(taken(text), {
      request: {
        ModelName: 'churnx',
        PrimaryContainer: { Image: 'a\\b', Mode: 'SingleModel', Environment: { A: 'Aé\\N', B: 'plain' } },
        Tags: [{ Key: 'k', Value: '' }],
        VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1', 'subnet-2'] },
        EnableNetworkIsolation: true,
        ExecutionRoleArn: 'r',
      },
      lost: [],
      remarks: [],
    });
  });
  test('is taken from Python as far as it is written out, and the rest is told', () => {
    const text = `sm.create_model(
    ModelName=f"churn-{stamp}", ExecutionRoleArn=sagemaker.get_role(a, "b)"),
    PrimaryContainer={"Image": image, "ModelDataUrl": "s3://" + bucket, "Environment": {"A": str(1), "B": "b" f"{c}"}},
    **more)`;
    assertNames(taken(text), {
      request: { PrimaryContainer: { Environment: {} } },
      lost: [
        naming('ModelName f"churn-{stamp}"'),
        naming('ExecutionRoleArn sagemaker.get_role(a, "b)")'),
        naming('PrimaryContainer.Image'),
        naming('PrimaryContainer.ModelDataUrl "s3://" + bucket'),
        naming('PrimaryContainer.Environment.A str(1)'),
        naming('PrimaryContainer.Environment.B "b" f"{c}"'),
        naming('**more'),
      ],
      remarks: [],
    });
  });
  test('is read from a template of CloudFormation: the first model, without what is computed', () => {
    const text = `
Resources:
  Role: { Type: AWS::IAM::Role }
  First:
    Type: AWS::SageMaker::Model
    Properties:
      ModelName: churn
      ExecutionRoleArn: !GetAtt Role.Arn
      EnableNetworkIsolation: true
      PrimaryContainer:
        Image: !Sub "\${AWS::AccountId}.dkr.ecr/churn"
        Environment: { WORKERS: 012, LOUD: yes, REGION: !Ref AWS::Region, LIST: !Join [",", [a, b]] }
  Second: { Type: AWS::SageMaker::Model, Properties: {} }
`;
    assertNames(taken(text), {
      request: {
        ModelName: 'churn',
        EnableNetworkIsolation: true,
        PrimaryContainer: { Environment: { WORKERS: '012', LOUD: 'yes' } },
      },
      lost: [
        naming('First Second'),
        naming('ExecutionRoleArn Fn::GetAtt Role.Arn'),
        naming('PrimaryContainer.Image Fn::Sub ${AWS::AccountId}.dkr.ecr/churn'),
        naming('PrimaryContainer.Environment.REGION Ref AWS::Region'),
        naming('PrimaryContainer.Environment.LIST Fn::Join'),
      ],
      remarks: [],
    });
  });
  test('is read from a resource alone, with or without its name', () => {
    const resource = { Type: 'AWS::SageMaker::Model', Properties: churn };
    for (const it of [resource, { Mine: resource }]) {
      assert.deepEqual(taken(JSON.stringify(it)).request, churn);
      assert.deepEqual(taken(yaml.write(it)).request, churn);
    }
  });
  test('keeps members that are newer than what is known here', () => {
    const newer = { ...churn, Newer: { Than: ['we'] } };
    assert.deepEqual(taken(JSON.stringify(newer)), { request: newer, lost: [], remarks: [] });
  });
  test('is refused with what could be read, where it is nothing of that', () => {
    for (const text of [
      '',
      'Hello: world',
      '{}',
      '[1]',
      'create_model(',
      'create_model(1)',
      '{"a": ',
      'a: [',
      '&a [*a]',
    ])
      assertNames(refusal(text), naming('request'), text);
    assertNames(refusal('Resources: {}'), naming('AWS::SageMaker::Model'));
  });
  test('is read or refused, whatever it is', () => {
    const parts = fc.constantFrom(
      ...'create_model( ModelName= { } [ ] ( ) , : " \' """ # \\ ** + f" !Ref Resources: Type: - & * --cli-input-json'.split(
        ' ',
      ),
      '\n',
      'True',
      '1',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 3 })), { maxLength: 40 }), (found) => {
        const back = readForm(found.join(' '), yaml);
        assert.ok('text' in back ? JSON.parse(back.text) : back.refused);
      }),
      { numRuns: 500 },
    );
    const deep = `create_model(ModelName="m", Tags=${'['.repeat(5000)}${']'.repeat(5000)})`;
    assert.deepEqual(taken(deep).request, { ModelName: 'm', Tags: [] });
    assert.ok(readForm(`{"ModelName": "m", "Newer": ${'['.repeat(5000)}${']'.repeat(5000)}}`, yaml));
  });
});

test('a text that is no JSON is read up to a length, and refused above it, for that could take very long', () => {
  const json = JSON.stringify({ ModelName: 'm', PrimaryContainer: { Environment: { A: 'x'.repeat(70_000) } } });
  assert.ok('text' in readForm(json, yaml));
  assertNames(readForm('a, '.repeat(70_000), yaml), {
    refused: naming('long'),
  });
});
