import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { regions } from '../../knowledge/partitions';
import { check } from '../../server/language/check/check';
import { complete } from '../../server/language/features/completion';
import { type Answers, begin, type NewDefinitionContext, next } from '../../server/language/operations/newDefinition';
import { read } from '../../server/language/syntax/document';

const connected: NewDefinitionContext = { given: { account: '111122223333', region: 'eu-west-1' } };
const nowhere: NewDefinitionContext = { given: {} };
const role = 'arn:aws:iam::111122223333:role/Serving';

const keys = (answers: Answers, about = nowhere) => next(answers, about)?.choices.map((it) => it.key) ?? [];
const asks = (answers: Answers, about = nowhere) => next(answers, about)?.asks;

/** All ways to answer all questions but that of the name, where each other choice is like the first few. */
function* ways(about: NewDefinitionContext, answers: Answers = {}): Generator<Answers> {
  const question = next(answers, about);
  if (!question) return yield answers;
  const { asks, choices } = question;
  // Regions are many, and differ by their partition.
  const some =
    asks === 'region' ? choices.filter(({ key }) => /^(us-east-1|cn-north-1|us-gov-west-1|)$/.test(key)) : choices;
  for (const { key } of asks === 'name' ? [{ key: 'churn' }] : some) yield* ways(about, { ...answers, [asks]: key });
}

suite('a definition to begin with', () => {
  test('is of one of the kinds that completion offers in an empty file', () => {
    const offered = complete('', 0).map((it) => it.label);
    assert.deepEqual(
      next({}, nowhere)?.choices.map((it) => it.label),
      offered,
    );
    assert.ok(offered.includes('Hugging Face Hub'));
  });
  test('asks for kind, name, image, processor, region and role, in this order', () => {
    const answers: Record<string, string> = {};
    const asked: string[] = [];
    for (const [of, answer] of Object.entries({
      kind: 'single-container',
      name: 'churn',
      image: 'PyTorch',
      processor: 'GPU',
      region: 'eu-west-1',
      role: '',
    })) {
      const question = next(answers, nowhere);
      asked.push(`${question?.asks} ${question?.step}/${question?.of}`);
      answers[of] = answer;
    }
    assert.equal(asked.join(', '), 'kind 1/5, name 2/5, image 3/5, processor 4/6, region 5/6, role 6/6');
    assert.equal(next(answers, nowhere), undefined);
  });
  test('does not ask for the region of the connection, unless what was chosen is not there', () => {
    const answers = { kind: 'single-container', name: 'm', image: 'PyTorch', processor: 'CPU' };
    assert.equal(asks(answers, connected), 'role');
    assert.equal(asks({ ...answers, image: 'Stability AI' }, { given: { region: 'cn-north-1' } }), 'region');
    assert.match(
      begin(answers, connected).text,
      /"763104351884\.dkr\.ecr\.eu-west-1\.amazonaws\.com\/pytorch-inference:2\.6\.0-cpu-/,
    );
  });
  test('asks for no image where the kind has none to choose, and for no processor where there is one', () => {
    assert.equal(asks({ kind: 'model-package', name: 'm' }), 'region');
    assert.equal(asks({ kind: 'private-registry', name: 'm' }, connected), 'role');
    assert.equal(asks({ kind: 'large-language-model', name: 'm', image: 'SGLang' }, connected), 'role');
  });
  test('leaves the region open only where no image of AWS was chosen', () => {
    assert.ok(keys({ kind: 'single-container', name: 'm', image: '' }).includes(''));
    assert.ok(!keys({ kind: 'single-container', name: 'm', image: 'XGBoost' }).includes(''));
  });
  test('offers the regions that the person is likely to want first, and those alone that have the image', () => {
    const likely = { ...nowhere, regions: ['eu-west-3', 'eu-north-9', 'nonsense', 'cn-north-1'] };
    assert.deepEqual(keys({ kind: 'model-package', name: 'm' }, likely).slice(0, 3), [
      'eu-west-3',
      'eu-north-9',
      'cn-north-1',
    ]);
    const hub = keys({ kind: 'hugging-face-hub', name: 'm', image: 'Hugging Face TGI', processor: 'GPU' }, likely);
    assert.equal(hub[0], 'eu-west-3');
    assert.ok(!hub.includes('eu-north-9') && hub.length < regions.length);
  });
  test('offers only images that hold many models where there are to be many', () => {
    const many = keys({ kind: 'multi-model', name: 'm' });
    assert.ok(many.includes('Triton Inference Server') && many.includes('XGBoost') && !many.includes('SGLang'));
    assert.equal(asks({ kind: 'multi-model', name: 'm', image: 'PyTorch' }, connected), 'role', 'GPUs hold one');
  });
  test('offers the roles that SageMaker could take on there', () => {
    const roles = [
      role,
      'arn:aws:iam::444455556666:role/Other',
      'arn:aws-cn:iam::111122223333:role/China',
      'arn:aws:iam::111122223333:user/u',
      '${role}',
    ];
    const answers = { kind: 'model-package', name: 'm' };
    assert.deepEqual(keys(answers, { ...connected, roles }), [role, '']);
    assert.deepEqual(keys({ ...answers, region: 'cn-north-1' }, { ...nowhere, roles }), [roles[2], '']);
    const used = { given: { ...connected.given, workspaceValues: { role: [role] } }, roles };
    assert.deepEqual(keys(answers, used), [role, ''], 'each once');
    assert.match(
      begin({ ...answers, role }, used).text,
      /"ExecutionRoleArn": "arn:aws:iam::111122223333:role\/Serving"/,
    );
  });
  test('is called like its folder, by a name that a model can have and no other has', () => {
    const proposal = (folder: string, taken: readonly string[] = []) =>
      next({ kind: 'model-package' }, { ...nowhere, folder, isTaken: (it) => taken.includes(it) })?.proposal;
    assert.equal(proposal('fraud_models (old)'), 'fraud-models-old');
    assert.equal(proposal('churn', ['churn', 'churn-2']), 'churn-3');
    assert.equal(proposal('___'), 'my-model');
    assert.match(proposal(`${'ab'.repeat(24)}c--d${'e'.repeat(90)}`) ?? '', /^[a-z](-?[a-z])*$/);
  });
  test('has no place for a name that is none, while it is typed', () =>
    assert.match(begin({ name: 'a"b${c}' }, nowhere).text, /"ModelName": "your-model"/));
  test('has nothing wrong but what is left to fill in, whatever is chosen', () => {
    let count = 0;
    for (const about of [{ ...connected, roles: [role] }, nowhere])
      for (const answers of ways(about)) {
        count++;
        const { text } = begin(answers, about);
        const found = check(read(text), { ...about.given, today: '2026-08-21' }).filter(
          (it) => it.rule !== 'placeholder',
        );
        const wrong = found.filter((it) => it.severity === 'error' || it.severity === 'warning');
        assert.deepEqual(
          wrong.map((it) => it.message),
          [],
          `${JSON.stringify(answers)}\n${text}`,
        );
      }
    assert.ok(count > 300);
  });
  test('says of what is left to fill in that it is, the name of a model of the Hub among it', () => {
    const left = (kind: string) =>
      check(read(begin({ kind, name: 'm' }, nowhere).text)).filter((it) => it.rule === 'placeholder').length;
    const kinds = next({}, nowhere)?.choices.map(({ key }) => [key, left(key)]) ?? [];
    assert.deepEqual(Object.fromEntries(kinds), {
      'single-container': 3,
      'multi-model': 3,
      pipeline: 4,
      'large-language-model': 3,
      'hugging-face-hub': 3,
      'model-package': 2,
      'private-registry': 3,
    });
  });
  test('has a tab stop for all that is left to fill in, first what stands first', () => {
    const { text, snippet } = begin({ kind: 'model-package', name: 'm' }, connected);
    assert.match(snippet, /model-package\/\$\{1:your-package\}\/\$\{2:1\}"/);
    assert.match(snippet, /role\/\$\{3:your-role\}"/);
    assert.ok(!text.includes('$'));
  });
});
