/** The rows of the view of models, which are the commands' arguments. */
import type { ModelSummary } from '../../aws/api';
import type { Failure } from '../../aws/failure';
import type { ActiveConnection } from '../../aws/session';
import type { Detail } from '../../aws/usage';

export interface ModelRow {
  readonly kind: 'model';
  readonly model: ModelSummary;
  readonly live: ActiveConnection;
}

export interface DetailRow {
  readonly kind: 'detail';
  readonly id: string;
  readonly detail: Detail;
}

export interface MoreRow {
  readonly kind: 'more';
  readonly scanned: number;
}

export interface FailureRow {
  readonly kind: 'failure';
  readonly id: string;
  readonly failure: Failure;
}

export type Row = ModelRow | DetailRow | MoreRow | FailureRow;

/**
 * The models that a command is called on: several rows, one row, or the selection if a keyboard shortcut was used.
 * @param row,rows the arguments that VS Code passes to a command of the view
 */
export function selectedModels(
  selection: () => readonly Row[],
  row?: ModelRow,
  rows?: readonly Row[],
): readonly ModelRow[] {
  const chosen: readonly Row[] = rows && rows.length > 0 ? rows : row ? [row] : selection();
  return chosen.filter((it) => it.kind === 'model');
}
