/** What is exact about speed, size and good manners, as functions: each answers with what offends it. */
import path from 'node:path';
import * as esbuild from 'esbuild';
import ts from 'typescript';
import type { Imports, Sources } from './house';
import { posix } from './house';

/** What a bundle consists of: the files in it, packages' own as well, and what each takes in from outside of it. */
export interface Bundle {
  readonly files: Imports;
  /** What is taken in from outside as soon as the bundle is loaded. */
  readonly atOnce: readonly string[];
  readonly text: string;
}

export async function bundled(options: esbuild.BuildOptions): Promise<Bundle> {
  const { metafile, outputFiles } = await esbuild.build({
    ...options,
    write: false,
    metafile: true,
    sourcemap: false,
    logLevel: 'silent',
  });
  const outside = (imports: readonly esbuild.Metafile['inputs'][string]['imports'][number][]) =>
    imports.filter((it) => it.external).map((it) => it.path.replace(/^node:/, ''));
  return {
    files: Object.fromEntries(Object.entries(metafile.inputs).map(([file, { imports }]) => [file, outside(imports)])),
    atOnce: Object.values(metafile.outputs).flatMap(({ imports }) =>
      imports.filter((it) => it.external && it.kind !== 'dynamic-import').map((it) => it.path),
    ),
    text: outputFiles?.map((it) => it.text).join('\n') ?? '',
  };
}

/** What is larger than it may be: the bytes of files beside the most kilobytes of each. */
export function tooLarge(bytes: Readonly<Record<string, number>>, most: Readonly<Record<string, number>>): string[] {
  return Object.entries(bytes)
    .filter(([file, size]) => size > (most[file] ?? 0) * 1000)
    .map(([file, size]) => `${file} has ${size} bytes, and may have ${most[file] ?? 0} KB`);
}

/** What an activation would load of the SDK: packages of it in the bundle, or the door to it before it is needed. */
export function sdkAtStart({ files, atOnce }: Bundle): string[] {
  return [
    ...Object.keys(files).filter((it) => /node_modules\/@(aws-sdk|aws|smithy)\//.test(it)),
    ...atOnce.filter((it) => /(^|\/)aws\.js$/.test(it)).map((it) => `${it} is loaded at once`),
  ];
}

/** Where a bundle copies all names of the editor's API, as esbuild does it for every file that imports the namespace. */
export function copiesOfApi({ text }: Bundle): string[] {
  return [...text.matchAll(/\w+\(require\("vscode"\).*/g)].map(([it]) => it);
}

const networkModules = ['net', 'http', 'https', 'http2', 'tls', 'dgram', 'dns', 'dns/promises', 'undici'];
const networkGlobals = ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'sendBeacon'];

/** What names a way to the network; the protocol's own library may listen where an editor tells it to. */
export function network({ files, text }: Bundle): string[] {
  const modules = Object.entries(files)
    .filter(([file]) => !/node_modules\/vscode-(jsonrpc|languageserver)\//.test(file))
    .flatMap(([file, imports]) =>
      imports.filter((it) => networkModules.includes(it)).map((it) => `${file} takes in ${it}`),
    );
  return [...modules, ...named(text, networkGlobals).map((it) => `the bundle names ${it}`)];
}

/** Which of some names a text uses as a thing of its own, or of what is global. */
function named(text: string, names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && names.includes(node.text)) {
      const { parent } = node;
      const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
      const ofGlobal = isMember && /^(globalThis|self|window|navigator)$/.test(parent.expression.getText());
      const isName = ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent);
      if (ofGlobal || (!isMember && !(isName && parent.name === node))) found.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('bundle.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
  return [...found];
}

/** Messages that are shown past dialog.ts, where no test without VS Code sees them; the server shows none. */
export function toastsPastDialog(sources: Sources): string[] {
  const own = /^client\/(dialog|language)\.ts$/;
  return Object.entries(sources)
    .filter(
      ([file, text]) =>
        !own.test(file) && /\.show(Information|Warning|Error)Message\b|window\/showMessage|\bShowMessage/.test(text),
    )
    .map(([file]) => `${file} shows a message itself`);
}

/**
 * Names that are exported and that no other file takes in; a type that something exported speaks of is taken in with that.
 * @param entries files that something outside of the sources calls
 */
export function deadExports(sources: Sources, entries: RegExp): string[] {
  /** The names that are taken in from each file; `*` where all of them are. */
  const taken = new Map<string, Set<string>>();
  const take = (from: string, module: string, name: string) => {
    if (!module.startsWith('.')) return;
    const file = posix(path.join(path.dirname(from), module));
    const key = file in sources ? file : `${file}${`${file}/index.ts` in sources ? '/index' : ''}.ts`;
    taken.set(key, (taken.get(key) ?? new Set()).add(name));
  };
  const exported: { file: string; name: string; isType: boolean; text: string }[] = [];
  for (const [file, text] of Object.entries(sources)) {
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
        const bindings = node.importClause?.namedBindings;
        if (bindings && ts.isNamedImports(bindings))
          for (const it of bindings.elements) take(file, node.moduleSpecifier.text, (it.propertyName ?? it.name).text);
        else take(file, node.moduleSpecifier.text, '*');
      } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
        take(file, node.moduleSpecifier.text, '*');
      else if (
        ts.isImportTypeNode(node) &&
        ts.isLiteralTypeNode(node.argument) &&
        ts.isStringLiteral(node.argument.literal)
      )
        take(file, node.argument.literal.text, node.qualifier?.getText() ?? '*');
      else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
        const [module] = node.arguments;
        if (module && ts.isStringLiteral(module)) take(file, module.text, '*');
      }
      ts.forEachChild(node, visit);
    };
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    visit(source);
    for (const statement of source.statements) {
      if (!ts.canHaveModifiers(statement)) continue;
      if (!ts.getModifiers(statement)?.some((it) => it.kind === ts.SyntaxKind.ExportKeyword)) continue;
      const names = ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.map((it) => it.name.getText())
        : [(statement as ts.DeclarationStatement).name?.getText() ?? ''];
      const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
      exported.push(...names.map((name) => ({ file, name, isType, text: statement.getText() })));
    }
  }
  const isTaken = (file: string, name: string) => taken.get(file)?.has('*') || taken.get(file)?.has(name);
  const isSaid = (type: string, where: string) =>
    exported.some(({ file, name, text }) => file === where && name !== type && new RegExp(`\\b${type}\\b`).test(text));
  return exported
    .filter(({ file, name }) => !entries.test(file) && !isTaken(file, name))
    .filter(({ file, name, isType }) => !(isType && isSaid(name, file)))
    .map(({ file, name }) => `${file} exports ${name} to nobody`);
}
