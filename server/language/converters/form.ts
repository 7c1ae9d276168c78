/** The words of other tools' forms of a request: what can be written, what can be read, and what is lost on the way. */

/** A request as plain data: members by name. */
export type JsonObjectInput = Readonly<Record<string, unknown>>;

/** YAML, which the language does not know by itself. */
export interface Yaml {
  /** The value that a text says, every scalar as the string that is written; nothing where it is no YAML. */
  read(text: string): unknown;
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

export type Exporter = (request: JsonObjectInput, around: ExportContext) => ExportResult;

/** Something that a form says and that is no value yet: a variable, a reference; in its own words. */
export class UnresolvedExpression {
  constructor(readonly words: string) {}
}

export const isObject = (value: unknown): value is JsonObjectInput =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof UnresolvedExpression);
