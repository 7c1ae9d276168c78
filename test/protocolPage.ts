/** The tables of custom notifications and requests, written from the types and docstrings in protocol/. */
import ts from 'typescript';

/** What a table says of a custom message. */
export interface CustomMessage {
  readonly method: string;
  readonly isRequest: boolean;
  /** The docstring, in one line. */
  readonly words: string;
  /** The type of the parameters and of the result, with the properties that they have. */
  readonly types: readonly string[];
}

/** The messages of protocol/, in the order of the texts. @param sources the texts by file, imports aside */
export function customMessages(sources: readonly string[]): CustomMessage[] {
  const files = sources.map((text) => ts.createSourceFile('protocol.ts', text, ts.ScriptTarget.Latest, true));
  const declared = new Map(
    files.flatMap((file) =>
      file.statements
        .filter((it) => ts.isInterfaceDeclaration(it) || ts.isTypeAliasDeclaration(it))
        .map((it) => [it.name.text, it] as const),
    ),
  );

  const membersOf = (type: ts.InterfaceDeclaration | ts.TypeLiteralNode): string[] => [
    ...(ts.isInterfaceDeclaration(type) ? (type.heritageClauses ?? []) : [])
      .flatMap((it) => it.types)
      .flatMap((it) => {
        const base = declared.get(it.expression.getText());
        return base && ts.isInterfaceDeclaration(base) ? membersOf(base) : [];
      }),
    ...type.members.map((it) => `${it.name?.getText()}${it.questionToken ? '?' : ''}`),
  ];

  function asText(type: ts.TypeNode | undefined): string {
    if (!type) return '';
    if (ts.isTypeOperatorNode(type) || ts.isParenthesizedTypeNode(type)) return asText(type.type);
    if (ts.isUnionTypeNode(type)) return type.types.map(asText).join(' or ');
    if (ts.isIntersectionTypeNode(type)) return type.types.map(asText).join(' with ');
    if (ts.isArrayTypeNode(type)) return asText(type.elementType).replace(/`$/, '[]`');
    if (ts.isTypeLiteralNode(type)) return `\`{ ${membersOf(type).join(', ')} }\``;
    const found = declared.get(type.getText());
    if (found) return ts.isInterfaceDeclaration(found) ? `\`{ ${membersOf(found).join(', ')} }\`` : asText(found.type);
    return type.getText().startsWith('Record<string, never>') ? '' : `\`${type.getText()}\``;
  }

  return files.flatMap((file) =>
    file.statements.filter(ts.isVariableStatement).flatMap((statement): CustomMessage[] => {
      const call = statement.declarationList.declarations[0]?.initializer;
      const [method] = call && ts.isCallExpression(call) ? call.arguments : [];
      if (!call || !ts.isCallExpression(call) || !method || !ts.isStringLiteral(method)) return [];
      const doc = ts.getJSDocCommentsAndTags(statement).map((it) => ts.getTextOfJSDocComment(it.comment) ?? '');
      return [
        {
          method: `sagemakerModel/${method.text}`,
          isRequest: call.expression.getText() === 'request',
          words: doc.join(' ').replaceAll(/\s+/g, ' '),
          types: (call.typeArguments ?? []).map(asText),
        },
      ];
    }),
  );
}

/** A table of the notifications, or of the requests. */
export function messagesTable(messages: readonly CustomMessage[], kind: 'notifications' | 'requests'): string {
  const isRequest = kind === 'requests';
  const rows = messages
    .filter((it) => it.isRequest === isRequest)
    .map(({ method, types, words }) => [`\`${method}\``, ...types, words]);
  const titles = isRequest
    ? ['request', 'parameters', 'result', 'description']
    : ['notification', 'parameters', 'description'];
  return [titles, titles.map(() => '---'), ...rows].map((it) => `| ${it.join(' | ')} |`).join('\n');
}
