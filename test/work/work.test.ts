import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Many, many } from './texts';
import { counting, growing, tooMuch } from './work';

/** The build script is imported as is, and isn't bundled with the tests. */
const build: Promise<typeof import('../../esbuild.mjs')> = import(pathToFileURL('esbuild.mjs').href);

/** The SDK's documentation is generated for the server's bundle. */
const words = build.then(({ bundles }) => ({ plugins: bundles.server.plugins.slice(0, 1) }));

const real = words.then((it) => counting(it));

/** What grows faster than the text for item counts that are beyond all limits of a request. */
async function offences(names: readonly string[], texts: readonly Many[], things = 160): Promise<string[]> {
  const it = await real;
  return texts.flatMap(({ name: what, write }) => {
    const both = [write(things / 10), write(things)] as const;
    return names.flatMap((name) => tooMuch(it, name, both, things).map((offence) => `${name}, ${what}: ${offence}`));
  });
}

/** Lists and maps, in the styles that reveal the most. */
const telling = many.filter(
  ({ isUsual, style }) => isUsual && /^(?:each another|every other|malformed|with comments)/.test(style),
);
const ofEachList = telling.filter((it) => it.style === 'each another');

suite('work grows no faster than the text', () => {
  test('of the rules and their fixes, for everything that a request can contain', async () =>
    assert.deepEqual(await offences(['fix'], many), []));
  test('of every feature, for every list and map', async () =>
    assert.deepEqual(await offences((await real).names, telling), []));
  for (const { name, write } of ofEachList)
    test(`of the rules, for 100, 1,000, and 10,000 of ${name}`, async () => {
      const [few, some, all] = await Promise.all(
        [100, 1000, 10_000].map(async (it) => (await real).count('check', write(it))),
      );
      assert.ok(few && some && all);
      assert.deepEqual([...growing(few, some, 1000), ...growing(some, all, 10_000)], []);
    });
});

suite('work that grows faster than the text is detected', () => {
  /** Rules that compare every item with every other, in two ways. */
  const slow = words.then((it) =>
    counting(it, (file, text) => {
      if (file === 'hostnames.ts')
        return text.replace(
          'const containers = compared(it);',
          "const containers = it.items('Containers'); for (const one of containers) containers.find((other) => one !== other && false);",
        );
      return file === 'additionalModelData.ts'
        ? text.replace('for (const one of sources) {', 'for (const one of sources) { sources.lastIndexOf(one, 0);')
        : text;
    }),
  );
  for (const [what, list, place] of [
    ['in our own loop', 'Containers', /hostnames\.ts:\d+/],
    ['in an engine method', 'PrimaryContainer.AdditionalModelDataSources', /additionalModelData\.ts:\d+/],
  ] as const)
    test(what, async () => {
      const [text] = many.filter((it) => it.name === `${list}: each another`);
      assert.ok(text);
      assert.match(tooMuch(await slow, 'check', [text.write(100), text.write(1000)], 1000).join(), place);
    });
});
