import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import ts from 'typescript';
import { customMessages } from './protocolPage';

const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
const file = path.resolve('protocol/used.ts');

/** What the compiler says of each line of code that uses the protocol on both sides. */
function compile(lines: readonly string[]): string[] {
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  const before = `import type { BaseLanguageClient } from 'vscode-languageclient';
    import type { Connection } from 'vscode-languageserver';
    import * as definitions from './definitions';
    import * as environment from './environment';
    import { onNotification, onRequest, sendNotification, sendRequest } from './message';
    declare const client: BaseLanguageClient;
    declare const connection: Connection;
    const textDocument = { uri: '' };
    void [definitions, environment, onNotification, onRequest, sendNotification, sendRequest, client, connection, textDocument];
`;
  const text = before + lines.join('\n');
  host.fileExists = (name) => path.resolve(name) === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    path.resolve(name) === file
      ? ts.createSourceFile(name, text, options.target ?? ts.ScriptTarget.Latest, true)
      : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  const found = program.getSemanticDiagnostics(source);
  const lineOf = (offset = 0) => ts.getLineAndCharacterOfPosition(source as ts.SourceFile, offset).line;
  return lines.map((_, i) =>
    found
      .filter((it) => lineOf(it.start) === lineOf(before.length) + i)
      .map((it) => ts.flattenDiagnosticMessageText(it.messageText, '\n'))
      .join('\n'),
  );
}

suite('the compiler checks custom messages on both sides', () => {
  const right = [
    "void sendRequest(client, definitions.renameModel, { textDocument, name: 'churn' }).then((it) => it[0]?.newText);",
    'onRequest(connection, definitions.renameModel, ({ name }) => [{ range: definitions as never, newText: name }]);',
    'onRequest(client, environment.findFiles, async ({ folder }) => [folder]);',
    "void sendNotification(client, environment.didChangeConnection, { region: 'eu-west-1' });",
    'onNotification(connection, environment.didChangeConnection, ({ region }) => void region?.length);',
  ];
  const mistakes: readonly (readonly [what: string, code: string, names: RegExp])[] = [
    ['a wrong name', 'void sendRequest(client, definitions.rename, { textDocument });', /'rename' does not exist/],
    [
      'a name as a string',
      "void sendRequest(client, 'sagemakerModel/renameModel', { textDocument, name: '' });",
      /'string' is not assignable/,
    ],
    [
      'a parameter of another name',
      "void sendRequest(client, definitions.renameModel, { textDocument, newName: '' });",
      /'newName' does not exist/,
    ],
    [
      'a parameter of another type',
      'void sendRequest(client, definitions.renameModel, { textDocument, name: 1 });',
      /'number' is not assignable to type 'string'/,
    ],
    [
      'a property that a result does not have',
      "void sendRequest(client, definitions.renameModel, { textDocument, name: '' }).then((it) => it[0]?.text);",
      /'text' does not exist/,
    ],
    [
      'a handler that returns something else',
      'onRequest(connection, definitions.moveToRegion, ({ region }) => region);',
      /'string' is not assignable to type .*MoveToRegionResult/,
    ],
    [
      'a handler of other parameters',
      'onRequest(client, environment.readFile, ({ path }) => path);',
      /'path' does not exist/,
    ],
    [
      'a notification with the parameters of another one',
      "void sendNotification(client, environment.didReadEncoding, { region: '' });",
      /'region' does not exist/,
    ],
    [
      'a request sent as a notification',
      "void sendNotification(client, definitions.renameModel, { textDocument, name: '' });",
      /not assignable to parameter of type 'NotificationType/,
    ],
    [
      'a notification sent as a request',
      "void sendRequest(client, environment.didChangeConnection, { region: '' });",
      /not assignable to parameter of type 'RequestType/,
    ],
  ];
  const found = compile([...right, ...mistakes.map(([, code]) => code)]);
  test('right ones pass', () => assert.deepEqual(found.slice(0, right.length).join(''), ''));
  mistakes.forEach(([what, , names], i) => {
    test(`not ${what}`, () => assert.match(found[right.length + i] ?? '', names));
  });
});

test('every custom message has a docstring, and each method is used once', () => {
  const messages = customMessages(readdirSync('protocol').map((it) => readFileSync(path.join('protocol', it), 'utf8')));
  assert.ok(messages.length >= 21, `${messages.length}`);
  assert.equal(new Set(messages.map((it) => it.method)).size, messages.length);
  assert.deepEqual(
    messages.filter((it) => !/^[A-Z].*\.$/.test(it.words)).map((it) => it.method),
    [],
  );
});
