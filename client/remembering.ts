/** What is being created, kept in a file until it is known what became of it: a window that goes, even by force, loses nothing. */
import * as vscode from 'vscode';
import type { Remembered } from './commands/send';

export interface Memory {
  /** What was under way when the window went; nothing where nothing was. */
  read(): Promise<Remembered | undefined>;
  /** Is done once it is kept. Never fails: where no file can be written, VS Code keeps it, though not at once. */
  write(sent: Remembered | undefined): Promise<void>;
}

const key = 'sent';

export function memoryOfSent({ storageUri, workspaceState }: vscode.ExtensionContext): Memory {
  const { fs } = vscode.workspace;
  const file = storageUri && vscode.Uri.joinPath(storageUri, `${key}.json`);
  return {
    read: async () => {
      const kept = workspaceState.get<Remembered>(key);
      if (kept || !file) return kept;
      try {
        return JSON.parse(new TextDecoder().decode(await fs.readFile(file)));
      } catch {
        return undefined;
      }
    },
    write: async (sent) => {
      if (workspaceState.get(key) !== undefined) await workspaceState.update(key, undefined);
      try {
        if (!file) await workspaceState.update(key, sent);
        else if (sent) await fs.writeFile(file, new TextEncoder().encode(JSON.stringify(sent)));
        else await fs.delete(file);
      } catch {
        await workspaceState.update(key, sent);
      }
    },
  };
}
