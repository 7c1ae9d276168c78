import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import { select } from '../../language/features/selectionRanges';
import type { DocumentRequest } from '../context';

/** `textDocument/selectionRange` */
export const selectionRange = ({
  document,
  definition,
  params,
  rangeOf,
}: DocumentRequest<SelectionRangeParams>): SelectionRange[] =>
  params.positions.map((position) =>
    select(definition, document.offsetAt(position)).reduceRight<SelectionRange>(
      (parent, it) => ({ range: rangeOf(it), parent }),
      { range: rangeOf({ offset: 0, length: definition.text.length }) },
    ),
  );
