import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver';
import { fold } from '../../language/features/foldingRanges';
import type { DocumentRequest } from '../context';

/** `textDocument/foldingRange` */
export const foldingRange = ({ definition, rangeOf }: DocumentRequest<FoldingRangeParams>): FoldingRange[] =>
  fold(definition)
    .map(rangeOf)
    // The line of the closing bracket stays visible.
    .map(({ start, end }) => ({ startLine: start.line, endLine: end.line - 1 }))
    .filter((it) => it.endLine > it.startLine);
