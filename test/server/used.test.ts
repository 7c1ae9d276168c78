import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { read } from '../../server/language/syntax/document';
import { hasPlaceholder } from '../../server/language/text/words';
import { UsedStrings } from '../../server/workspace/usedStrings';

const used = (container: object, more: object = {}) => {
  const all = new UsedStrings();
  all.set('a', read(JSON.stringify({ PrimaryContainer: container, ...more })));
  return all.byOthers('b');
};

suite('what other definitions write', () => {
  test('is offered by its kind, the most frequent first, and not what one writes itself', () => {
    const all = new UsedStrings();
    const of = (bucket: string) => read(`{ "PrimaryContainer": { "ModelDataUrl": "s3://${bucket}/m.tar.gz" } }`);
    for (const [file, bucket] of [
      ['a', 'own'],
      ['b', 'rare'],
      ['c', 'common'],
      ['d', 'common'],
    ] as const)
      all.set(file, of(bucket));
    assert.deepEqual(all.byOthers('a'), { s3: ['s3://common/m.tar.gz', 's3://rare/m.tar.gz'] });
    for (const file of ['c', 'd']) all.set(file, undefined);
    assert.deepEqual(all.byOthers('a'), { s3: ['s3://rare/m.tar.gz'] });
  });
  test('leaves out what may carry a password or a signature, and what is still to be filled in', () => {
    const signed = 'https://b.s3.amazonaws.com/m.tar.gz?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE&X-Amz-Signature=a';
    assert.deepEqual(used({ ModelDataUrl: signed, Image: 'https://bob:hunter2@registry.corp/x:1' }), {});
    assert.deepEqual(used({ Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/${REPOSITORY}:1' }), {});
    assert.deepEqual(used({ Image: 'registry.corp:5000/x:1', Environment: { A: 'hf_secret' } }), {
      image: ['registry.corp:5000/x:1'],
    });
  });
  test("omits strings that don't match their shape, whatever another file contains", () => {
    const role = (text: string) => used({}, { ExecutionRoleArn: text }).role;
    for (const it of [
      '[Sign in](command:workbench.action.quit)',
      'not a role, but a sentence that is long enough',
      'SageMakerRole-without-an-arn',
      `arn:aws:iam::111122223333:role/${'a'.repeat(3000)}`,
    ])
      assert.equal(role(it), undefined, it.slice(0, 60));
    assert.deepEqual(role('arn:aws:iam::111122223333:role/service-role/Churn'), [
      'arn:aws:iam::111122223333:role/service-role/Churn',
    ]);
    assert.deepEqual(used({}, { VpcConfig: { Subnets: ['subnet-0a', '$(icon) subnet'], SecurityGroupIds: [] } }), {
      subnet: ['subnet-0a'],
    });
  });
});

test('a place to fill in is looked for in a time that grows with the text, and no faster', () => {
  for (const piece of ['{{', '${', '<', '{{}', '$']) assert.equal(hasPlaceholder(piece.repeat(500_000)), false, piece);
  for (const text of ['{{ name }}', '${NAME}', '<name>', 'CHANGE_ME']) assert.ok(hasPlaceholder(text), text);
});
