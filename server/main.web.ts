/** The language server as a worker in a browser, which has neither disk nor process. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type * as bundle from './elsewhere';
import { serve } from './lsp';

/** What a worker has, once the script is there: the types of browsers are no types of this project. */
declare const self: { readonly elsewhere: typeof bundle };
declare function importScripts(url: string): void;

/** A request to the client for the address of the script that is `elsewhere`: only the client knows where it is. */
const elsewhereRequest = 'sagemakerModel/elsewhere';

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
serve(
  connection,
  (client) => client,
  async () => {
    if (!('elsewhere' in self)) importScripts(await connection.sendRequest(elsewhereRequest));
    return self.elsewhere;
  },
);
