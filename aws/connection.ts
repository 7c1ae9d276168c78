/** Determines the connection to AWS: which profile, Region, and endpoint apply, and where each of them comes from. */
import type { Profile } from './api';

/** Where a part of the connection came from; `chosen` is what the person has picked in this window. */
export type ConnectionSource = 'chosen' | 'setting' | 'profile' | 'environment' | 'default';

export interface Sourced {
  readonly value: string;
  readonly source: ConnectionSource;
}

export interface Connection {
  /** Nothing for credentials that need no profile: of the environment, a container or an instance. */
  readonly profile?: Sourced;
  /** Nothing where nobody has said which: there is no default. */
  readonly region?: Sourced;
  /** Another address than AWS's own. */
  readonly endpoint?: Sourced;
  /** Whether the profile is one of the files, or there is none that could be. */
  readonly profileExists: boolean;
  /** How one signs in to the profile anew, if one can. */
  readonly signIn?: Profile['signIn'];
}

/** What a person has set or picked. */
export interface ConnectionPreferences {
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
}

/** What decides on a connection; the environment as in `process.env`. */
export interface ConnectionInputs {
  readonly chosen: ConnectionPreferences;
  readonly settings: ConnectionPreferences;
  readonly profiles: readonly Profile[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The connection that follows from the circumstances: what was picked, then the settings, the profile, the environment.
 * A profile comes before the keys of the environment only where one is named, as in the SDK.
 */
export function connectionFrom({ chosen, settings, profiles, environment }: ConnectionInputs): Connection {
  const hasKeys = filled(environment.AWS_ACCESS_KEY_ID) !== undefined;
  const byDefault = !hasKeys && profiles.some((it) => it.name === 'default') ? 'default' : undefined;
  const profile = first(
    ['chosen', chosen.profile],
    ['setting', settings.profile],
    ['environment', environment.AWS_PROFILE],
    ['default', byDefault],
  );
  const known = profiles.find((it) => it.name === profile?.value);
  return {
    profile,
    region: first(
      ['chosen', chosen.region],
      ['setting', settings.region],
      ['profile', known?.region],
      ['environment', filled(environment.AWS_REGION) ?? environment.AWS_DEFAULT_REGION],
    ),
    endpoint: first(
      ['setting', settings.endpoint],
      ['environment', filled(environment.AWS_ENDPOINT_URL_SAGEMAKER) ?? environment.AWS_ENDPOINT_URL],
      ['profile', known?.endpoint],
    ),
    profileExists: !profile || known !== undefined,
    signIn: known?.signIn,
  };
}

function first(...candidates: readonly (readonly [ConnectionSource, string | undefined])[]): Sourced | undefined {
  for (const [source, value] of candidates) {
    const given = filled(value);
    if (given !== undefined) return { value: given, source };
  }
  return undefined;
}

const filled = (value: string | undefined) => value?.trim() || undefined;

/** Whether two connections are to the same profile, region and address, wherever they came from. */
export function isSame(a: Connection, b: Connection): boolean {
  return (['profile', 'region', 'endpoint'] as const).every((part) => a[part]?.value === b[part]?.value);
}
