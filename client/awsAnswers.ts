/** Answers of AWS, or of whatever answers in its place: bounded in size and time, and of the types that are declared. */
import { pipeline, type Readable, Transform } from 'node:stream';
import { NormalizedSchema } from '@smithy/core/schema';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';

/** The longest answer that is read, in bytes. The longest one that SageMaker gives, of DescribeModel, is below 4 MB. */
export const longestAnswer = 8_000_000;

/** How much of an answer that is no success is kept to recognize what it says, in characters. */
const keptOfRefusal = 4096;

type Handle = NodeHttpHandler['handle'];
type Response = Awaited<ReturnType<Handle>>['response'];

/** Sends requests as the SDK does, and reads each answer up to a size and within a time. */
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

/** Cuts a body off with an error where it is too long or takes too long. */
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
  // What has failed is told by the stream that is read.
  pipeline(body, bounded, () => clearTimeout(timer));
  response.body = bounded;
  if (isRefusal) Reflect.set(response, 'beginning', () => kept);
}

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

/**
 * The part of a value that has the declared types, for what answers need not be AWS: a member of another type is left out,
 * like one that was not given, and so is an item of a list.
 * @param schema that of the SDK
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

/** What a client does to every answer before anything else sees it. */
export function declaredAnswers() {
  return <Args, Result extends object>(next: (args: Args) => Promise<Result>, context: object) =>
    async (args: Args): Promise<Result> => {
      const result = await next(args);
      const { $metadata, ...answer } = Object(Reflect.get(result, 'output'));
      const output = declared(NormalizedSchema.of(outputSchema(context)), answer);
      return { ...result, output: { ...Object(output), $metadata } };
    };
}

/** The schema of what the operation answers, as the SDK notes it. */
function outputSchema(context: object): Parameters<typeof NormalizedSchema.of>[0] {
  const { operationSchema } = Object(Reflect.get(context, '__smithy_context'));
  return operationSchema?.[5] ?? operationSchema?.output ?? 'unit';
}
