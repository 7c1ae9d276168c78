import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createModel } from '../../server/language/description/createModel';
import { describeModel } from '../../server/language/description/describeModel';
import { initializeResult } from '../../server/lsp/capabilities';
import { DocumentStore } from '../../server/lsp/documentStore';
import { editors } from '../wire/editors';

suite('the capabilities of the server', () => {
  const pulls = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
  test('have diagnostics only for a client that pulls and can be told to pull again', () => {
    assert.ok(initializeResult(pulls).capabilities.diagnosticProvider);
    for (const it of [{}, { textDocument: pulls.textDocument }, { workspace: pulls.workspace }])
      assert.equal(initializeResult(it).capabilities.diagnosticProvider, undefined);
  });
  test('are otherwise the same for every client', () => {
    const { diagnosticProvider: _, ...all } = initializeResult(pulls).capabilities;
    for (const it of editors) {
      const { diagnosticProvider: _, ...others } = initializeResult(it.capabilities).capabilities;
      assert.deepEqual(others, all);
    }
  });
});

suite('a document store', () => {
  const uri = 'file:///m.sagemaker-model.json';
  /** A store in which a document is open. */
  const storing = (text: string) => {
    const store = new DocumentStore();
    const document = TextDocument.create(uri, 'sagemaker-model', 1, text);
    Object.assign(store, { get: (it: string) => (it === uri ? document : undefined) });
    return { store, document };
  };
  test('parses each version of an open document once', () => {
    const { store, document } = storing('{ "ModelName": "m" }');
    const first = store.definition(document);
    assert.equal(store.definition(document), first);
    TextDocument.update(document, [{ text: '{}' }], 2);
    assert.equal(store.definition(document).text, '{}');
  });
  test('parses again if a client uses a version twice', () => {
    const { store, document } = storing('{ "ModelName": "m" }');
    store.definition(document);
    TextDocument.update(document, [{ text: '{}' }], 1);
    assert.equal(store.definition(document).text, '{}');
  });
  test('keeps the history of an open document, and forgets it when that is closed', () => {
    const { store, document } = storing('{}');
    const history = store.history(document);
    TextDocument.update(document, [{ text: '{ }' }], 2);
    assert.equal(store.history(document), history);
    store.forget(uri);
    assert.notEqual(store.history(document), history);
  });
  test('keeps nothing of a file that is not open, even if another one of its name is', () => {
    const { store, document } = storing('{}');
    const file = TextDocument.create(uri, 'sagemaker-model', 0, '{ "ModelName": "m" }');
    const definition = store.definition(document);
    assert.equal(store.definition(file).text, file.getText());
    assert.notEqual(store.history(file), store.history(file));
    assert.equal(store.definition(document), definition);
  });
  test('reads a document by its scheme', () => {
    const { store, document } = storing('{}');
    assert.equal(store.definition(document).shape, createModel);
    const deployed = TextDocument.create('sagemaker-deployed:/m', 'sagemaker-model', 0, '{}');
    assert.equal(store.definition(deployed).shape, describeModel);
  });
});
