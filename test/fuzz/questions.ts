/** Every request about a text, by name. */

import { check } from '../../server/language/check/check';
import { allSafe, edits } from '../../server/language/check/fix';
import { forms } from '../../server/language/converters';
import { describeModel } from '../../server/language/description/describeModel';
import { complete, namedAt } from '../../server/language/features/completion';
import { highlight } from '../../server/language/features/documentHighlights';
import { link } from '../../server/language/features/documentLinks';
import { outline } from '../../server/language/features/documentSymbols';
import { fold } from '../../server/language/features/foldingRanges';
import { formatText } from '../../server/language/features/format';
import { hover } from '../../server/language/features/hover';
import { hint } from '../../server/language/features/inlayHints';
import { modelName, rename } from '../../server/language/features/modelName';
import { rewrite } from '../../server/language/features/refactorings';
import { select } from '../../server/language/features/selectionRanges';
import { compare } from '../../server/language/operations/compare';
import { importModel } from '../../server/language/operations/import';
import { locateServiceError } from '../../server/language/operations/locateServiceError';
import { move, needsReview } from '../../server/language/operations/moveToRegion';
import { permit } from '../../server/language/operations/policy';
import { present } from '../../server/language/operations/present';
import { readForm } from '../../server/language/operations/readForm';
import { writeForm } from '../../server/language/operations/writeForm';
import { type Document, read } from '../../server/language/syntax/document';
import type { AnalysisContext } from '../../server/language/types';
import * as yaml from '../../server/lazy/yaml';

/** What an editor tells of the world: nothing, or all that can be told. */
export const given: AnalysisContext = {
  account: '111122223333',
  region: 'eu-west-1',
  today: '2026-11-24',
  encoding: 'utf8',
  workspaceValues: { s3: ['s3://churn-models/1/model.tar.gz'], role: ['arn:aws:iam::111122223333:role/SageMakerRole'] },
  accountValues: { 'model-package': ['arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/3'] },
};

const refusals = [
  "1 validation error detected: Value 'a' at 'containers.2.member.image' failed to satisfy constraint: Member must",
  'Could not access model data at s3://b/m.tar.gz.',
  '',
];

/** The value that a text says, as JSON or as one string. */
function saidBy(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export type Questions = Readonly<Record<string, () => unknown>>;

/** What can be asked about a definition as a whole. */
export function aboutAll(document: Document): Questions {
  const { text } = document;
  const style = { tabSize: 2, insertSpaces: true };
  return {
    check: () => [check(document), check(document, given)],
    fix: () => check(document, given).flatMap(({ fixes = [] }) => fixes.map((it) => edits(document, it))),
    'fix all': () => allSafe(document, check(document, given)),
    outline: () => outline(document),
    fold: () => fold(document),
    arrange: () => formatText(document, style),
    link: () => [link(document), link(document, given)],
    hint: () => [hint(document), hint(document, given)],
    blame: () => refusals.map((it) => locateServiceError(document, it)),
    rename: () => [modelName(document), rename(document, 'another')],
    move: () => move(document, 'us-gov-west-1'),
    'left behind': () => needsReview(document, 'eu-west-1', 'cn-north-1'),
    permit: () => ['permissions', 'trust', 'caller'].map((it) => permit(document, it, given)),
    'write form': () => Object.keys(forms).map((it) => writeForm(document, it, { region: 'eu-west-1', yaml })),
    'read form': () => readForm(text, yaml),
    'read as deployed': () => outline(read(text, describeModel)),
  };
}

/** What can be asked about an offset. */
export function aboutOffset(document: Document, offset: number): Questions {
  const { text } = document;
  return {
    complete: () => ['"', ':', undefined].map((it) => complete(text, offset, it, given)),
    'name what is there': () => namedAt(text, offset),
    hover: () => [hover(document, offset), hover(document, offset, given)],
    highlight: () => highlight(document, offset),
    select: () => select(document, offset),
    rewrite: () => rewrite(document, offset).map((it) => edits(document, it)),
    'arrange a part': () =>
      formatText(document, { tabSize: 4, insertSpaces: false }, { offset, length: Math.min(9, text.length - offset) }),
  };
}

/** What can be asked about the answer of DescribeModel that a text is. */
export function aboutAnswer(text: string): Questions {
  const answer = saidBy(text);
  return {
    present: () => present(answer),
    import: () => importModel(answer),
    compare: () => [compare({ definition: text }, answer), compare({ other: answer }, { ModelName: 'm' })],
  };
}
