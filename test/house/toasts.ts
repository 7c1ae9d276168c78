/** Which messages of the client come up unasked: what runs without a command of the person, followed from call to call by its types. */
import ts from 'typescript';
import type { Sources } from './house';
import { clientOf, whereIn } from './program';

/** These run what the person asks for: by a command, by a link that is clicked, by the button against a failure. */
const asking = ['registerCommand', 'registerUriHandler', 'remedy'];

/** So is this member of a file system: a person saves. */
const saving = 'writeFile';

/**
 * Messages without a button that are no answer to what the person does: those that are reached from the activation, with
 * what listens, waits or provides, on a way that leads through no command. Where a member of an interface is called, it may
 * be that of whatever in the client can stand for that interface.
 */
export function toastsUnasked(sources: Sources): string[] {
  const { checker, files } = clientOf(sources);
  const isOurs = (node: ts.Node) => files.includes(node.getSourceFile());
  const members = membersOf(files);
  const found = new Set<string>();
  const seen = new Set<ts.Node>();

  const declarations = (node: ts.Node): readonly ts.Declaration[] => {
    const symbol = checker.getSymbolAtLocation(node);
    const it = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return it?.declarations ?? [];
  };

  /** A function is called, or whatever a name stands for, as far as it is ours. */
  function run(node: ts.Node | undefined): void {
    if (!node || seen.has(node) || !isOurs(node)) return;
    seen.add(node);
    if (ts.isPropertySignature(node) || ts.isMethodSignature(node)) runMembers(node);
    else if (ts.isFunctionLike(node)) {
      const body = 'body' in node ? (node.body as ts.Node | undefined) : undefined;
      for (const it of node.parameters) it.forEachChild(visit);
      if (body && isFunction(body)) run(body);
      else if (body) visit(body);
    } else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const name = (node.propertyName ?? node.name).getText();
      for (const it of checker.getTypeAtLocation(node.parent).getProperty(name)?.declarations ?? []) run(it);
    } else if (ts.isShorthandPropertyAssignment(node))
      for (const it of checker.getShorthandAssignmentValueSymbol(node)?.declarations ?? []) run(it);
    else if (ts.isClassDeclaration(node)) {
      const provided = (node.heritageClauses ?? []).flatMap((it) =>
        it.types.map((type) => checker.getTypeAtLocation(type)),
      );
      for (const it of node.members)
        if (ts.isConstructorDeclaration(it) || provided.some((type) => isProvided(it.name?.getText() ?? '', type)))
          run(it);
        else if (ts.isPropertyDeclaration(it) && it.initializer) visit(it.initializer);
    } else if (isNamed(node)) for (const it of declarations(nameOf(node))) run(it);
    else if ('initializer' in node) run(node.initializer as ts.Node | undefined);
  }

  const isProvided = (name: string, type: ts.Type) => name !== saving && type.getProperty(name) !== undefined;

  function runMembers(signature: ts.PropertySignature | ts.MethodSignature): void {
    const wanted = checker.getTypeAtLocation(signature.parent);
    const name = signature.name.getText();
    for (const it of members.get(name) ?? []) {
      const { parent } = it;
      const type = ts.isObjectLiteralExpression(parent)
        ? checker.getContextualType(parent)
        : checker.getTypeAtLocation(parent);
      const isMeant = type
        ? type.getProperty(name)?.declarations?.includes(signature) || checker.isTypeAssignableTo(type, wanted)
        : // One whose type is not said may stand for a part of the interface.
          checker.isTypeAssignableTo(checker.getTypeAtLocation(it), checker.getTypeAtLocation(signature));
      if (isMeant) run(it);
    }
  }

  /** What happens as soon as a node is reached. */
  function visit(node: ts.Node): void {
    if (isFunction(node) || ts.isMethodDeclaration(node) || ts.isClassDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      if (asking.includes(nameOf(node.expression).getText())) return;
      if (isMessage(node)) found.add(where(node));
      else run(node.expression);
      // What is handed over may be called.
      for (const it of node.arguments ?? []) if (isFunction(it) || isNamed(it)) run(it);
    }
    if (ts.isIfStatement(node) && isAnswer(node.expression)) {
      // What is done then, somebody has chosen.
      visit(node.expression);
      if (node.elseStatement) visit(node.elseStatement);
      return;
    }
    // So may what is handed back, and all in an object whose type is that of others.
    if (ts.isReturnStatement(node) && node.expression && isFunction(node.expression)) run(node.expression);
    if (ts.isObjectLiteralExpression(node) && isForOthers(node)) runAll(node);
    ts.forEachChild(node, visit);
  }

  function runAll({ properties }: ts.ObjectLiteralExpression): void {
    for (const it of properties)
      if (ts.isPropertyAssignment(it) && ts.isObjectLiteralExpression(it.initializer)) runAll(it.initializer);
      else run(it);
  }

  function isForOthers(node: ts.ObjectLiteralExpression): boolean {
    const type = checker.getContextualType(node);
    return type !== undefined && !type.getProperties().some((it) => it.declarations?.some(isOurs));
  }

  /** Whether a condition asks what was chosen in a message, at once or by the name that the choice was given. */
  function isAnswer(node: ts.Node): boolean {
    if (ts.isCallExpression(node) && isOfDialog(nameOf(node.expression))) return true;
    const given = ts.isIdentifier(node) ? declarations(node) : [];
    if (given.some((it) => ts.isVariableDeclaration(it) && it.initializer && isAnswer(it.initializer))) return true;
    return ts.forEachChild(node, (it) => isAnswer(it) || undefined) ?? false;
  }

  const isOfDialog = (name: ts.Node) =>
    declarations(name).some(({ parent }) => ts.isInterfaceDeclaration(parent) && parent.name.text === 'Dialog');

  /** Whether a call shows a message with nothing to choose in it. */
  function isMessage({ expression, arguments: given }: ts.CallExpression | ts.NewExpression): boolean {
    const name = nameOf(expression);
    // A spread may spread nothing, and an object says how a message looks.
    const hasChoice = (from: number) =>
      (given ?? []).slice(from).some((it) => !ts.isSpreadElement(it) && !ts.isObjectLiteralExpression(it));
    if (name.getText() === 'tell') return isOfDialog(name) && !hasChoice(2);
    return /^show(Information|Warning|Error)Message$/.test(name.getText()) && !hasChoice(1);
  }

  const where = (node: ts.Node) => `${whereIn(node)} tells unasked, and offers nothing`;

  for (const file of files) {
    ts.forEachChild(file, visit);
    for (const it of file.statements) if (ts.isFunctionDeclaration(it) && it.name?.text === 'activate') run(it);
  }
  return [...found].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

const isFunction = (node: ts.Node) =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node);

const isNamed = (node: ts.Node) => ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);

/** The last name of what is called. */
const nameOf = (node: ts.Node): ts.Node => (ts.isPropertyAccessExpression(node) ? node.name : node);

/** All that objects and classes have under a name. */
function membersOf(files: readonly ts.SourceFile[]): Map<string, ts.Node[]> {
  const members = new Map<string, ts.Node[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralElementLike(node) || (ts.isClassElement(node) && ts.isClassDeclaration(node.parent))) {
      const name = node.name?.getText() ?? '';
      members.set(name, [...(members.get(name) ?? []), node]);
    }
    ts.forEachChild(node, visit);
  };
  for (const it of files) visit(it);
  return members;
}
