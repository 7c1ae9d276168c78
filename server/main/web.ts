/** The language server as a web worker, which has no disk and starts no processes. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { lazyBundle } from '../../protocol/environment';
import { sendRequest } from '../../protocol/message';
import type * as bundle from '../lazy/index';
import { LifecycleGuard } from '../lsp/lifecycle';
import { serve } from '../lsp/server';
import { tolerant } from '../lsp/tolerant';

/** What a worker has, once the script is there: the types of browsers are no types of this project. */
declare const self: { readonly lazy: typeof bundle };
declare function importScripts(url: string): void;

const order = new LifecycleGuard();
const reader = tolerant(new BrowserMessageReader(self), (error) =>
  connection.console.warn(`A message of the client cannot be read, and is left out: ${error}`),
);
const connection = createConnection(reader, new BrowserMessageWriter(self), { messageStrategy: order });
serve(
  connection,
  (client) => client,
  async () => {
    if (!('lazy' in self)) importScripts(await sendRequest(connection, lazyBundle, {}));
    return self.lazy;
  },
  () => order.begin(),
);
