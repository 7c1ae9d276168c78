/** Registers the features that don't need an account, and so are available in a browser as well. */
import type * as vscode from 'vscode';
import type { FeatureContext } from '../models/context';
import * as exporting from './export';
import * as move from './move';
import * as newDefinition from './newDefinition';
import * as report from './report';
import * as rules from './rules';

export const registerFeatures = (context: FeatureContext): vscode.Disposable[] =>
  [exporting, move, newDefinition, report, rules].map((it) => it.register(context));
