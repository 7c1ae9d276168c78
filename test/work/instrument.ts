/** Puts counters into sources, at the beginning of every function and of every loop's body. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import ts from 'typescript';

/** Whether a call looks for an expression in a text. */
const isExec = (node: ts.Node): node is ts.CallExpression & { readonly expression: ts.PropertyAccessExpression } =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  node.expression.name.text === 'exec' &&
  !node.expression.questionDotToken;

/** Whether the engine goes through all that an expression gives. */
function isGoneThrough(node: ts.Node): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (ts.isSpreadElement(parent)) return !isPattern(parent);
  if (ts.isNewExpression(parent))
    return parent.arguments?.[0] === node && /^(Weak)?(Map|Set)$/.test(parent.expression.getText());
  return (
    ts.isVariableDeclaration(parent) &&
    parent.initializer === node &&
    ts.isArrayBindingPattern(parent.name) &&
    parent.name.elements.some((it) => ts.isBindingElement(it) && it.dotDotDotToken)
  );
}

/** Whether a spread stands on the left of an assignment. */
const isPattern = ({ parent }: ts.SpreadElement) =>
  ts.isArrayLiteralExpression(parent) &&
  ts.isBinaryExpression(parent.parent) &&
  parent.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
  parent.parent.left === parent;

/** @param sites the places that are counted, by number, to which those of the source are added */
function instrumented(file: string, text: string, sites: string[]): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const added: { readonly at: number; readonly text: string; readonly until?: number }[] = [];
  const siteOf = (node: ts.Node, what: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    return sites.push(`${path.relative('.', file)}:${line + 1} ${what}`) - 1;
  };
  /** Puts something around a node; what is inside of it is put there before. */
  const around = (node: ts.Node, before: string, after: string, visit: () => void) => {
    added.push({ at: node.getStart(), text: before });
    visit();
    added.push({ at: node.end, text: after });
  };
  const body = (node: ts.Node, what: string, visit: () => void) => {
    const id = siteOf(node, what);
    if (!ts.isBlock(node)) {
      const isStatement = what === 'loop';
      around(node, isStatement ? `{__at(${id});` : `(__at(${id}),`, isStatement ? '}' : ')', visit);
      return;
    }
    added.push({ at: node.getStart() + 1, text: `__at(${id});` });
    visit();
  };
  const visit = (node: ts.Node): void => {
    const inner = () => ts.forEachChild(node, visit);
    const { parent } = node;
    if (ts.isTypeNode(node)) return;
    if (parent && ts.isFunctionLike(parent) && 'body' in parent && parent.body === node) body(node, 'function', inner);
    else if (parent && ts.isIterationStatement(parent, false) && parent.statement === node) body(node, 'loop', inner);
    else if (ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(parent))
      around(node, '__text(', ')', inner);
    else if (ts.isSpreadAssignment(node)) around(node.expression, '__copy(', ')', () => visit(node.expression));
    else if (isGoneThrough(node)) around(node, '__all(', ')', inner);
    else if (isExec(node)) {
      const { expression } = node.expression;
      added.push({ at: node.getStart(), text: '__exec(' });
      visit(expression);
      added.push({ at: expression.end, text: ',', until: node.arguments.pos });
      node.arguments.forEach(visit);
    } else inner();
  };
  visit(source);
  let [all, from] = ['', 0];
  for (const it of added.map((it, order) => ({ ...it, order })).sort((a, b) => a.at - b.at || a.order - b.order)) {
    all += text.slice(from, it.at) + it.text;
    from = it.until ?? it.at;
  }
  return all + text.slice(from);
}

/** Counts what is in some files. @param change what is made of a source before */
export const instrument = (
  files: RegExp,
  sites: string[],
  change = (_file: string, text: string): string => text,
): Plugin => ({
  name: 'instrument',
  setup: (build) =>
    build.onLoad({ filter: files }, ({ path: file }) => ({
      contents: instrumented(file, change(path.basename(file), readFileSync(file, 'utf8')), sites),
      loader: file.endsWith('.ts') ? 'ts' : 'js',
    })),
});
