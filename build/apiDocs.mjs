/** Build time: reads the documentation of a request and its properties from the SDK's type declarations, as Markdown. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import TurndownService from 'turndown';
import ts from 'typescript';

const require = createRequire(import.meta.url);

/** The installed SDK's package folder. */
export const sdkFolder = path.dirname(require.resolve('@aws-sdk/client-sagemaker/package.json'));

/**
 * The documentation of every member of some interfaces of the SDK and of the interfaces that they use.
 * @param {string[]} interfaceNames such as `CreateModelInput`
 * @returns {Record<string, string>} Markdown by `Interface.Member`
 * @throws where the SDK declares no such interface
 */
export function apiDocs(...interfaceNames) {
  const interfaces = declaredInterfaces();
  /** @type {Record<string, string>} */
  const docs = {};
  const waiting = [...interfaceNames];
  for (const name of waiting) {
    const declared = interfaces.get(name);
    if (!declared) throw new Error(`The SDK declares no interface ${name}.`);
    for (const member of declared.members) {
      if (!ts.isPropertySignature(member) || !ts.isIdentifier(member.name) || !member.type) continue;
      // What an answer has in common with the first request is explained as that of the request.
      const isCommon = name.endsWith('Output') && docs[`${interfaceNames[0]}.${member.name.text}`] !== undefined;
      if (!isCommon) docs[`${name}.${member.name.text}`] = markdown(comment(member));
      for (const used of typeNames(member.type))
        if (interfaces.has(used) && !waiting.includes(used)) waiting.push(used);
    }
  }
  return docs;
}

/** @returns {Map<string, ts.InterfaceDeclaration>} */
function declaredInterfaces() {
  const folder = path.join(sdkFolder, 'dist-types/models');
  const found = new Map();
  for (const file of readdirSync(folder)) {
    const source = ts.createSourceFile(
      file,
      readFileSync(path.join(folder, file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    for (const it of source.statements) if (ts.isInterfaceDeclaration(it)) found.set(it.name.text, it);
  }
  return found;
}

/** @param {ts.Node} type */
function typeNames(type) {
  /** @type {string[]} */
  const names = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) names.push(node.typeName.text);
    ts.forEachChild(node, visit);
  };
  visit(type);
  return names;
}

/** @param {ts.Node} node */
function comment(node) {
  const [doc] = ts.getJSDocCommentsAndTags(node);
  return (doc && ts.getTextOfJSDocComment(doc.comment)) ?? '';
}

const notes = { note: 'Note', important: 'Important', caution: 'Caution', warning: 'Warning' };

const turndown = new TurndownService({ bulletListMarker: '-', codeBlockStyle: 'fenced', emDelimiter: '*' });
for (const [tag, title] of Object.entries(notes))
  turndown.addRule(tag, {
    filter: /** @type {any} */ (tag),
    replacement: (content) => `\n\n${`**${title}:** ${content.trim()}`.replace(/^/gm, '> ')}\n\n`,
  });

/** @param {string} html as it stands in the SDK's comments */
function markdown(html) {
  return turndown
    .turndown(html)
    .replace(/^([ \t]*- .*)\n[ \t]*\n(?=[ \t]*- )/gm, '$1\n')
    .trim();
}
