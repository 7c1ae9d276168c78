/** The custom requests about definitions. */
import { TextEdit } from 'vscode-languageserver';
import type {
  DefinitionsResult,
  LocateServiceErrorParams,
  MarkedRange,
  MatchGlobsParams,
  MatchGlobsResult,
  MoveToRegionParams,
  MoveToRegionResult,
  RenameModelParams,
  ReviewAfterMoveParams,
} from '../../../protocol/definitions';
import type { Cancellation } from '../../../protocol/message';
import type { TextChange } from '../../language/check/fix';
import { rename } from '../../language/features/modelName';
import { locateServiceError } from '../../language/operations/locateServiceError';
import { move, needsReview } from '../../language/operations/moveToRegion';
import { visible } from '../../language/text/visible';
import type { Span } from '../../language/types';
import { matches } from '../../workspace/overrides';
import type { DocumentRequest, ServerContext } from '../context';
import { throwIfCanceled } from '../state';

const editsOf = ({ rangeOf }: DocumentRequest<unknown>, changes: readonly TextChange[]) =>
  changes.map((it) => TextEdit.replace(rangeOf(it), it.content));

const marksOf = (
  { rangeOf }: DocumentRequest<unknown>,
  places: readonly (Span & { readonly message: string })[],
): MarkedRange[] => places.map((it) => ({ range: rangeOf(it), message: visible(it.message) }));

/** `sagemakerModel/definitions` */
export const definitions = async ({ index }: ServerContext, token: Cancellation): Promise<DefinitionsResult> => ({
  definitions: await index.definitions(() => throwIfCanceled(token)),
});

/** `sagemakerModel/matchGlobs` */
export const matchGlobs = (
  { workspace }: ServerContext,
  { textDocument, globs }: MatchGlobsParams,
): MatchGlobsResult => ({ matching: globs.map((it) => matches(workspace.pathOf(textDocument.uri), it)) });

/** `sagemakerModel/renameModel` */
export const renameModel = (request: DocumentRequest<RenameModelParams>): TextEdit[] =>
  editsOf(request, rename(request.definition, request.params.name));

/** `sagemakerModel/moveToRegion` */
export function moveToRegion(request: DocumentRequest<MoveToRegionParams>): MoveToRegionResult {
  const { from, edits } = move(request.definition, request.params.region);
  return { from, edits: editsOf(request, edits) };
}

/** `sagemakerModel/reviewAfterMove` */
export const reviewAfterMove = (request: DocumentRequest<ReviewAfterMoveParams>): MarkedRange[] =>
  marksOf(request, needsReview(request.definition, request.params.from, request.params.to));

/** `sagemakerModel/locateServiceError` */
export const serviceError = (request: DocumentRequest<LocateServiceErrorParams>): MarkedRange[] =>
  marksOf(request, locateServiceError(request.definition, request.params.message));
