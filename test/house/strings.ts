/** The strings of the client that can be translated, as VS Code's bundles have them: read from what the code gives to `l10n.t`. */
import ts from 'typescript';
import type { Sources } from './house';

/**
 * The bundle that translators begin with: each string under itself (VS Code API, `l10n.bundle`).
 * @throws Error where a string is put together, for then nobody can translate it
 */
export function stringsBundle(sources: Sources): Readonly<Record<string, string>> {
  const found = new Set<string>();
  for (const [file, text] of Object.entries(sources)) {
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === 'l10n.t') {
        const [first] = node.arguments;
        if (!first || !ts.isStringLiteralLike(first))
          throw new Error(`${file}: ${node.getText()} cannot be translated.`);
        found.add(first.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return Object.fromEntries([...found].sort().map((it) => [it, it]));
}
