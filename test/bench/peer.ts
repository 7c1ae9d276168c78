/** What is measured against: VS Code's JSON language service with our description as its schema. */
import { readFileSync } from 'node:fs';
import { type Diagnostic, getLanguageService, TextDocument } from 'vscode-json-languageservice';

const schema = JSON.parse(readFileSync('dist/sagemaker-model.schema.json', 'utf8'));

const service = getLanguageService({});
service.configure({
  validate: true,
  schemas: [{ uri: schema.$id, fileMatch: ['*.sagemaker-model.json'], schema }],
});

/** Each begins with a text, as after a keystroke. */
const opened = (text: string) => {
  const document = TextDocument.create('file:///peer.sagemaker-model.json', 'json', 1, text);
  return { document, parsed: service.parseJSONDocument(document) };
};

export async function validate(text: string): Promise<Diagnostic[]> {
  const { document, parsed } = opened(text);
  return service.doValidation(document, parsed);
}

export async function complete(text: string, offset: number): Promise<unknown> {
  const { document, parsed } = opened(text);
  return service.doComplete(document, document.positionAt(offset), parsed);
}

export async function hover(text: string, offset: number): Promise<unknown> {
  const { document, parsed } = opened(text);
  return service.doHover(document, document.positionAt(offset), parsed);
}

export function symbols(text: string): unknown {
  const { document, parsed } = opened(text);
  return service.findDocumentSymbols2(document, parsed);
}
