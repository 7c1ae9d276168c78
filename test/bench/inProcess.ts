/** The features of the language beside those of the peer, in this process. */
import { check } from '../../server/language/check/check';
import { complete } from '../../server/language/features/completion';
import { outline } from '../../server/language/features/documentSymbols';
import { hover } from '../../server/language/features/hover';
import { read } from '../../server/language/syntax/document';
import type { AnalysisContext } from '../../server/language/types';
import { inTurns, type Run, spread, type Times } from './measure';
import * as peer from './peer';
import { account, everyKind, typedAt } from './texts';

/** One line of a table. */
export interface Row {
  readonly what: string;
  readonly bytes: number;
  readonly ours: Times;
  readonly peer: Times;
}

const given: AnalysisContext = {
  region: 'eu-west-1',
  account,
  today: '2026-11-24',
  workspaceValues: { s3: ['s3://churn-models/1/model.tar.gz'], role: [`arn:aws:iam::${account}:role/SageMakerRole`] },
};

const features = (
  text: string,
  typed: (at: number) => string,
): readonly (readonly [what: string, ours: Run, peer: Run])[] => [
  ['parse and check', (at) => check(read(typed(at)), given), (at) => peer.validate(typed(at))],
  ['completion', (at) => complete(text, at, undefined, given), (at) => peer.complete(text, at)],
  ['hover', (at) => hover(read(text), at, given), (at) => peer.hover(text, at)],
  ['document symbols', () => outline(read(text)), () => peer.symbols(text)],
];

/** So many runs of a feature, by the bytes of the text. */
const sizes = [
  [1_000, 1000],
  [20_000, 600],
  [100_000, 400],
  [1_500_000, 40],
] as const;

/** The same check of texts that are unlike what was checked before them. */
export async function atFirstSight(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [bytes, runs] of sizes) {
    const text = everyKind(bytes);
    const places = spread(text, runs / 2);
    const [, ours, theirs] = features(text, () => text)[0] ?? ['', () => 0, () => 0];
    const times = await inTurns(ours, theirs, places, () => void check(read('{}')));
    rows.push({ what: 'parse and check', bytes: text.length, ...times });
  }
  return rows;
}

export async function inProcess(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [bytes, runs] of sizes) {
    const text = everyKind(bytes);
    const places = spread(text, runs);
    const texts = new Map(places.map((at) => [at, typedAt(text, at)]));
    for (const [what, ours, theirs] of features(text, (at) => texts.get(at) ?? text))
      rows.push({ what, bytes: text.length, ...(await inTurns(ours, theirs, places)) });
  }
  return rows;
}
