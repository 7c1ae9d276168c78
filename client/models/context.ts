/** What is known on a machine, and not in a browser: whom one talks to, its environment, what a definition may want. */
import type { Connection } from '../../aws/connection';

/** What may be wanted in a definition, known without asking AWS. */
export interface KnownDefaults {
  /** Regions that the person is likely to want, the likeliest first. */
  readonly regions: readonly string[];
  readonly roles: readonly string[];
}

export interface Environment {
  whereabouts(): { readonly connection?: Connection; readonly account?: string };
  /** As in `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  known(): Promise<KnownDefaults>;
}

export const noMachine: Environment = {
  whereabouts: () => ({}),
  environment: {},
  known: async () => ({ regions: [], roles: [] }),
};
