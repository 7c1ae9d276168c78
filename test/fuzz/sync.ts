/** Edits as an editor sends them, and a server that is told them beside one that is told the whole text. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { update } from '../../server/lsp/textSync';
import { type Client, start, vscodeCapabilities } from '../wire/client';
import { pieces, texts } from './texts';

interface Position {
  readonly line: number;
  readonly character: number;
}

/** One edit: of a part, from its first position to its last, or of all. */
interface Change {
  readonly from?: Position;
  readonly to?: Position;
  readonly text: string;
}

export interface Changes {
  readonly text: string;
  /** What an editor sends, one notification after the other, each with several edits. */
  readonly sent: readonly (readonly Change[])[];
}

/** The offset of a position, by the words of the protocol: lines end with LF, CR or both, and a line holds no more than it has. */
function offsetOf(text: string, { line, character }: Position): number {
  const ends = [...text.matchAll(/\r\n|\n|\r/g)];
  if (line > ends.length) return text.length;
  const before = ends[line - 1];
  const start = before ? before.index + before[0].length : 0;
  return Math.min(start + character, ends[line]?.index ?? text.length);
}

/** A text after an edit. */
function changed(text: string, { from, to, text: added }: Change): string {
  if (!from || !to) return added;
  return text.slice(0, offsetOf(text, from)) + added + text.slice(offsetOf(text, to));
}

const positions: fc.Arbitrary<Position> = fc.record({
  line: fc.nat({ max: 12 }),
  character: fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 80 }), fc.constant(2 ** 31 - 1)),
});
const isBefore = (one: Position, other: Position) =>
  one.line < other.line || (one.line === other.line && one.character <= other.character);
const added = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 4 }).map((it) => it.join('')),
  fc.constantFrom('\r', '\n', '\r\n', '\ud83d', '\ude00', '"ModelName": "m"', ''),
);
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(positions, positions, added).map(([one, other, text]) => ({ ...ordered(one, other), text })),
  },
  { weight: 1, arbitrary: texts.map((text) => ({ text })) },
);
const ordered = (one: Position, other: Position) =>
  isBefore(one, other) ? { from: one, to: other } : { from: other, to: one };

export const changes: fc.Arbitrary<Changes> = fc.record({
  text: texts,
  sent: fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
});

const asSent = ({ from, to, text }: Change): TextDocumentContentChangeEvent =>
  from && to ? { range: { start: from, end: to }, text } : { text };

let client: Promise<Client> | undefined;
let opened = 0;

/** All that a server says of a document. */
async function answers(of: Client, uri: string): Promise<unknown[]> {
  const textDocument = { uri };
  const options = { tabSize: 2, insertSpaces: true };
  const asked = [
    of.connection.sendRequest('textDocument/diagnostic', { textDocument }),
    of.connection.sendRequest('textDocument/documentSymbol', { textDocument }),
    of.connection.sendRequest('textDocument/foldingRange', { textDocument }),
    of.connection.sendRequest('textDocument/formatting', { textDocument, options }),
    of.connection.sendRequest('textDocument/selectionRange', { textDocument, positions: [{ line: 0, character: 1 }] }),
  ];
  return Promise.all(asked);
}

/** Holds where edits lead to the text that they say, and a server says of that what it says of the text alone. */
export async function inStep({ text, sent }: Changes): Promise<void> {
  const wanted = sent.flat().reduce(changed, text);
  const [piecemeal, whole] = [++opened, ++opened].map((it) => `file:///${it}.sagemaker-model.json`) as [string, string];
  const document = TextDocument.create(piecemeal, 'sagemaker-model', 1, text);
  for (const it of sent) update(document, it.map(asSent), document.version + 1);
  assert.equal(document.getText(), wanted);

  client ??= start({
    capabilities: {
      ...vscodeCapabilities,
      textDocument: { ...vscodeCapabilities.textDocument, documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
    },
  });
  const connected = await client;
  await connected.open(piecemeal, text);
  let version = 1;
  for (const it of sent) await connected.change(piecemeal, ++version, ...it.map(asSent));
  await connected.open(whole, wanted);
  const [one, other] = [await answers(connected, piecemeal), await answers(connected, whole)];
  for (const it of [piecemeal, whole]) await connected.close(it);
  // A problem names the document that it is in.
  assert.equal(JSON.stringify(one).replaceAll(piecemeal, whole), JSON.stringify(other));
}
