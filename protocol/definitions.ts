/** Requests about definitions: their problems, edits to them, and the list of all. `textDocument` is an open document. */
import type { Diagnostic, Range, TextDocumentIdentifier, TextEdit } from 'vscode-languageserver-types';
import { request } from './message';

export interface DefinitionParams {
  readonly textDocument: TextDocumentIdentifier;
}

/** A range of a definition with a message about it. */
export interface MarkedRange {
  readonly range: Range;
  readonly message: string;
}

export interface ProblemsResult {
  /** The version of the document that was checked. */
  readonly version?: number;
  readonly diagnostics: Diagnostic[];
}

/** The problems of a definition. Fails with `RequestFailed` if the definition couldn't be checked. */
export const problems = request<DefinitionParams, ProblemsResult>('problems');

export interface FoundDefinition {
  readonly uri: string;
  /** The name of the model, if the definition specifies one. */
  readonly name?: string;
}

export interface DefinitionsResult {
  readonly definitions: readonly FoundDefinition[];
}

/** The definitions of the workspace, open or not, that aren't excluded, and the names of their models. */
export const definitions = request<Record<string, never>, DefinitionsResult>('definitions');

export interface MatchGlobsParams extends DefinitionParams {
  readonly globs: readonly (readonly string[])[];
}

export interface MatchGlobsResult {
  readonly matching: readonly boolean[];
}

/** Which of some lists of globs match a definition, as for `files` in overrides. */
export const matchGlobs = request<MatchGlobsParams, MatchGlobsResult>('matchGlobs');

export interface RenameModelParams extends DefinitionParams {
  readonly name: string;
}

/** The edits that change the name of the model. */
export const renameModel = request<RenameModelParams, TextEdit[]>('renameModel');

export interface MoveToRegionParams extends DefinitionParams {
  readonly region: string;
}

export interface MoveToRegionResult {
  /** The Region that the definition was for. */
  readonly from?: string;
  readonly edits: TextEdit[];
}

/** The edits that move a definition to another Region. */
export const moveToRegion = request<MoveToRegionParams, MoveToRegionResult>('moveToRegion');

export interface ReviewAfterMoveParams extends DefinitionParams {
  readonly from?: string;
  readonly to: string;
}

/** The values that need a manual review after a definition was moved to another Region. */
export const reviewAfterMove = request<ReviewAfterMoveParams, MarkedRange[]>('reviewAfterMove');

export interface LocateServiceErrorParams extends DefinitionParams {
  readonly message: string;
}

/** The places that an error message of SageMaker is about. */
export const locateServiceError = request<LocateServiceErrorParams, MarkedRange[]>('locateServiceError');
