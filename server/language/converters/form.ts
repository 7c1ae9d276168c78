/** The words of other tools' forms of a request: what can be written, what can be read, and what is lost on the way. */
import { isObject, type JsonObject } from '../description/normal';

/** YAML, which the language does not know by itself. */
export interface Yaml {
  /** The value that a text says, every scalar as the string that is written; nothing where it is no YAML. */
  readYaml(text: string): unknown;
  write(value: unknown): string;
}

export interface ExportResult {
  readonly text: string;
  /** What the form could not carry, each a sentence. */
  readonly lost: readonly string[];
}

/** What is known beside the request. */
export interface ExportContext {
  readonly region?: string;
  readonly yaml: Yaml;
}

export type Exporter = (request: JsonObject, around: ExportContext) => ExportResult;

/** Something that a form says and that is no value yet: a variable, a reference; in its own words. */
export class UnresolvedExpression {
  constructor(readonly words: string) {}
}

/** Whether a value is an object, and isn't an expression in place of a value. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  isObject(value) && !(value instanceof UnresolvedExpression);
