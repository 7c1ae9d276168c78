/** Texts as somebody hostile would give them to a model, a tag, a profile, or a message: links, icons, paths, and what nobody sees. */
import fc from 'fast-check';

const targets = [
  'command:workbench.action.quit?%5B1%5D',
  'https://example.com/a',
  'HTTP://a',
  'file:///etc/passwd',
  'x:y',
];

/** What links, icons, paths, and lines are made of, so that parts that are taken out may join what is around them. */
const parts = [
  ...['[', ']', '(', ')', '](', '$(', '$', ' ', '"', "'", '\\', '../', '..\\', '%', '<a href="command:x">', '`', '**'],
  ...['error', 'sync~spin', 'a', 'x'.repeat(300), 'con', '\n', '\r\n', '\t', '\u0000', '\u001b[2J', '\u007f', '\u009b'],
  ...[
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2066',
    '\u200f',
    '\u061c',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ud800',
    '\udc00',
    '👩',
  ],
  ...targets.map((it) => `(${it})`),
];

const part = fc.constantFrom(...parts);
const link = fc
  .tuple(fc.constantFrom(...parts), fc.constantFrom(...targets), fc.constantFrom('', ' "title"', " 'title'"))
  .map(([label, target, title]) => `[${label}](${target}${title})`);
const icon = fc.constantFrom('$(error)', '$(sync~spin)', '\\$(a-1)');

/** Anything of it, and sometimes a great deal. */
export const hostile: fc.Arbitrary<string> = fc
  .tuple(fc.array(fc.oneof(part, part, link, icon), { minLength: 1, maxLength: 20 }), fc.constantFrom(1, 1, 1, 200))
  .map(([all, times]) => all.join('').repeat(times));
