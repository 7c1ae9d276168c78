/** Formats the report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '../../language/check/check';
import { edits } from '../../language/check/fix';
import { repeatsSecret } from '../../language/check/hideSecrets';
import type { Fix, Related, Severity, Span } from '../../language/types';
import { sortedRules } from './explain';
import type { LintedFile } from './judge';
import { listed } from './listed';
import { asJson } from './print';
import type { Reporter, ToolInfo } from './reporter';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** What addresses of files are relative to; tools know a project's folder by this name. */
const base = '%SRCROOT%';

export function sarif({ version, rulesPage, folder }: ToolInfo): Reporter {
  const driver = {
    name: 'sagemaker-model-lint',
    version,
    informationUri: rulesPage,
    rules: sortedRules.map(({ id, rationale: because, severity }) => ({
      id,
      shortDescription: { text: because },
      helpUri: `${rulesPage}#${id}`,
      defaultConfiguration: { level: levels[severity] },
    })),
  };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [base]: { uri: `${pathToFileURL(folder).href.replace(/\/$/, '')}/` } },
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0' };
  const results = listed();
  return {
    start: `${opened(log)},"runs":[${opened(run)},"results":[`,
    file: (judged) => results.next(judged.problems.map((it) => result(judged, it))),
    end: ({ troubles }) => {
      const invocation = {
        executionSuccessful: troubles.length === 0,
        toolExecutionNotifications: troubles.map((text) => ({ level: 'error', message: { text } })),
      };
      return `${results.end()}],"invocations":[${asJson(invocation)}]}]}\n`;
    },
  };
}

/** An object in JSON to which more is to come. */
const opened = (object: object) => asJson(object).slice(0, -1);

function result(
  { file, document, place }: LintedFile,
  { rule, severity, message, fixes = [], related = [], ...at }: Problem,
) {
  const artifactLocation = addressOf(file);
  const region = (span: Span) => {
    const { line, column, endLine, endColumn } = place(span);
    return { startLine: line, startColumn: column, endLine, endColumn };
  };
  const location = (span: Span) => ({ physicalLocation: { artifactLocation, region: region(span) } });
  // Of another file it is known which it is, and no more.
  const elsewhere = ({ file: other, ...span }: Related) =>
    other === undefined ? location(span) : { physicalLocation: { artifactLocation: addressOf(other) } };
  // Reports are published, so a fix that would repeat a secret is omitted.
  const asFixes = (fix: Fix) => {
    const changes = edits(document, fix);
    if (repeatsSecret(document.root, changes)) return [];
    const replacements = changes.map(({ content, ...span }) => ({
      deletedRegion: region(span),
      ...(content !== '' && { insertedContent: { text: content } }),
    }));
    return [{ description: { text: fix.title }, artifactChanges: [{ artifactLocation, replacements }] }];
  };
  const carriedOut = fixes.flatMap(asFixes);
  return {
    ruleId: rule,
    ruleIndex: sortedRules.findIndex((it) => it.id === rule),
    level: levels[severity],
    message: { text: message },
    locations: [location(at)],
    ...(related.length > 0 && {
      relatedLocations: related.map((it) => ({ ...elsewhere(it), message: { text: it.message } })),
    }),
    ...(carriedOut.length > 0 && { fixes: carriedOut }),
  };
}

/** Where a file is: in the words of addresses, in which a name can hold neither blanks nor `#`, `%`, `:` and the like. */
function addressOf(file: string) {
  if (path.isAbsolute(file)) return { uri: pathToFileURL(file).href };
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: base };
}
