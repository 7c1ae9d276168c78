/** The structure of the product as functions that list what breaks it: sizes, names, and the direction of imports. */
import path from 'node:path';
import ts from 'typescript';
import type { Sources } from './house';

const parsed = (file: string, text: string) => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

const lineOf = (source: ts.SourceFile, at: number) => source.getLineAndCharacterOfPosition(at).line + 1;

/** Calls back for each node below a node. */
function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (it) => walk(it, visit));
}

/** Files with more lines than `most`. */
export function longFiles(sources: Sources, most: number): string[] {
  return Object.entries(sources).flatMap(([file, text]) => {
    const lines = text.trimEnd().split('\n').length;
    return lines > most ? [`${file} has ${lines} lines`] : [];
  });
}

/** Functions and methods with more lines than `most`. */
export function longFunctions(sources: Sources, most: number): string[] {
  return Object.entries(sources).flatMap(([file, text]) => {
    const source = parsed(file, text);
    const found: string[] = [];
    walk(source, (node) => {
      if (!ts.isFunctionLike(node)) return;
      const [first, last] = [lineOf(source, node.getStart()), lineOf(source, node.end)];
      if (last - first >= most) found.push(`${file}:${first} has a function of ${last - first + 1} lines`);
    });
    return found;
  });
}

function repeated(declared: ReadonlyMap<string, readonly string[]>): string[] {
  return [...declared]
    .filter(([, files]) => files.length > 1)
    .map(([name, files]) => `${name} is declared in ${files.join(' and ')}`);
}

/** Types, classes, and enums that are declared more than once under one name. */
export function repeatedTypes(sources: Sources): string[] {
  const declared = new Map<string, string[]>();
  for (const [file, text] of Object.entries(sources))
    walk(parsed(file, text), (node) => {
      const isType =
        ts.isInterfaceDeclaration(node) ||
        ts.isTypeAliasDeclaration(node) ||
        ts.isClassDeclaration(node) ||
        ts.isEnumDeclaration(node);
      if (isType && node.name) declared.set(node.name.text, [...(declared.get(node.name.text) ?? []), file]);
    });
  return repeated(declared);
}

const isExported = (node: ts.Node) =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((it) => it.kind === ts.SyntaxKind.ExportKeyword);

/** The names of the functions that a file exports. */
function exportedFunctions(source: ts.SourceFile): string[] {
  return source.statements.filter(isExported).flatMap((it) => {
    if (ts.isFunctionDeclaration(it)) return it.name ? [it.name.text] : [];
    if (!ts.isVariableStatement(it)) return [];
    return it.declarationList.declarations.flatMap(({ name, initializer }) =>
      ts.isIdentifier(name) && initializer && ts.isFunctionLike(initializer) ? [name.text] : [],
    );
  });
}

/** Functions that are exported by more than one file under one name. @param entryPoints names that many files export */
export function repeatedFunctions(sources: Sources, entryPoints: readonly string[]): string[] {
  const declared = new Map<string, string[]>();
  for (const [file, text] of Object.entries(sources))
    for (const it of exportedFunctions(parsed(file, text)))
      if (!entryPoints.includes(it)) declared.set(it, [...(declared.get(it) ?? []), file]);
  return repeated(declared);
}

/** The files of the project that each file imports, types included. */
export function importsWithTypes(sources: Sources): Map<string, string[]> {
  return new Map(
    Object.entries(sources).map(([file, text]) => {
      const { importedFiles } = ts.preProcessFile(text, true, true);
      const found = importedFiles.flatMap(({ fileName }) => {
        if (!fileName.startsWith('.')) return [];
        const target = path.posix.join(path.posix.dirname(file), fileName);
        return [target, `${target}.ts`, `${target}/index.ts`].filter((it) => Object.hasOwn(sources, it));
      });
      return [file, found];
    }),
  );
}

/** Files that import each other in a circle, types included. */
export function circles(sources: Sources): string[] {
  const imports = importsWithTypes(sources);
  const found: string[] = [];
  const done = new Set<string>();
  function follow(file: string, trail: readonly string[]): void {
    const at = trail.indexOf(file);
    if (at >= 0) found.push([...trail.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const it of imports.get(file) ?? []) follow(it, [...trail, file]);
    done.add(file);
  }
  for (const file of imports.keys()) follow(file, []);
  return found;
}

/** The folders that a folder's files may import from besides their own; a file belongs to the longest folder that matches. */
export type Directions = Readonly<Record<string, readonly string[]>>;

/** Imports that point to a folder that {@link Directions} doesn't allow, types included. */
export function wrongDirections(sources: Sources, directions: Directions): string[] {
  const folders = Object.keys(directions).sort((a, b) => b.length - a.length);
  const folderOf = (file: string) => folders.find((it) => file.startsWith(`${it}/`));
  return [...importsWithTypes(sources)].flatMap(([file, imported]) => {
    const from = folderOf(file);
    if (from === undefined) return [`${file} is in no folder of the directions`];
    return imported.flatMap((it) => {
      const to = folderOf(it);
      return to === from || (to !== undefined && directions[from]?.includes(to)) ? [] : [`${file} imports ${it}`];
    });
  });
}
