/** Random requests, made from the description: every member, any text, nothing that is empty but what may be. */
import fc from 'fast-check';
import { createModel } from '../../server/language/description/createModel';
import type { Shape, Struct } from '../../server/language/description/shape';

type Request = Readonly<Record<string, unknown>>;

const text = (minLength: number) =>
  fc.oneof(
    fc.string({ minLength, maxLength: 12 }),
    fc.string({ unit: 'binary', minLength, maxLength: 12 }),
    fc.constantFrom(
      "it's",
      '$HOME `x` "y" \\',
      'yes',
      '012',
      '1e3',
      '~',
      '- a: b',
      '${a} %{b}',
      '\ud83d\ude00',
      'a\nb\n',
      '#',
    ),
  );

/** A value of a shape. */
function values(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'text':
      return text(shape.required && !shape.limits.min && shape.form?.pattern.test('') ? 0 : 1);
    case 'flag':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...Object.keys(shape.values).map((it) => (shape.of === 'number' ? Number(it) : it)));
    case 'dict':
      return fc
        .uniqueArray(
          fc.tuple(
            fc.oneof(fc.stringMatching(/^[A-Za-z_]\w{0,8}$/), fc.constantFrom('Ref', '__proto__', 'y')),
            text(0),
          ),
          { selector: ([name]) => name, minLength: 1, maxLength: 4 },
        )
        .map((entries) => Object.fromEntries(entries));
    case 'list':
      return fc.array(values(shape.item), { minLength: 1, maxLength: 2 });
    case 'struct': {
      const members = Object.entries(shape.members).map(([name, it]): [string, fc.Arbitrary<unknown>] => [
        name,
        values(it),
      ]);
      const requiredKeys = Object.keys(shape.members).filter((it) => shape.members[it]?.required);
      const some = fc.record<Record<string, unknown>>(Object.fromEntries(members), { requiredKeys });
      return some.filter((it) => Object.keys(Object(it)).length > 0);
    }
  }
}

export const requests: fc.Arbitrary<Request> = values(createModel as Struct).map((it) => Object(it));
