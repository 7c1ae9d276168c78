/** Every question that can be asked about a text, by its name. */
import { arrange } from '../../server/language/arrange';
import { blame } from '../../server/language/blame';
import { check } from '../../server/language/check';
import { compare } from '../../server/language/compare';
import { complete, namedAt } from '../../server/language/complete';
import { describeModel } from '../../server/language/describeModel';
import { type Document, read } from '../../server/language/document';
import { allSafe, edits } from '../../server/language/fix';
import { fold } from '../../server/language/fold';
import { forms } from '../../server/language/forms';
import { highlight } from '../../server/language/highlight';
import { hint } from '../../server/language/hint';
import { hover } from '../../server/language/hover';
import { importModel } from '../../server/language/import';
import { link } from '../../server/language/link';
import { leftBehind, move } from '../../server/language/move';
import { modelName, rename } from '../../server/language/name';
import { outline } from '../../server/language/outline';
import { permit } from '../../server/language/permit';
import { present } from '../../server/language/present';
import { readForm } from '../../server/language/readForm';
import { rewrite } from '../../server/language/rewrite';
import type { Given } from '../../server/language/rules/rule';
import { select } from '../../server/language/select';
import { writeForm } from '../../server/language/writeForm';
import * as yaml from '../../server/yaml';

/** What an editor tells of the world: nothing, or all that can be told. */
export const given: Given = {
  account: '111122223333',
  region: 'eu-west-1',
  today: '2026-11-24',
  encoding: 'utf8',
  used: { s3: ['s3://churn-models/1/model.tar.gz'], role: ['arn:aws:iam::111122223333:role/SageMakerRole'] },
  owned: { 'model-package': ['arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/3'] },
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
    arrange: () => arrange(document, style),
    link: () => [link(document), link(document, given)],
    hint: () => [hint(document), hint(document, given)],
    blame: () => refusals.map((it) => blame(document, it)),
    rename: () => [modelName(document), rename(document, 'another')],
    move: () => move(document, 'us-gov-west-1'),
    'left behind': () => leftBehind(document, 'eu-west-1', 'cn-north-1'),
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
      arrange(document, { tabSize: 4, insertSpaces: false }, { offset, length: Math.min(9, text.length - offset) }),
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
