// Mutants of a source: small faults, all in one text, of which one at a time is switched on.
import ts from 'typescript';

/**
 * @typedef {object} Mutant
 * @property {number} id
 * @property {string} file
 * @property {number} line
 * @property {string} what what it is instead, as `a → b`
 */

const opposites = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
]);

/** What a rule says of itself is no code: neither its words nor its example, nor a sentence that people read. */
const isWords = (/** @type {ts.Node} */ node) =>
  ts.isPropertyAssignment(node) && /^(id|because|bad|given|message|title|severity|on)$/.test(node.name.getText());

/**
 * @param {string} file
 * @param {string} text
 * @param {number} from the id of the first mutant
 * @returns {{ text: string, mutants: Mutant[] }} the source in which `mutant(id, () => instead, () => as it is)` stands for each
 */
export function mutate(file, text, from) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  /** @type {Mutant[]} */
  const mutants = [];

  /** @param {ts.Node} node @param {string} instead */
  const made = (node, instead) => {
    const id = from + mutants.length;
    const short = (/** @type {string} */ it) => it.replace(/\s+/g, ' ').slice(0, 70);
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const whole = telling(node);
    const changed = [
      text.slice(whole.getStart(), node.getStart()),
      whole === node ? instead : `(${instead})`,
      text.slice(node.end, whole.end),
    ].join('');
    mutants.push({ id, file, line, what: `${short(whole.getText())} → ${short(changed)}` });
    return id;
  };

  /** As much around a number as tells it from others in the file. @param {ts.Node} node @returns {ts.Node} */
  const telling = (node) => {
    let whole = node;
    while (ts.isNumericLiteral(node) && !ts.isStatement(whole) && whole.getText().length < 12) whole = whole.parent;
    return whole;
  };

  /** The text of a node with the mutants in it; the nodes below come first. @param {ts.Node} node @returns {string} */
  const emitted = (node) => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
      return node.getText();
    if (ts.isImportDeclaration(node) || isWords(node)) return node.getText();
    let written = '';
    let at = node.getStart();
    ts.forEachChild(node, (child) => {
      written += text.slice(at, child.getStart()) + emitted(child);
      at = child.end;
    });
    const whole = written + text.slice(at, node.end);
    return ts.isSourceFile(node) ? whole : wrapped(node, whole);
  };

  /** @param {ts.Node} node @param {string} written */
  const wrapped = (node, written) => {
    let all = written;
    for (const instead of instances(node)) all = `(mutant(${made(node, instead)}) ? (${instead}) : ${all})`;
    if (isRemovable(node)) all = `{ if (!mutant(${made(node, '(nothing)')})) ${all} }`;
    return all;
  };

  /** @param {ts.Node} node @returns {string[]} */
  const instances = (node) => {
    if (ts.isBinaryExpression(node)) {
      const { left, operatorToken, right } = node;
      const opposite = opposites.get(operatorToken.kind);
      const isText = [left, right].some((it) => ts.isStringLiteralLike(it) || ts.isTemplateExpression(it));
      if (opposite && !(isText && /^[+-]$/.test(opposite))) return [`${left.getText()} ${opposite} ${right.getText()}`];
    }
    if (isCondition(node)) return ['true', 'false'].filter((it) => it !== node.getText());
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      return [node.operand.getText()];
    if (ts.isNumericLiteral(node) && !ts.isPropertyAssignment(node.parent))
      return [`${node.text} + 1`, `${node.text} - 1`];
    if (ts.isArrayLiteralExpression(node) && ts.isReturnStatement(node.parent) && node.elements.length > 0)
      return ['[]'];
    if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) return expressions(node.getText());
    return [];
  };

  /** Conditions that no operator of their own makes. @param {ts.Node} node */
  const isCondition = (node) => {
    const { parent } = node;
    const isTested =
      (ts.isIfStatement(parent) && parent.expression === node) ||
      (ts.isConditionalExpression(parent) && parent.condition === node);
    return isTested && !ts.isBinaryExpression(node) && !ts.isPrefixUnaryExpression(node);
  };

  const isRemovable = (/** @type {ts.Node} */ node) =>
    ts.isExpressionStatement(node) || ts.isContinueStatement(node) || (ts.isReturnStatement(node) && !node.expression);

  return { text: `${emitted(source)}\n`, mutants };
}

/** An expression that finds everywhere, and that without an anchor. @param {string} literal */
function expressions(literal) {
  const end = literal.lastIndexOf('/');
  const [pattern, flags] = [literal.slice(1, end), literal.slice(end)];
  const without = [];
  if (pattern.startsWith('^')) without.push(pattern.slice(1));
  if (/[^\\]\$$/.test(pattern)) without.push(pattern.slice(0, -1));
  return ['(?:)', ...without.filter((it) => it !== '')].map((it) => `/${it}${flags}`);
}
