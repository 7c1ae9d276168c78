import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { CreateModelInput } from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { createModel } from '../../server/language/description/createModel';
import { innerShape, isObject, normal } from '../../server/language/description/normal';
import type { Shape } from '../../server/language/description/shape';
import { type Comparison, compare } from '../../server/language/operations/compare';
import { importModel } from '../../server/language/operations/import';
import { excerpt } from '../../server/language/text/words';
import { validate } from '../sagemaker/constraints';
import type { Model } from '../sagemaker/model';
import { operations, type Scene } from '../sagemaker/operations';
import { requests } from '../sagemaker/requests';
import { validRequests } from '../support/requests';

/** What the local SageMaker tells of a model that it made from a request, with its tags. */
function deployed(request: CreateModelInput): object {
  const none = new Map();
  const scene: Scene = {
    place: { region: 'eu-west-1', account: '111122223333' },
    now: new Date('2026-11-20T10:00:00Z'),
    models: new Map<string, Model>(),
    packages: [],
    deployments: new Map(),
    faults: { data: none, roles: none, images: none, packages: none },
  };
  validate(requests.CreateModel, { ...request });
  operations.CreateModel(request as never, scene);
  const [model] = scene.models.values();
  return { ...operations.DescribeModel({ ModelName: request.ModelName ?? '' }, scene), Tags: model?.tags };
}

const beside = (definition: unknown, answer: unknown) => compare({ definition: JSON.stringify(definition) }, answer);
const told = ({ differences }: Comparison) => differences.map((it) => `${it.kind} ${it.path}`);

/** A definition that differs from another in one thing, and how that is told. */
interface Change {
  readonly changed: unknown;
  /** The kind of the difference; nothing where the two mean the same. */
  readonly kind?: 'added' | 'removed' | 'changed';
  readonly path: readonly string[];
}

/** Every single change of a value: of what it is, of what is in it, by what is taken out of it and put into it. */
function changes(value: unknown, shape: Shape | undefined, request = value): Change[] {
  const found = changesInside(value, shape, request);
  // Where there was nothing, what is told is that there is something.
  return normal(value, shape, 'with defaults') === undefined ? found.map((it) => ({ ...it, path: [] })) : found;
}

function changesInside(value: unknown, shape: Shape | undefined, request: unknown): Change[] {
  if (Array.isArray(value) && shape?.kind === 'list') {
    const { item, keyedBy, unordered, counted = 'item' } = shape;
    const nameOf = (it: unknown, at: number) =>
      keyedBy ? excerpt(String(Object(it)[keyedBy]), 60) : unordered ? String(it) : `${counted} ${at + 1}`;
    const inside = value.flatMap((it, at) =>
      changes(it, item, request)
        .filter(({ path }) => !keyedBy || path[0] !== keyedBy)
        .map((change) => ({
          ...change,
          changed: value.with(at, change.changed),
          path: [nameOf(unordered ? change.changed : it, at), ...change.path],
        })),
    );
    const without = value.map((_, at): Change => ({ changed: value.toSpliced(at, 1), kind: 'added', path: ['*'] }));
    const isPlain = item.kind !== 'struct';
    const more = isPlain ? 'one-more' : { [keyedBy ?? 'Invented']: 'one-more' };
    const name = nameOf(more, value.length);
    return [...inside, ...without, { changed: [...value, more], kind: 'removed', path: [name] }];
  }
  if (isObject(value)) {
    const members = Object.entries(value).flatMap(([name, it]): Change[] => {
      const described = innerShape(shape, name);
      const { [name]: _, ...others } = value;
      const inside = changes(it, described, request).map((change) => ({
        ...change,
        changed: { ...value, [name]: change.changed },
        path: [name, ...change.path],
      }));
      const isSaid = normal(it, described) !== undefined && !described?.filledIn?.(request);
      return [...inside, { changed: others, ...(isSaid && { kind: 'added' }), path: [name] }];
    });
    return [...members, { changed: { ...value, Invented: 'one-more' }, kind: 'removed', path: ['Invented'] }];
  }
  const others =
    shape?.kind === 'choice'
      ? Object.keys(shape.values).map((it) => (shape.of === 'number' ? Number(it) : it))
      : [typeof value === 'boolean' ? !value : `${value}x`];
  return others.filter((it) => it !== value).map((changed) => ({ changed, kind: 'changed', path: [] }));
}

suite('for any request that SageMaker takes', () => {
  test('the definition is in step with the model that it made, and nothing is shown as different', () => {
    fc.assert(
      fc.property(validRequests, (request) => {
        const compared = beside(request, deployed(request));
        assert.deepEqual([compared.state, told(compared)], ['inStep', []]);
        assert.equal(compared.left, compared.right);
      }),
    );
  });
  test('the model imported, created again and imported again is the same definition, in step with both', () => {
    fc.assert(
      fc.property(validRequests, (request) => {
        const first = deployed(request);
        const { text } = importModel(first);
        const second = deployed(JSON.parse(text));
        assert.equal(importModel(second).text, text);
        for (const answer of [first, second]) assert.equal(compare({ definition: text }, answer).state, 'inStep');
        assert.equal(compare({ other: first }, second).state, 'inStep');
      }),
    );
  });
  test('each single change of the definition is told as exactly that change', () => {
    fc.assert(
      fc.property(validRequests, (request) => {
        const answer = deployed(request);
        for (const { changed, kind, path } of changes(request, createModel)) {
          const compared = beside(changed, answer);
          const expected = kind ? [`${kind} ${path.join(' › ')}`] : [];
          // Of items that are alike it does not matter which one is gone.
          const found =
            path.at(-1) === '*' ? told(compared).map((it) => it.replace(/ › [^›]*$/, ' › *')) : told(compared);
          assert.deepEqual([compared.state, found], [kind ? 'different' : 'inStep', expected], JSON.stringify(changed));
          assert.equal(compared.left === compared.right, !kind, JSON.stringify(changed));
        }
      }),
      { numRuns: 20 },
    );
  });
});

test('a container without a hostname differs from one with it where each is called by its name, and not in a pipeline', () => {
  const request = (Mode: string, ContainerHostname?: string) => ({
    ModelName: 'm',
    Containers: [
      { Image: 'r/a:1', ...(ContainerHostname && { ContainerHostname }) },
      { Image: 'r/b:1', ContainerHostname: 'b' },
    ],
    InferenceExecutionConfig: { Mode },
  });
  const path = 'Containers › container 1 › ContainerHostname';
  assert.deepEqual(told(beside(request('Direct'), request('Direct', 'a'))), [`added ${path}`]);
  assert.deepEqual(told(beside(request('Serial'), request('Serial', 'a'))), []);
});
