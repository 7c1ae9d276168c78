/** Responses from AWS, or from whatever responds in its place: bounded in size and time, and of the declared types. */
import { pipeline, type Readable, Transform } from 'node:stream';
import { NormalizedSchema } from '@smithy/core/schema';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';

/** The longest response that is read, in bytes. The longest SageMaker response, of DescribeModel, is under 4 MB. */
export const longestAnswer = 8_000_000;

/** How much of an error response is kept to recognize the error, in characters. */
const keptOfRefusal = 4096;

type Handle = NodeHttpHandler['handle'];
type Response = Awaited<ReturnType<Handle>>['response'];

/** Sends requests as the SDK does, and reads each response within size and time limits. */
export class BoundedHandler extends NodeHttpHandler {
  readonly #within: number;

  /** @param options `requestTimeout` is also the time within which the whole body has to arrive, in milliseconds */
  constructor(options: NodeHttpHandlerOptions & { readonly requestTimeout: number }) {
    super({ ...options, throwOnRequestTimeout: true });
    this.#within = options.requestTimeout;
  }

  override async handle(...args: Parameters<Handle>): ReturnType<Handle> {
    const { response } = await super.handle(...args);
    bound(response, this.#within);
    return { response };
  }
}

/** Ends a body with an error if it is too long or takes too long. */
function bound(response: Response, within: number): void {
  const body: Readable = response.body;
  let length = 0;
  let kept = '';
  const isRefusal = response.statusCode >= 300;
  const bounded = new Transform({
    transform: (chunk: Buffer, _, done) => {
      length += chunk.length;
      if (isRefusal && kept.length < keptOfRefusal) kept += chunk.toString('utf8', 0, keptOfRefusal - kept.length);
      if (length > longestAnswer) done(named('AnswerTooLong', `${length}`));
      else done(undefined, chunk);
    },
  });
  const timer = setTimeout(() => body.destroy(named('TimeoutError', `${within}`)), within);
  // The stream that is read reports the failure.
  pipeline(body, bounded, () => clearTimeout(timer));
  response.body = bounded;
  if (isRefusal) Reflect.set(response, 'beginning', () => kept);
}

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

/**
 * The part of a value that has the declared types, because the response might not be from AWS: a member of another type is left out,
 * as if it were missing, and so is a list item.
 * @param schema the SDK's schema
 */
function declared(schema: NormalizedSchema, value: unknown): unknown {
  if (schema.isStructSchema() || schema.isUnionSchema()) {
    if (!isRecord(value)) return undefined;
    const members = [...schema.structIterator()].map(([name, it]) => [name, declared(it, value[name])] as const);
    return Object.fromEntries(members.filter(([, it]) => it !== undefined));
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return undefined;
    const item = schema.getValueSchema();
    return value.map((it) => declared(item, it)).filter((it) => it !== undefined);
  }
  if (schema.isMapSchema()) {
    if (!isRecord(value)) return undefined;
    const item = schema.getValueSchema();
    const entries = Object.entries(value).map(([name, it]) => [name, declared(item, it)] as const);
    return Object.fromEntries(entries.filter(([, it]) => it !== undefined));
  }
  return isScalar(schema, value) ? value : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isScalar(schema: NormalizedSchema, value: unknown): boolean {
  if (schema.isStringSchema()) return typeof value === 'string';
  if (schema.isBooleanSchema()) return typeof value === 'boolean';
  if (schema.isNumericSchema()) return typeof value === 'number';
  if (schema.isTimestampSchema()) return value instanceof Date && Number.isFinite(value.getTime());
  return false;
}

/** What a client does with every response before anything else reads it. */
export function declaredAnswers() {
  return <Args, Result extends object>(next: (args: Args) => Promise<Result>, context: object) =>
    async (args: Args): Promise<Result> => {
      const result = await next(args);
      const { $metadata, ...answer } = Object(Reflect.get(result, 'output'));
      const output = declared(NormalizedSchema.of(outputSchema(context)), answer);
      return { ...result, output: { ...Object(output), $metadata } };
    };
}

/** The SDK's schema for the output of the operation. */
function outputSchema(context: object): Parameters<typeof NormalizedSchema.of>[0] {
  const { operationSchema } = Object(Reflect.get(context, '__smithy_context'));
  return operationSchema?.[5] ?? operationSchema?.output ?? 'unit';
}
