/** Messages about the surroundings of definitions: file encodings, the connection to AWS, and files that only the client can read. */
import { notification, request } from './message';

export interface DidReadEncodingParams {
  readonly uri: string;
  readonly encoding: string;
}

/**
 * The encoding of a document's file, which its text doesn't show: `utf8`, `utf8bom`, `utf16le`, `utf16be`, or any other
 * name.
 */
export const didReadEncoding = notification<DidReadEncodingParams>('didReadEncoding');

export interface DidChangeConnectionParams {
  readonly account?: string;
  readonly region?: string;
}

/** The account and Region in which definitions will be created, against which they are checked from now on. */
export const didChangeConnection = notification<DidChangeConnectionParams>('didChangeConnection');

export interface RequestAccountResourcesParams {
  readonly names: string;
}

/** Sent when completion could offer resources of the account. The client need not respond. */
export const requestAccountResources = notification<RequestAccountResourcesParams>('requestAccountResources');

export interface DidUpdateAccountResourcesParams {
  readonly names: 'model-package';
  readonly strings: readonly string[];
}

/** The ARNs of the account that completion may offer. */
export const didUpdateAccountResources = notification<DidUpdateAccountResourcesParams>('didUpdateAccountResources');

export interface FindFilesParams {
  readonly folder: string;
  readonly ending: string;
}

/** The URIs of the files below a folder whose names have an ending. Return an error if the search fails. */
export const findFiles = request<FindFilesParams, readonly string[]>('findFiles');

export interface ReadFileParams {
  readonly uri: string;
  /** The maximum size in bytes. */
  readonly most: number;
  readonly encoding: 'base64';
}

/**
 * The bytes of a file in Base64, or `null` if the file has more than `most` bytes. An array of numbers is also accepted,
 * but is three times as long.
 */
export const readFile = request<ReadFileParams, string | readonly number[] | null>('readFile');

/** The URL of the script with the code that is loaded on first use. Only a server in a browser needs it. */
export const lazyBundle = request<Record<string, never>, string>('lazyBundle');
