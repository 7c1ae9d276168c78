import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { complete } from '../../server/language/features/completion';
import { link } from '../../server/language/features/documentLinks';
import { hover } from '../../server/language/features/hover';
import { hint } from '../../server/language/features/inlayHints';
import { read } from '../../server/language/syntax/document';
import type { AnalysisContext } from '../../server/language/types';
import { assertNames, naming } from '../support/facts';
import { cursor } from '../support/marked';

const image = '"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1"';
const container = (members: string) => `{ "PrimaryContainer": { ${members} } }`;

/** The lines about a member's value that stand before what is said of the member itself. */
function said(member: string, value: string, given: AnalysisContext = {}, more = ''): string[] {
  const text =
    member === 'ExecutionRoleArn' ? `{ "${member}": "${value}" }` : container(`${more}"${member}": "${value}"`);
  const found = hover(read(text), text.indexOf(value), given)?.markdown ?? '';
  return found
    .slice(0, found.indexOf('**', found.indexOf(`**${member}**`)))
    .split('\n')
    .map((it) => it.replace(/^- /, '').replaceAll('**', ''))
    .filter((it) => it !== '');
}

suite('hover takes apart', () => {
  test('the ARN of a role', () => {
    const arn = 'arn:aws-cn:iam::111122223333:role/service-role/team/Runs';
    assertNames(said('ExecutionRoleArn', arn, { account: '111122223333' }), [
      naming('Runs IAM'),
      'Path: `/service-role/team/`',
      naming('111122223333'),
      'Partition: AWS China',
    ]);
    assertNames(said('ExecutionRoleArn', 'arn:aws:iam::111122223333:role/r'), [
      naming('r IAM'),
      'Account: 111122223333',
    ]);
  });

  test('a model package, by its ARN or by its name', () => {
    const arn = 'arn:aws:sagemaker:eu-west-1:444455556666:model-package/churn/3';
    assertNames(said('ModelPackageName', arn, { account: '111122223333' }), [
      naming('churn'),
      'Version: `3`',
      naming('444455556666'),
      'Region: eu-west-1, Europe (Ireland)',
    ]);
    assert.match(said('ModelPackageName', 'churn/3').join(), /`churn`.*account and region/);
    const bought = 'arn:aws:sagemaker:eu-west-1:985815980388:model-package/vision';
    assert.ok(said('ModelPackageName', bought).includes('Account: 985815980388, AWS Marketplace'));
  });

  test('an address in S3, and says what its member wants', () => {
    assertNames(said('ModelDataUrl', 's3://models-eu-west-1/a/m.tar.gz'), [
      '`models-eu-west-1`: a bucket',
      'Key: `a/m.tar.gz`',
      naming('eu-west-1 Europe Ireland'),
      naming('.tar.gz'),
    ]);
    assertNames(said('ModelDataUrl', 's3://models/all/', {}, '"Mode": "MultiModel", '), [
      '`models`: a bucket',
      'Prefix: `all/`',
      naming('archives'),
    ]);
    assertNames(said('ModelDataUrl', 's3://jumpstart-cache-prod-eu-west-1/m').join(), naming('JumpStart'));
  });

  test('a function and the content of a hub', () => {
    const within = (text: string, value: string) => hover(read(text), text.indexOf(value))?.markdown ?? '';
    const f = 'arn:aws:lambda:eu-west-1:111122223333:function:keys:live';
    const config = `"ImageConfig": { "RepositoryAuthConfig": { "RepositoryCredentialsProviderArn": "${f}" } }`;
    assert.match(within(container(config), f), /^`keys`: .*Lambda.*\n\n- .*`live`\n/);
    const hub = 'arn:aws:sagemaker:eu-west-1:aws:hub-content/SageMakerPublicHub/Model/bert/1.2.0';
    const source = `"ModelDataSource": { "S3DataSource": { "HubAccessConfig": { "HubContentArn": "${hub}" } } }`;
    assert.match(
      within(container(source), hub),
      /^`bert`: content of the hub `SageMakerPublicHub`\n\n- \*\*Type:\*\* `Model`\n- \*\*Version:\*\* `1\.2\.0`\n- \*\*Provided by:\*\* AWS\n/,
    );
  });

  test('nothing that is not of its form, and shows what is written as it is written', () => {
    assert.deepEqual(said('ExecutionRoleArn', 'arn:aws:iam::111122223333:user/u'), []);
    assert.deepEqual(said('ModelDataUrl', 'https://example.com/m.tar.gz'), []);
    assert.deepEqual(said('ModelPackageName', 'arn:aws:sagemaker:eu-west-1:1'), []);
    assert.match(
      said('ModelDataUrl', 's3://a/[x](https://evil.example)').join(),
      /Key: `\[x\]\(https:\/\/evil\.example\)`/,
    );
  });
});

const linksIn = (text: string, given: AnalysisContext = {}) => link(read(text), given).map((it) => it.href);

suite('links lead into the console', () => {
  test('of the region that the value, the definition or the connection names', () => {
    const s3 = '"ModelDataUrl": "s3://models/a b/m.tar.gz"';
    assert.deepEqual(linksIn(container(s3)), []);
    const path = 's3/object/models?region=eu-west-1&prefix=a%20b%2Fm.tar.gz';
    assert.deepEqual(linksIn(container(s3), { region: 'eu-west-1' }), [
      `https://eu-west-1.console.aws.amazon.com/${path}`,
    ]);
    assert.equal(linksIn(container(`${image}, ${s3}`)).at(-1), `https://eu-west-1.console.aws.amazon.com/${path}`);
    assert.deepEqual(linksIn(container('"ModelDataUrl": "s3://m-us-east-2/"'), { region: 'eu-west-1' }), [
      'https://us-east-2.console.aws.amazon.com/s3/buckets/m-us-east-2?region=us-east-2',
    ]);
  });

  test('for everything that has a page there', () => {
    const text = `{
      "ExecutionRoleArn": "arn:aws:iam::111122223333:role/service-role/r",
      "Containers": [
        { "ModelPackageName": "arn:aws:sagemaker:eu-west-1:111122223333:model-package/p/1" },
        { "ModelPackageName": "arn:aws:sagemaker:eu-west-1:985815980388:model-package/v" },
        { "ImageConfig": { "RepositoryAuthConfig": {
          "RepositoryCredentialsProviderArn": "arn:aws:lambda:eu-west-1:111122223333:function:f"
        } } },
        { "ModelDataUrl": "s3://jumpstart-cache-prod-eu-west-1/m.tar.gz" }
      ],
      "VpcConfig": { "SecurityGroupIds": ["sg-0a1b"], "Subnets": ["subnet-0a1b", "\${SUBNET}"] }
    }`;
    assert.deepEqual(
      linksIn(text).map((it) => it.replace('https://eu-west-1.console.aws.amazon.com', '')),
      [
        'https://console.aws.amazon.com/iam/home#/roles/details/r',
        '/sagemaker/home?region=eu-west-1#/model-packages/p/1',
        '/sagemaker/home?region=eu-west-1#/model-packages/my-subscriptions',
        '/lambda/home?region=eu-west-1#/functions/f',
        '/vpcconsole/home?region=eu-west-1#SecurityGroup:groupId=sg-0a1b',
        '/vpcconsole/home?region=eu-west-1#SubnetDetails:subnetId=subnet-0a1b',
      ],
    );
  });

  test('of the partition, where it has one that is known', () => {
    const role = (partition: string) => `{ "ExecutionRoleArn": "arn:${partition}:iam::111122223333:role/r" }`;
    const host = (partition: string) => linksIn(role(partition)).map((it) => new URL(it).host)[0];
    assert.equal(host('aws-cn'), 'console.amazonaws.cn');
    assert.equal(host('aws-us-gov'), 'console.amazonaws-us-gov.com');
    assert.equal(host('aws-eusc'), 'console.amazonaws-eusc.eu');
    assert.equal(host('aws-iso'), undefined);
    assert.deepEqual(linksIn(container('"ModelDataUrl": "s3://m/m"'), { region: 'us-iso-east-1' }), []);
  });
});

test('a package that AWS Marketplace sells is told in the margin', () => {
  const of = (account: string) =>
    hint(read(container(`"ModelPackageName": "arn:aws:sagemaker:eu-west-1:${account}:model-package/v"`)));
  assert.deepEqual(
    of('985815980388').map((it) => it.label),
    ['AWS Marketplace'],
  );
  assert.deepEqual(of('111122223333'), []);
});

/** The strings that are offered at the cursor. */
function offered(marked: string, given: AnalysisContext = {}): string[] {
  const { text, offset } = cursor(marked);
  return complete(text, offset, undefined, given).map((it) => it.text.replaceAll('"', ''));
}
const here: AnalysisContext = { region: 'eu-west-1', account: '111122223333' };

suite('completion writes', () => {
  test('the ARN of a role by its parts, for the partition and the account of the connection', () => {
    assert.deepEqual(offered('{ "ExecutionRoleArn": "|" }', here), [
      'arn:aws:iam::111122223333:role/',
      'arn:aws:iam::111122223333:role/service-role/',
    ]);
    assert.deepEqual(offered('{ "ExecutionRoleArn": "arn:aws:iam::111122223333:role/|" }', here), [
      'arn:aws:iam::111122223333:role/service-role/',
    ]);
    assert.deepEqual(offered('{ "ExecutionRoleArn": "|" }', { region: 'cn-north-1' }), ['arn:aws-cn:iam::']);
    assert.deepEqual(offered('{ "ExecutionRoleArn": "|" }'), []);
  });

  test('packages, functions and content of hubs in the region that the rest of the definition names', () => {
    const account = { account: '111122223333' };
    const packages = `{ "Containers": [{ ${image} }, { "ModelPackageName": "|" }] }`;
    assert.deepEqual(offered(packages, account), [
      'arn:aws:sagemaker:eu-west-1:111122223333:model-package/',
      'arn:aws:sagemaker:eu-west-1:985815980388:model-package/',
    ]);
    const hub = '"ModelDataSource": { "S3DataSource": { "HubAccessConfig": { "HubContentArn": "|" } } }';
    assert.deepEqual(offered(container(`${image}, ${hub}`)), [
      'arn:aws:sagemaker:eu-west-1:aws:hub-content/SageMakerPublicHub/Model/',
      'arn:aws:sagemaker:eu-west-1:',
    ]);
    assert.deepEqual(offered(container(hub), { ...account, region: 'us-iso-east-1' }), [
      'arn:aws-iso:sagemaker:us-iso-east-1:111122223333:hub-content/',
    ]);
    const lambda = '"ImageConfig": { "RepositoryAuthConfig": { "RepositoryCredentialsProviderArn": "|" } }';
    assert.deepEqual(offered(container(`${image}, ${lambda}`), account), [
      'arn:aws:lambda:eu-west-1:111122223333:function:',
    ]);
  });

  test('an address in S3, from its scheme to the name of an archive where one is wanted', () => {
    const at = (written: string, given: AnalysisContext = {}, more = '') =>
      offered(container(`${more}"ModelDataUrl": "${written}|"`), given);
    assert.deepEqual(at(''), ['s3://']);
    assert.deepEqual(at('s3://', here), [
      's3://sagemaker-eu-west-1-111122223333/',
      's3://jumpstart-cache-prod-eu-west-1/',
      's3://jumpstart-private-cache-prod-eu-west-1/',
    ]);
    assert.deepEqual(at('s3://', { ...here, region: 'eu-north-7' }), ['s3://sagemaker-eu-north-7-111122223333/']);
    assert.deepEqual(at('s3://models/'), ['s3://models/model.tar.gz']);
    assert.deepEqual(at('s3://models/a/'), ['s3://models/a/model.tar.gz']);
    assert.deepEqual(at('s3://models/a'), []);
    assert.deepEqual(at('s3://models/', {}, '"Mode": "MultiModel", '), []);
  });

  test('what the workspace and the account have, each once and marked as such', () => {
    const given: AnalysisContext = {
      workspaceValues: {
        'model-package': ['a/1'],
        s3: ['s3://m/a.tar.gz', 's3://m/b.tar.gz'],
        subnet: ['subnet-1'],
        'tag-key': ['team'],
      },
      accountValues: { 'model-package': ['b/1', 'a/1'] },
    };
    const details = (marked: string) => {
      const { text, offset } = cursor(marked);
      return complete(text, offset, undefined, given).map((it) => `${it.label}: ${it.detail}`);
    };
    assertNames(details(container('"ModelPackageName": "|"')), [naming('a/1'), naming('b/1')]);
    assertNames(details(container('"ModelDataUrl": "|"')), [
      naming('s3://m/a.tar.gz'),
      naming('s3://m/b.tar.gz'),
      naming('s3://m/'),
      naming('s3:// S3'),
    ]);
    assertNames(details('{ "VpcConfig": { "Subnets": ["|"] } }'), [naming('subnet-1')]);
    assert.deepEqual(details('{ "VpcConfig": { "SecurityGroupIds": ["|"] } }'), []);
    assertNames(details('{ "Tags": [{ "Key": "|" }] }'), [naming('team')]);
  });
});
