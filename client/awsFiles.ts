/** Notices when the files change from which the SDK takes profiles and credentials. */
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

/** Several files change at once where someone signs in; they are taken for one change. In milliseconds. */
const settle = 300;

export function onAwsFilesChange(changed: () => void): vscode.Disposable {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const own = path.join(homedir(), '.aws');
  const files = [
    AWS_CONFIG_FILE || path.join(own, 'config'),
    AWS_SHARED_CREDENTIALS_FILE || path.join(own, 'credentials'),
  ];
  const patterns = [
    ...files.map((it) => new vscode.RelativePattern(vscode.Uri.file(path.dirname(it)), path.basename(it))),
    new vscode.RelativePattern(vscode.Uri.file(path.join(own, 'sso/cache')), '*.json'),
    new vscode.RelativePattern(vscode.Uri.file(path.join(own, 'login/cache')), '*.json'),
  ];
  let timer: NodeJS.Timeout | undefined;
  const note = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, settle);
  };
  const watchers = patterns.map((it) => {
    const watcher = vscode.workspace.createFileSystemWatcher(it);
    watcher.onDidChange(note);
    watcher.onDidCreate(note);
    watcher.onDidDelete(note);
    return watcher;
  });
  return vscode.Disposable.from(...watchers, { dispose: () => clearTimeout(timer) });
}
