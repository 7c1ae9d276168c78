/** The types of what features are given when they register themselves. */
import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Background } from '../../aws/background';
import type { DescribeCache } from '../../aws/describeCache';
import type { Session } from '../../aws/session';
import type { Usages } from '../../aws/usage';
import type { Ui } from '../ui/ui';
import type { ModelEvents } from './events';
import type { Row } from './selection';
import type { SyncStatusTracker } from './syncStatus';

/** Values for a new definition that are known without asking AWS. */
export interface KnownDefaults {
  /** Regions, the likeliest first. */
  readonly regions: readonly string[];
  readonly roles: readonly string[];
}

/** The context on every platform. */
export interface FeatureContext {
  readonly extension: vscode.ExtensionContext;
  readonly client: BaseLanguageClient;
  readonly log: vscode.LogOutputChannel;
  /** As in `process.env`; empty in a browser. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Undefined in a browser. */
  readonly session?: Pick<Session, 'connection' | 'account'>;
  known(): Promise<KnownDefaults>;
}

/** The additional context of features that use AWS. */
export interface AwsContext extends FeatureContext {
  readonly session: Session;
  readonly background: Background;
  readonly ui: Ui;
  readonly events: ModelEvents;
  readonly usages: Usages;
  readonly status: SyncStatusTracker;
  readonly described: DescribeCache;
  /** The execution roles of models that were shown, the latest last. */
  readonly roles: Set<string>;
  /** The selected rows of the view, which sets this. */
  selection: () => readonly Row[];
}
