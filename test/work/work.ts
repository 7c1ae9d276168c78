/** Counts the language service's work on a text, exactly and on any computer, and finds work that grows faster than the text. */
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';
import * as esbuild from 'esbuild';
import type { Spot } from '../fuzz/texts';
import type * as entry from './entry';
import { instrument } from './instrument';

/** How much work an answer took: in total, and at each place in the sources. */
export interface Count {
  readonly total: number;
  readonly sites: ReadonlyMap<string, number>;
}

export interface Counting {
  /** The available requests. */
  readonly names: readonly string[];
  /** Sends a request. @returns nothing if the answer takes more work than `most` */
  count(name: string, of: Spot, most?: number): Count | undefined;
}

/**
 * Builds the language service with counters, and runs it in a separate realm.
 * @param change changes a source before counters are added
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
    // As in modules: otherwise a string is boxed whenever one of its methods is called.
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

/** Ten times the input may take ten times the work, and a little more for sorting. */
const mostInAll = 13;

/** One place may be reached more often, because some are reached only for large inputs; quadratic work would be a hundred times as much. */
const mostAtOnePlace = 25;

/** The work allowed per item at a place that isn't reached for small inputs. */
const perThing = 30;

/** The places where the work for ten times as many items exceeds the allowance. */
export function growing(few: Count, much: Count, things: number): string[] {
  const found = [...much.sites].flatMap(([site, after]) => {
    const before = few.sites.get(site) ?? 0;
    return after > mostAtOnePlace * before + perThing * things ? [`${site}: ${before} to ${after}`] : [];
  });
  const isMore = much.total > mostInAll * few.total + perThing * things;
  return isMore && found.length === 0 ? [`in total: ${few.total} to ${much.total}`] : found;
}

/** The work for a request that grows faster than its input; the second text has ten times as many items. */
export function tooMuch(counting: Counting, name: string, [one, ten]: readonly [Spot, Spot], things: number): string[] {
  const few = counting.count(name, one);
  // Quadratic work isn't awaited.
  const much = few && counting.count(name, ten, 5 * mostAtOnePlace * (few.total + perThing * things));
  return few && much ? growing(few, much, things) : ['more than the limit'];
}
