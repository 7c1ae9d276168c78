/** What is to be disposed of and is dropped: neither handed on, nor kept, nor disposed of where it was made. */
import ts from 'typescript';
import type { Sources } from './house';
import { clientOf, whereIn } from './program';

/**
 * Calls of the client that give something to dispose of, of which nothing becomes. Listeners go with the thing that they
 * listen to, so those of what is to be disposed of itself may be dropped.
 */
export function droppedDisposables(sources: Sources): string[] {
  const { checker, files } = clientOf(sources);
  const found: string[] = [];

  /** Of what comes from elsewhere no type is known: there it is what listens. */
  function isDisposable(node: ts.Expression): boolean {
    const type = checker.getTypeAtLocation(node);
    if (type.flags & ts.TypeFlags.Any) return ts.isCallExpression(node) && /^on[A-Z]/.test(nameOf(node.expression));
    return type.getProperty('dispose') !== undefined;
  }

  /** Whether it is of what goes anyway: a token does with what it is for. */
  const goesAlong = ({ expression }: ts.CallExpression | ts.NewExpression) =>
    ts.isPropertyAccessExpression(expression) &&
    (isDisposable(expression.expression) || expression.name.text === 'onCancellationRequested');

  /** Whether a name is handed on or disposed of anywhere, and not only given or asked for something else that it has. */
  function isKept(name: ts.Node): boolean {
    const symbol = checker.getSymbolAtLocation(name);
    const isUse = (node: ts.Node): boolean => {
      if (checker.getSymbolAtLocation(node) !== symbol || ts.isPropertyAccessExpression(node))
        return ts.forEachChild(node, (it) => isUse(it) || undefined) ?? false;
      const whole = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;
      const { parent } = whole;
      if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) return parent.name !== whole;
      if (isAssignment(parent)) return parent.left !== whole;
      return !ts.isPropertyAccessExpression(parent) || parent.name.text === 'dispose';
    };
    return isUse(name.getSourceFile());
  }

  const visit = (node: ts.Node): void => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && isDisposable(node)) {
      const { parent } = node;
      const isStatement = ts.isExpressionStatement(parent) || ts.isVoidExpression(parent);
      if (isStatement && !goesAlong(node)) found.push(`${whereIn(node)} drops what is to be disposed of`);
      const name = nameFor(parent);
      if (name && !isKept(name)) found.push(`${whereIn(node)} never disposes of ${name.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  for (const it of files) visit(it);
  return found;
}

const isAssignment = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;

/** What a value is called from here on, where it gets a name. */
function nameFor(node: ts.Node): ts.Node | undefined {
  if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) return node.name;
  if (!isAssignment(node)) return undefined;
  return ts.isPropertyAccessExpression(node.left) ? node.left.name : node.left;
}

const nameOf = (node: ts.Node) => (ts.isPropertyAccessExpression(node) ? node.name.text : '');
