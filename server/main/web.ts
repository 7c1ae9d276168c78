/** The language server as a worker in a browser, which has neither disk nor process. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type * as bundle from '../lazy/index';
import { LifecycleGuard } from '../lsp/lifecycle';
import { serve } from '../lsp/server';
import { tolerant } from '../lsp/tolerant';

/** What a worker has, once the script is there: the types of browsers are no types of this project. */
declare const self: { readonly elsewhere: typeof bundle };
declare function importScripts(url: string): void;

/** A request to the client for the address of the script that is `elsewhere`: only the client knows where it is. */
const elsewhereRequest = 'sagemakerModel/lazyBundle';

const order = new LifecycleGuard();
const reader = tolerant(new BrowserMessageReader(self), (error) =>
  connection.console.warn(`A message of the client cannot be read, and is left out: ${error}`),
);
const connection = createConnection(reader, new BrowserMessageWriter(self), { messageStrategy: order });
serve(
  connection,
  (client) => client,
  async () => {
    if (!('elsewhere' in self)) importScripts(await connection.sendRequest(elsewhereRequest));
    return self.elsewhere;
  },
  () => order.begin(),
);
