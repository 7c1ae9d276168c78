/** All that an editor can ask the server about a definition, by its method. */
import { readFileSync } from 'node:fs';
import { customMessages } from '../house/protocolPage';

const position = { line: 1, character: 5 };
const range = { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } };
const options = { tabSize: 2, insertSpaces: true };
const around = { regions: ['eu-west-1'], roles: [], folder: 'churn' };
const answer = { ModelName: 'churn', PrimaryContainer: { Image: 'r.example.com/churn:1' } };

export const questions = (uri: string): Readonly<Record<string, object>> => {
  const textDocument = { uri };
  return {
    'textDocument/diagnostic': { textDocument },
    'textDocument/completion': { textDocument, position },
    'completionItem/resolve': { label: 'ModelName', data: { struct: 'CreateModelInput', member: 'ModelName' } },
    'textDocument/hover': { textDocument, position },
    'textDocument/codeAction': { textDocument, range, context: { diagnostics: [] } },
    'textDocument/documentSymbol': { textDocument },
    'textDocument/documentLink': { textDocument },
    'textDocument/documentHighlight': { textDocument, position },
    'textDocument/foldingRange': { textDocument },
    'textDocument/selectionRange': { textDocument, positions: [position] },
    'textDocument/inlayHint': { textDocument, range },
    'textDocument/formatting': { textDocument, options },
    'textDocument/rangeFormatting': { textDocument, range, options },
    'sagemakerModel/problems': { textDocument },
    'sagemakerModel/definitions': {},
    'sagemakerModel/matchGlobs': { textDocument, globs: [['**/*.json']] },
    'sagemakerModel/formatModel': { answer },
    'sagemakerModel/importModel': { answer },
    'sagemakerModel/compareModels': { definition: '{}', answer },
    'sagemakerModel/locateServiceError': { textDocument, message: 'Could not access model data at s3://b/m.tar.gz.' },
    'sagemakerModel/renameModel': { textDocument, name: 'another' },
    'sagemakerModel/moveToRegion': { textDocument, region: 'cn-north-1' },
    'sagemakerModel/reviewAfterMove': { textDocument, from: 'eu-west-1', to: 'cn-north-1' },
    'sagemakerModel/exportDefinition': { textDocument, form: 'cloudformation-yaml' },
    'sagemakerModel/importDefinition': { text: 'Type: AWS::SageMaker::Model' },
    'sagemakerModel/generatePolicy': { textDocument, policy: 'permissions' },
    'sagemakerModel/newDefinitionQuestion': { ...around, answers: {} },
    'sagemakerModel/newDefinition': { ...around, answers: { name: 'm' } },
  };
};

/** The custom requests that an editor can send. */
export const ownRequests = (): string[] =>
  ['definitions', 'models', 'converters', 'newDefinition']
    .flatMap((it) => customMessages([readFileSync(`protocol/${it}.ts`, 'utf8')]))
    .map(({ method }) => method);
