/** The sources of the client with their types, as the compiler understands them. */
import path from 'node:path';
import ts from 'typescript';
import { posix, type Sources } from './house';

export interface Client {
  readonly checker: ts.TypeChecker;
  readonly files: readonly ts.SourceFile[];
}

export function clientOf(sources: Sources): Client {
  const client = Object.fromEntries(Object.entries(sources).filter(([file]) => /^(aws|client)\//.test(file)));
  const program = programOf(client);
  return {
    checker: program.getTypeChecker(),
    files: Object.keys(client).flatMap((it) => program.getSourceFile(it) ?? []),
  };
}

export function whereIn(node: ts.Node): string {
  const source = node.getSourceFile();
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** The sources with the types of VS Code and of the language alone: what comes from elsewhere may be anything. */
function programOf(sources: Sources): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts'],
    strict: true,
    types: [],
  };
  const host = ts.createCompilerHost(options, true);
  const { getSourceFile, fileExists } = host;
  const vscode = path.resolve('node_modules/@types/vscode/index.d.ts');
  host.fileExists = (file) => file in sources || fileExists(file);
  host.getSourceFile = (file, version) =>
    sources[file] === undefined
      ? getSourceFile(file, version)
      : ts.createSourceFile(file, sources[file], version, true);
  host.resolveModuleNameLiterals = (names, from) =>
    names.map(({ text }) => {
      const file =
        text === 'vscode' ? vscode : `${posix(path.relative('', path.resolve(path.dirname(from), text)))}.ts`;
      const isKnown = text === 'vscode' || (text.startsWith('.') && file in sources);
      return { resolvedModule: isKnown ? { resolvedFileName: file, extension: path.extname(file) } : undefined };
    });
  return ts.createProgram(Object.keys(sources), options, host);
}
