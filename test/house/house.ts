/** The invariants of the house as functions: each answers with what offends it. */
import path from 'node:path';
import * as esbuild from 'esbuild';
import ts from 'typescript';
import { reference, type Struct, structs } from '../../server/language/description/shape';
import { memberShape } from '../../server/language/syntax/document';

/** What each file of ours takes in at run time: files of ours by path, packages by name. */
export type Imports = Readonly<Record<string, readonly string[]>>;

/** The sources of the project by path. */
export type Sources = Readonly<Record<string, string>>;

/** Read from what esbuild bundles, so that type imports, which are erased, do not count. */
export async function importsOf(options: esbuild.BuildOptions): Promise<Imports> {
  const { metafile } = await esbuild.build({ ...options, write: false, metafile: true, logLevel: 'silent' });
  const packageOf = (file: string) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  const own = Object.entries(metafile.inputs).filter(([file]) => !packageOf(file));
  return Object.fromEntries(
    own.map(([file, { imports }]) => [
      file,
      imports.map((it) => packageOf(it.path) ?? it.path.replace(/^sagemaker-docs:.*/, 'sagemaker-docs')),
    ]),
  );
}

/** What the scripts of a bundle take in from outside of it, by their files. */
export async function outsideOf(options: esbuild.BuildOptions): Promise<Imports> {
  const { metafile } = await esbuild.build({ ...options, write: false, metafile: true, sourcemap: false });
  return Object.fromEntries(
    Object.entries(metafile.outputs).map(([file, { imports }]) => [
      file,
      imports.filter((it) => it.external).map((it) => it.path),
    ]),
  );
}

const within = (folder: string) => (file: string) => file.startsWith(`${folder}/`);
const isOurs = (imported: string) => /^(aws|client|knowledge|protocol|server)\/|^package\.json$/.test(imported);
/** What runs in the extension host: the client, and the way to AWS. */
const inExtension = (file: string) => within('client')(file) || within('aws')(file);

/** 1. server/language takes in jsonc-parser, sagemaker-docs and knowledge/, and nothing else from outside. */
export function impureImports(imports: Imports): string[] {
  return offences(
    imports,
    within('server/language'),
    (it) =>
      !within('server/language')(it) &&
      !/^knowledge\/\w+\.(json|ts)$/.test(it) &&
      !['jsonc-parser', 'sagemaker-docs'].includes(it),
  );
}

/** 2. Only server/lsp, and server/main use the protocol; only aws/sdk uses the SDK. */
export function strangersToProtocolAndSdk(imports: Imports): string[] {
  const isServerEdge = (file: string) => within('server/lsp')(file) || within('server/main')(file);
  return [
    ...offences(
      imports,
      (it) => !isServerEdge(it),
      (it) => /^vscode-languageserver/.test(it),
    ),
    ...offences(
      imports,
      (it) => !within('aws/sdk')(it),
      (it) => /^@(aws-sdk|smithy)\//.test(it),
    ),
  ];
}

/** 3. The client and the server meet in the protocol and the manifest. */
export function importsAcross(imports: Imports): string[] {
  return [...offences(imports, inExtension, within('server')), ...offences(imports, within('server'), inExtension)];
}

/** 4a. No import circle. */
export function circles(imports: Imports): string[] {
  const found = new Set<string>();
  const visited = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) found.add([...trail.slice(at), file].join(' -> '));
    if (visited.has(file)) return;
    visited.add(file);
    for (const it of imports[file] ?? []) if (isOurs(it)) visit(it, [...trail, file]);
  };
  for (const file of Object.keys(imports)) visit(file, []);
  return [...found];
}

/** 4b. Nothing of the language imports a feature or an operation: those are what the protocol asks for. */
export function featuresOnFeatures(imports: Imports): string[] {
  return offences(
    imports,
    within('server/language'),
    (it) => within('server/language/features')(it) || within('server/language/operations')(it),
  );
}

/** 3b. protocol/ imports nothing but the types of the LSP, which a bundle doesn't have. */
export function strangersInProtocol(imports: Imports): string[] {
  return offences(imports, within('protocol'), (it) => !within('protocol')(it));
}

/** Which folders must not import which, in addition to the rules above. */
const directions: readonly (readonly [from: string, to: string])[] = [
  ['aws', 'client'],
  ['server/workspace', 'server/lsp'],
  ['server/workspace', 'server/cli'],
  ['server/cli', 'server/lsp'],
  ['server/lsp', 'server/cli'],
  ['server/language', 'server/workspace'],
  ['server/language', 'protocol'],
  ['aws', 'protocol'],
  ['client/ui', 'client/features'],
  ['client/ui', 'client/lsp'],
  ['client/ui', 'client/models'],
  ['client/models', 'client/features'],
  ['client/lsp', 'client/features'],
];

/** 4d. No feature of the client imports another: what they share is below them. */
export function featuresApart(imports: Imports): string[] {
  const featureOf = (file: string) => /^client\/features\/([^/]+)\//.exec(file)?.[1];
  return Object.keys(imports).flatMap((file) => {
    const own = featureOf(file);
    return offences(
      imports,
      (it) => it === file && own !== undefined,
      (it) => featureOf(it) !== undefined && featureOf(it) !== own,
    );
  });
}

/** 4e. The client names custom requests by the constants of the protocol. */
export function requestsByName(sources: Sources): string[] {
  return Object.entries(sources)
    .filter(([file]) => within('client')(file))
    .flatMap(([file, text]) =>
      find(file, text, (node) =>
        (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) && node.text.startsWith('sagemakerModel/')
          ? `names ${node.text}`
          : undefined,
      ),
    );
}

/** The folders of the language from top to bottom: each imports only from those below it. */
const languageLayers: readonly (readonly string[])[] = [
  ['features', 'operations'],
  ['check', 'converters'],
  ['rules'],
  ['refactorings'],
  ['entities'],
  ['description', 'syntax', 'knowledge', 'aws'],
  ['text'],
];

/** Those of the folders above that import each other: a text and its description, and what both name. */
const [core = []] = languageLayers.filter((it) => it.includes('syntax'));

/** 4c. Imports go in one direction between folders. */
export function importsUpward(imports: Imports): string[] {
  const folderOf = (file: string) => /^server\/language\/(\w+)\//.exec(file)?.[1];
  const levelOf = (folder: string) => languageLayers.findIndex((it) => it.includes(folder));
  const upward = Object.entries(imports).flatMap(([file, imported]) => {
    const from = folderOf(file);
    return imported.flatMap((it) => {
      const to = folderOf(it);
      if (from === undefined || to === undefined || from === to || (core.includes(from) && core.includes(to)))
        return [];
      return levelOf(from) < levelOf(to) ? [] : [`${file} takes in ${it}`];
    });
  });
  return [...upward, ...directions.flatMap(([from, to]) => offences(imports, within(from), within(to)))];
}

/** What each source takes in of ours, types included. */
export function importsWritten(sources: Sources): Imports {
  return Object.fromEntries(
    Object.entries(sources).map(([file, text]) => [
      file,
      ts.preProcessFile(text).importedFiles.flatMap(({ fileName }) => {
        const found = path.posix.join(path.posix.dirname(file), fileName);
        return [`${found}.ts`, `${found}/index.ts`].filter((it) => it in sources);
      }),
    ]),
  );
}

function offences(imports: Imports, from: (file: string) => boolean, to: (imported: string) => boolean): string[] {
  return Object.entries(imports)
    .filter(([file]) => from(file))
    .flatMap(([file, imported]) => imported.filter(to).map((it) => `${file} takes in ${it}`));
}

/** Every node of a source, with what is asked of it. */
function find(file: string, text: string, offends: (node: ts.Node) => string | undefined): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const offence = offends(node);
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    if (offence) found.push(`${file}:${line + 1} ${offence}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** 1b. server/language has no clock and no chance, and gives no promise. */
export function clocksAndPromises(sources: Sources): string[] {
  return Object.entries(sources)
    .filter(([file]) => within('server/language')(file))
    .flatMap(([file, text]) =>
      find(file, text, (node) => {
        if (ts.isIdentifier(node) && ['Date', 'Promise', 'performance'].includes(node.text))
          return `names ${node.text}`;
        if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random') return 'names Math.random';
        if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)) return 'is asynchronous';
        return undefined;
      }),
    );
}

/**
 * 1c. server/language keeps no state between calls: no variable, no cache, and no function that remembers its answers at the
 * top level of a file. Lazy tables (`lazyTable`) may stand there, because their keys are fixed.
 */
export function moduleState(sources: Sources): string[] {
  return Object.entries(sources)
    .filter(([file]) => within('server/language')(file))
    .flatMap(([file, text]) =>
      find(file, text, (node) => {
        if (
          ts.isVariableStatement(node) &&
          ts.isSourceFile(node.parent) &&
          !(node.declarationList.flags & ts.NodeFlags.Const)
        )
          return `declares a variable: ${node.declarationList.declarations[0]?.name.getText()}`;
        if (!ts.isExpression(node)) return undefined;
        const kept = keptIn(node);
        return kept !== undefined && runsOnLoad(node) ? `keeps ${kept}` : undefined;
      }),
    );
}

/** Whether an expression is evaluated once, as its file is loaded, and not in each call of a function or for each object of a class. */
function runsOnLoad(expression: ts.Expression): boolean {
  for (let node: ts.Node = expression; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isPropertyDeclaration(node) && !(ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static)) return false;
  }
  return true;
}

/** What an expression remembers: what a function was asked, or what's put into an empty collection that is declared with it. */
function keptIn(node: ts.Expression): string | undefined {
  if (ts.isCallExpression(node) && /^memoize/.test(node.expression.getText()))
    return `answers: ${node.expression.getText()}`;
  if (ts.isNewExpression(node) && /^(?:Memo|Weak(?:Map|Set))$/.test(node.expression.getText()))
    return `a cache: ${nameFor(node)}`;
  const { parent } = node;
  if (!ts.isVariableDeclaration(parent) && !ts.isPropertyDeclaration(parent) && !ts.isPropertyAssignment(parent))
    return undefined;
  const isReadonly = !ts.isPropertyAssignment(parent) && /^readonly |^Readonly/.test(parent.type?.getText() ?? '');
  return isEmptyCollection(node) && !isReadonly ? `a cache: ${nameFor(node)}` : undefined;
}

function isEmptyCollection(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0;
  if (ts.isObjectLiteralExpression(node)) return node.properties.length === 0;
  return ts.isNewExpression(node) && /^(?:Map|Set|Array)$/.test(node.expression.getText()) && !node.arguments?.length;
}

/** The name of the declaration or property in which an expression stands. */
function nameFor(node: ts.Node): string {
  for (let at = node.parent; at; at = at.parent)
    if (ts.isVariableDeclaration(at) || ts.isPropertyDeclaration(at) || ts.isPropertyAssignment(at))
      return at.name.getText();
  return node.getText();
}

/** 2b. What runs in a browser takes in nothing that has to be there: VS Code gives its client itself, and nothing else. */
export function strangersInBrowser(outside: Imports): string[] {
  return offences(
    outside,
    () => true,
    (it) => it !== 'vscode',
  );
}

/** 2c. What runs in a browser names nothing that only Node has. */
export function nodeInBrowser(sources: Sources): string[] {
  const only = ['process', 'Buffer', 'setImmediate', 'require', 'global', '__dirname', '__filename'];
  return Object.entries(sources).flatMap(([file, text]) =>
    find(file, text, (node) => (ts.isIdentifier(node) && only.includes(node.text) ? `names ${node.text}` : undefined)),
  );
}

/** 5. A request's members are named in the description, the knowledge, the rules, the rewritings, other tools' forms and in what people read; the client reads one. */
export function membersNamed(sources: Sources, description: Struct): string[] {
  const members = new Set(structs(description).flatMap((it) => Object.keys(it.members)));
  const mayName =
    /^server\/language\/(description\/(createModel|describeModel)\.ts|(converters|entities|knowledge|refactorings|rules)\/)|^aws\/sdk\/operations\.ts$|^client\/ui\/modelName\.ts$/;
  return Object.entries(sources)
    .filter(([file]) => !mayName.test(file))
    .flatMap(([file, text]) =>
      find(file, text, (node) =>
        ts.isStringLiteralLike(node) && members.has(node.text) && !isTranslated(node) && !isType(node)
          ? `names ${node.text}`
          : undefined,
      ),
    );
}

/** 6. Every member has the SDK's words, and a page of the API reference. */
export function membersWithoutWords(description: Struct, docs: Readonly<Record<string, string>>): string[] {
  const page =
    /^https:\/\/docs\.aws\.amazon\.com\/sagemaker\/latest\/APIReference\/API_\w+\.html#sagemaker-(\w+-re(?:quest|sponse)|Type-\w+)-\w+$/;
  return structs(description).flatMap((struct) =>
    Object.keys(struct.members)
      .filter((member) => !struct.base || !memberShape(struct.base, member))
      .filter((member) => !docs[`${struct.name}.${member}`] || !page.test(reference(struct, member)))
      .map((member) => `${struct.name}.${member}`),
  );
}

export interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
      readonly icon?: string;
    }[];
    readonly menus?: Readonly<
      Record<string, readonly { readonly command: string; readonly group?: string; readonly when?: string }[]>
    >;
    readonly configuration: { readonly properties: Readonly<Record<string, object>> };
  };
}

/** 7a. Every rule is in the schema of the settings, and no other is. */
export function rulesAndSettings(ids: readonly string[], manifest: Manifest): string[] {
  const setting = manifest.contributes.configuration.properties['sagemakerModel.rules'];
  const listed = Object.keys(setting && 'properties' in setting ? Object(setting.properties) : {});
  return [
    ...ids.filter((it) => !listed.includes(it)).map((it) => `${it} cannot be set`),
    ...listed.filter((it) => !ids.includes(it)).map((it) => `${it} can be set, and there is no such rule`),
  ];
}

/** 7b. Every command is registered and has a category, and an icon where it stands in a row or a title bar. */
export function commandsAstray(manifest: Manifest, sources: Sources): string[] {
  const client = Object.entries(sources).filter(([file]) => inExtension(file));
  const registered = client.flatMap(([, text]) => commandsIn(text));
  const { commands, menus = {} } = manifest.contributes;
  const inline = Object.values(menus)
    .flat()
    .filter((it) => /^(inline|navigation)/.test(it.group ?? ''));
  return [
    ...commands.filter((it) => !registered.includes(it.command)).map((it) => `${it.command} is not registered`),
    ...commands.filter((it) => !it.category).map((it) => `${it.command} has no category`),
    ...registered
      .filter((it) => !commands.some(({ command }) => command === it))
      .map((it) => `${it} is not in the manifest`),
    ...inline
      .filter((it) => !commands.find(({ command }) => command === it.command)?.icon)
      .map((it) => `${it.command} has no icon`),
  ];
}

const commandsIn = (text: string) => [...text.matchAll(/registerCommand\(\s*'([^']+)'/g)].map((it) => it[1]);

/** 7f. A command that a browser does not have is in none of its menus, before the extension has started and after. */
export function commandsShownInBrowser(manifest: Manifest, browser: Sources): string[] {
  const there = Object.values(browser).flatMap(commandsIn);
  const { commands, menus = {} } = manifest.contributes;
  // The view and these documents are not there, either.
  const isHidden = (when = '') =>
    when === 'false' ||
    when.startsWith('!sagemakerModel.withoutAws && (!isWeb || remoteName)') ||
    /(^| )(view == sagemakerModel\.models|resourceScheme == sagemaker-deployed|resourceScheme =~ \/\^sagemaker-\(deployed\|tags\)\$\/)( |$)/.test(
      when,
    );
  const listed = Object.entries(menus).flatMap(([menu, items]) => items.map((it) => ({ menu, ...it })));
  const absent = commands.filter(({ command }) => !there.includes(command));
  return absent.flatMap(({ command }) => {
    const shown = listed.filter((it) => it.command === command && !isHidden(it.when)).map(({ menu }) => menu);
    const isRestricted = listed.some((it) => it.command === command && it.menu === 'commandPalette');
    return [...shown, ...(isRestricted ? [] : ['commandPalette'])].map((menu) => `${command} is shown in ${menu}`);
  });
}

/** Commands that only read, and accept a model in SageMaker as well. */
const reading = ['sagemakerModel.copyAs', 'sagemakerModel.copyPolicy'];

/** 7g. Definition commands are offered only for the schemes of definitions. Commands that create or change aren't offered in a diff or for read-only documents. */
export function menusForOthers(manifest: Manifest, schemes: readonly string[]): string[] {
  const allowed = (all: readonly string[]) => `resourceScheme =~ /^(${all.join('|')})$/`;
  const guards: Readonly<Record<string, readonly string[]>> = {
    'explorer/context': ['!explorerResourceReadonly'],
    otherwise: ['!activeEditorIsReadonly', '!textCompareEditorActive', '!isInDiffEditor'],
  };
  return Object.entries(manifest.contributes.menus ?? {}).flatMap(([menu, items]) =>
    items.flatMap(({ command, when = '' }) => {
      const isOfDefinitions = /(editorLangId|resourceLangId) [!=]= |resourceFilename =~ /.test(when);
      const isRead = reading.includes(command);
      const needed = !isOfDefinitions
        ? []
        : isRead
          ? [allowed([...schemes, 'sagemaker-deployed'])]
          : [allowed(schemes), ...(guards[menu] ?? guards.otherwise ?? [])];
      return [
        ...needed.filter((it) => !when.includes(it)).map((it) => `${command} in ${menu} lacks ${it}`),
        ...(/resourceScheme (!=|not)|!resourceScheme/.test(when) ? [`${command} in ${menu} has a negated scheme`] : []),
      ];
    }),
  );
}

/** What of the manifest is there for those who begin. */
export interface Beginning extends Pick<Manifest['contributes'], 'commands' | 'menus'> {
  readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  readonly walkthroughs: readonly {
    readonly steps: readonly {
      readonly media: { readonly svg: string };
      readonly completionEvents: readonly string[];
      readonly description: string;
    }[];
  }[];
}

/**
 * 7b. What a walkthrough shows is packaged, what ends its steps can happen, and what File > New File offers is a command.
 * Commands and views of VS Code are known by how their names begin.
 */
export function beginningsAstray(contributes: Beginning, sources: Sources, packaged: readonly string[]): string[] {
  const commands = contributes.commands.map((it) => it.command);
  const views = Object.values(contributes.views).flatMap((it) => it.map(({ id }) => id));
  const client = Object.entries(sources).filter(([file]) => inExtension(file));
  const isSet = (key: string) => client.some(([, text]) => text.includes(`completeStep('${key}')`));
  const canHappen = (event: string) => {
    const [kind, what = ''] = event.split(':');
    if (kind === 'onContext') return isSet(what);
    if (/^(workbench|editor)\./.test(what)) return kind === 'onCommand' || kind === 'onView';
    return (kind === 'onCommand' && commands.includes(what)) || (kind === 'onView' && views.includes(what));
  };
  const steps = contributes.walkthroughs.flatMap((it) => it.steps);
  const newFiles = contributes.menus?.['file/newFile'] ?? [];
  return [
    ...steps.filter((it) => !packaged.includes(it.media.svg)).map((it) => `${it.media.svg} is not packaged`),
    ...steps.flatMap((it) =>
      it.completionEvents.filter((event) => !canHappen(event)).map((it) => `${it} never happens`),
    ),
    ...steps.filter((it) => it.completionEvents.length === 0).map((it) => `${it.description} never ends`),
    ...newFiles.filter((it) => !commands.includes(it.command)).map((it) => `${it.command} is no command`),
  ];
}

/** 7c. Every setting is read somewhere: by its own name, or as a member of the section that the server asks for. */
export function settingsUnread(manifest: Manifest, sources: Sources): string[] {
  const all = Object.values(sources).join('\n');
  return Object.keys(manifest.contributes.configuration.properties).filter((it) => {
    const [section = '', member = ''] = it.split('.');
    return !all.includes(`'${section}'`) || !all.includes(`'${member}'`);
  });
}

/** 7d. Every string that the manifest shows is taken from package.nls.json, and every one there is used. */
export function manifestStrings(manifest: unknown, strings: Readonly<Record<string, string>>): string[] {
  const shown = new Set([
    'title',
    'shortTitle',
    'altText',
    'category',
    'description',
    'markdownDescription',
    'name',
    'label',
    'contents',
  ]);
  const used = new Set<string>();
  const offences: string[] = [];
  const visit = (value: unknown, at: string, key: string): void => {
    if (typeof value === 'string') {
      const string = /^%(.+)%$/.exec(value)?.[1];
      if (string !== undefined) used.add(string);
      if (string !== undefined && strings[string] === undefined)
        offences.push(`${at}: package.nls.json has no ${string}`);
      if (string === undefined && shown.has(key) && at.startsWith('.contributes')) offences.push(`${at}: ${value}`);
    } else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) visit(inner, `${at}.${name}`, name);
  };
  visit(manifest, '', '');
  return [
    ...offences,
    ...Object.keys(strings)
      .filter((it) => !used.has(it))
      .map((it) => `${it} is not used`),
  ];
}

/**
 * 9. Regular expressions are literals where they are used. A computed one could contain untrusted text, and
 * take too long to match.
 * @param made the files that compute regular expressions, with their sources
 */
export function expressionsMade(sources: Sources, made: Readonly<Record<string, string>>): string[] {
  const isWritten = (it: ts.Expression | undefined) =>
    it !== undefined && (ts.isStringLiteralLike(it) || ts.isRegularExpressionLiteral(it));
  const found = Object.entries(sources).flatMap(([file, text]) =>
    find(file, text, (node) =>
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      /^(globalThis\.)?RegExp$/.test(node.expression.getText()) &&
      !isWritten(node.arguments?.[0])
        ? `compiles a regular expression from ${node.arguments?.[0]?.getText()}`
        : undefined,
    ),
  );
  const isIn = (file: string) => (it: string) => it.startsWith(`${file}:`);
  return [
    ...found.filter((it) => !Object.keys(made).some((file) => isIn(file)(it))),
    ...Object.keys(made)
      .filter((file) => !found.some(isIn(file)))
      .map((file) => `${file} no longer compiles a regular expression`),
  ];
}

/** 8. A failure that comes through the door to AWS is of a class that another bundle has: only its name is the same. */
export function failuresByClass(sources: Sources): string[] {
  return Object.entries(sources)
    .filter(([, text]) => /instanceof Failure\b/.test(text))
    .map(([file]) => `${file} knows failures by their class`);
}

/** 10. What is logged is redacted: one file creates the output channel, and no other code writes to the console. */
export function logsUnredacted(sources: Sources): string[] {
  return Object.entries(sources)
    .filter(([file]) => inExtension(file) && file !== 'client/ui/log.ts')
    .flatMap(([file, text]) =>
      find(file, text, (node) => {
        if (!ts.isIdentifier(node)) return undefined;
        const isConsole =
          node.text === 'console' && ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node;
        return node.text === 'createOutputChannel' || isConsole ? `names ${node.text}` : undefined;
      }),
    );
}

/** Calls that accept a callback whose promise can't be awaited. */
const callsLater = /(^|\.)(on[A-Z]\w*|setTimeout|setInterval|addEventListener)$/;

/** Whether a node is an asynchronous function: inline, or by the name that the file declares it with. */
function isAsync(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return ts.getModifiers(node as ts.FunctionDeclaration)?.some(isAsyncKeyword) === true;
  if (!ts.isIdentifier(node)) return false;
  const declares = (it: ts.Node): boolean =>
    (ts.isFunctionDeclaration(it) && it.name?.text === node.text && isAsync(it)) ||
    (ts.isVariableDeclaration(it) &&
      it.name.getText() === node.text &&
      it.initializer !== undefined &&
      ts.isArrowFunction(it.initializer) &&
      isAsync(it.initializer)) ||
    ts.forEachChild(it, declares) === true;
  return declares(node.getSourceFile());
}

const isAsyncKeyword = ({ kind }: ts.Node) => kind === ts.SyntaxKind.AsyncKeyword;

/** Whether the operand of `void` is known not to be a promise that could still fail, such as an awaited one or a list push. */
function isSettled(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isSettled(node.expression);
  if (ts.isCallExpression(node)) return /\.push$/.test(node.expression.getText());
  return ts.isAwaitExpression(node) || ts.isPostfixUnaryExpression(node) || ts.isNumericLiteral(node);
}

/**
 * 9. Work that isn't awaited is detached, which logs its failure: no `void` drops a promise, and no listener is
 * asynchronous, unless it answers a request.
 */
export function promisesDropped(sources: Sources): string[] {
  return Object.entries(sources)
    .filter(([file]) => inExtension(file))
    .flatMap(([file, text]) =>
      find(file, text, (node) => {
        if (ts.isVoidExpression(node)) return isSettled(node.expression) ? undefined : `drops ${node.getText()}`;
        if (!ts.isCallExpression(node) || !callsLater.test(node.expression.getText())) return undefined;
        if (/(^|\.)onRequest$/.test(node.expression.getText())) return undefined;
        const listener = node.arguments.find(isAsync);
        return listener && `listens with ${listener.getText().split('\n')[0]}`;
      }),
    );
}

/**
 * 10. A connection is opened on a user action, or by `Background`, which decides whether background requests are allowed.
 * @returns the files that open a connection themselves
 */
export function connectionsUnasked(sources: Sources): string[] {
  const mayOpen =
    /^aws\/(background|session)\.ts$|^client\/(features\/((compare|connection|create|describe|models|saveAs)\/|sync\/(checkAll|index)\.ts)|models\/)/;
  return Object.entries(sources)
    .filter(([file, text]) => inExtension(file) && !mayOpen.test(file) && /\bsession\s*\.(live|inRegion)\(/i.test(text))
    .map(([file]) => `${file} opens a connection`);
}

const isIn = (node: ts.Node, callee: RegExp) => {
  const call = ts.findAncestor(node, ts.isCallExpression);
  return call !== undefined && callee.test(call.expression.getText());
};
/** Whether it is part of a type, which the compiler holds to the SDK's. */
const isType = (node: ts.Node) => ts.isLiteralTypeNode(node.parent);
const isTranslated = (node: ts.Node) => isIn(node, /^l10n\.t$/);
const isLogged = (node: ts.Node) => isIn(node, /^(log|this\.#log|outside)\.\w+$/);

/** Whether nothing of a source is left when its types are taken away. */
export function isOnlyTypes(text: string): boolean {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { removeComments: true, target: ts.ScriptTarget.ES2022 },
  });
  return outputText.trim() === 'export {};';
}

/**
 * 7e. Every string that the client shows goes through l10n: a text with a blank in it that is neither that nor logged, nor
 * of a report, which those read who help.
 */
export function clientStrings(sources: Sources): string[] {
  return Object.entries(sources)
    .filter(([file]) => inExtension(file) && file !== 'client/features/report/copyReport.ts')
    .flatMap(([file, text]) =>
      find(file, text, (node) => {
        const isText =
          (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) && /[a-z] [a-z]/i.test(node.getText());
        if (!isText || ts.isImportDeclaration(node.parent)) return undefined;
        return isTranslated(node) || isLogged(node) ? undefined : `shows ${node.getText()}`;
      }),
    );
}

/**
 * 7f. Strings are translated by `@vscode/l10n` alone, which `vscode.l10n` only gives the bundle to, and not before
 * activation has given it that.
 */
export function translatedOtherwise(sources: Sources): string[] {
  const runsLater = (it: ts.Node) =>
    ts.isFunctionLike(it) ||
    (ts.isPropertyDeclaration(it) && !it.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword));
  return Object.entries(sources)
    .filter(([file]) => inExtension(file))
    .flatMap(([file, text]) =>
      find(file, text, (node) => {
        if (ts.isPropertyAccessExpression(node) && node.getText() === 'vscode.l10n')
          return ts.isPropertyAccessExpression(node.parent) && node.parent.name.text === 'bundle'
            ? undefined
            : 'translates by vscode.l10n';
        const isCall = ts.isCallExpression(node) && node.expression.getText() === 'l10n.t';
        return isCall && !ts.findAncestor(node, runsLater) ? 'translates while it is loaded' : undefined;
      }),
    );
}

/**
 * 9. Text that VS Code shows is made inert in one place: no other client file uses the API that shows something, and
 * no other file registers a command, whose error would be shown.
 */
export function shownPastDialog(sources: Sources): string[] {
  const showing =
    /^(show(Information|Warning|Error)Message|showInputBox|showQuickPick|createQuickPick|createInputBox|withProgress|setStatusBarMessage)$/;
  return Object.entries(sources)
    .filter(([file]) => inExtension(file) && file !== 'client/ui/dialog.ts')
    .flatMap(([file, text]) =>
      find(file, text, (node) => {
        if (ts.isPropertyAccessExpression(node) && node.getText() === 'vscode.commands.registerCommand')
          return 'registers a command itself';
        return (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && showing.test(node.text)
          ? `names ${node.text}`
          : undefined;
      }),
    );
}

/** How a path is written in the tables above, whatever the system. */
export const posix = (file: string) => file.split(path.sep).join('/');
