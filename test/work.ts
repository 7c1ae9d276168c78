/** Counts what the language does about a text, exactly and on any machine, and finds what grows faster than the text. */
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';
import * as esbuild from 'esbuild';
import type { Spot } from './fuzz/texts';
import type * as entry from './work/entry';
import { instrument } from './work/instrument';

/** How much work an answer took: in all, and at each place of the sources. */
export interface Count {
  readonly total: number;
  readonly sites: ReadonlyMap<string, number>;
}

export interface Counting {
  /** The questions that can be asked. */
  readonly names: readonly string[];
  /** Asks a question. @returns nothing where the answer takes more work than `most` */
  count(name: string, of: Spot, most?: number): Count | undefined;
}

/**
 * Builds what answers questions about definitions, with counters in it, and runs it in a realm of its own.
 * @param change what is made of a source before it is counted
 */
export async function counting(
  options: esbuild.BuildOptions,
  change?: (file: string, text: string) => string,
): Promise<Counting> {
  const sites: string[] = [];
  const { outputFiles } = await esbuild.build({
    ...options,
    entryPoints: ['test/work/entry.ts'],
    inject: [path.resolve('test/work/counting.ts')],
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    mainFields: ['module', 'main'],
    define: {},
    format: 'iife',
    globalName: 'work',
    // As modules are: else a text is made an object whenever one of its methods is called.
    banner: { js: "'use strict';" },
    sourcemap: false,
    plugins: [
      ...(options.plugins ?? []),
      instrument(/[\\/](server[\\/].*\.ts|node_modules[\\/].*\.m?js)$/, sites, change),
    ],
  });
  const context = createContext({});
  runInContext(outputFiles?.[0]?.text ?? '', context);
  const work: typeof entry = runInContext('work', context);
  return {
    names: [...work.names],
    count(name, { text, offset }, most = 1e9) {
      const { isDone, counts } = work.count(name, text, offset, most);
      if (!isDone) return undefined;
      const found = new Map<string, number>();
      let total = 0;
      for (const [id, it] of counts.entries()) {
        if (it > 0) found.set(sites[id] ?? '', it);
        total += it;
      }
      return { total, sites: found };
    },
  };
}

/** What is ten times as long may take ten times the work, and a little more, for sorting. */
const mostInAll = 13;

/** One place may be reached more often, for some are reached only when there is much; the square would be a hundred times as much. */
const mostAtOnePlace = 25;

/** So much work a thing may take at a place that isn't reached while there are few. */
const perThing = 30;

/** The places at which the work for ten times as many things is more than that for few allows. */
export function growing(few: Count, much: Count, things: number): string[] {
  const found = [...much.sites].flatMap(([site, after]) => {
    const before = few.sites.get(site) ?? 0;
    return after > mostAtOnePlace * before + perThing * things ? [`${site}: ${before} to ${after}`] : [];
  });
  const isMore = much.total > mostInAll * few.total + perThing * things;
  return isMore && found.length === 0 ? [`in all: ${few.total} to ${much.total}`] : found;
}

/** What of the work for a question grows faster than what it is asked about, of which the second text has ten times as much. */
export function tooMuch(counting: Counting, name: string, [one, ten]: readonly [Spot, Spot], things: number): string[] {
  const few = counting.count(name, one);
  // What grows with the square is not waited for.
  const much = few && counting.count(name, ten, 5 * mostAtOnePlace * (few.total + perThing * things));
  return few && much ? growing(few, much, things) : ['more than is waited for'];
}
