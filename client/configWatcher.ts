/** Watches AWS's configuration and credentials files, so that new, renamed, or removed profiles are noticed. */
import path from 'node:path';
import * as vscode from 'vscode';
import { awsPlaces, FileChanges, fingerprintOf } from '../aws/fileChanges';

export interface AwsFiles extends vscode.Disposable, Pick<FileChanges, 'begin' | 'reads'> {}

/** @param changed called for changes, starting with `begin` */
export function watchAwsFiles(changed: () => void): AwsFiles {
  const places = awsPlaces(process.env);
  const changes = new FileChanges(() => fingerprintOf(places), changed);
  const patterns = [
    ...places.files.map((it) => [path.dirname(it), path.basename(it)] as const),
    ...places.caches.map((it) => [it, '*.json'] as const),
  ];
  const watchers = patterns.map(([folder, pattern]) => {
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(folder), pattern),
    );
    const note = () => changes.note();
    watcher.onDidChange(note);
    watcher.onDidCreate(note);
    watcher.onDidDelete(note);
    return watcher;
  });
  const all = vscode.Disposable.from(...watchers, changes);
  return {
    begin: () => changes.begin(),
    reads: (reading) => changes.reads(reading),
    dispose: () => all.dispose(),
  };
}
