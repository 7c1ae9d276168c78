/** The interface to AWS: everything that is ever requested. aws/sdk implements it. */
import type { CreateModelInput, DescribeModelOutput, Tag } from '@aws-sdk/client-sagemaker';

/** What a list says of a model. */
export interface ModelSummary {
  readonly name: string;
  readonly arn: string;
  readonly created: Date;
}

export interface Query {
  /** What the names of the models have in them: up to 63 letters, digits and hyphens. */
  readonly nameContains?: string;
  readonly sortBy: 'Name' | 'CreationTime';
  readonly order: 'Ascending' | 'Descending';
}

/** A page of a list. It may be short or empty though others follow, for names are compared after a page is cut. */
export interface Page {
  readonly models: readonly ModelSummary[];
  /** What asks for the next page; nothing where this is the last. */
  readonly next?: string;
}

export type Request = CreateModelInput;

/** What DescribeModel answers, as JSON: times are text. */
export type DescribeModelResponse = Omit<DescribeModelOutput, 'CreationTime'> & { readonly CreationTime?: string };

export type { Tag };

/** A page of names. */
export interface NamePage {
  readonly names: readonly string[];
  /** What asks for the next page; nothing where this is the last. */
  readonly next?: string;
}

/** What an inference component runs, and on which endpoint. */
export interface Component {
  readonly models: readonly string[];
  readonly endpoint?: string;
}

/** How something is asked. */
export interface RequestOptions {
  /** Stops it. */
  readonly signal: AbortSignal;
  /** Is told when the SDK tries once more, and for which time (2, 3). */
  readonly retried?: (attempt: number) => void;
}

/** The models of one account and region. Every method fails with a `Failure` and nothing else. */
export interface Models {
  /** The address that is talked to, and no other. */
  readonly endpoint: string;
  /** The models of another Region, requested with the same credentials, so that an MFA code is entered only once. */
  in(region: string): Promise<Models>;
  /** Ends all network connections, in other Regions as well, as soon as no request is running. */
  close(): void;
  /** The account of the credentials; nothing where it cannot be known. Never fails but for a lack of credentials. */
  account(signal: AbortSignal): Promise<string | undefined>;
  list(query: Query, next: string | undefined, signal: AbortSignal): Promise<Page>;
  describe(name: string, signal: AbortSignal): Promise<DescribeModelResponse>;
  tags(arn: string, signal: AbortSignal): Promise<readonly Tag[]>;
  /** Gives tags to a model; one whose key is there already gets its value. */
  tag(arn: string, tags: readonly Tag[], asking: RequestOptions): Promise<void>;
  /** Takes the tags with these keys away. */
  untag(arn: string, keys: readonly string[], asking: RequestOptions): Promise<void>;
  endpointConfigs(next: string | undefined, signal: AbortSignal): Promise<NamePage>;
  /** The names of the models in the variants of an endpoint configuration, shadow variants among them. */
  endpointConfig(name: string, signal: AbortSignal): Promise<readonly string[]>;
  endpoints(next: string | undefined, signal: AbortSignal): Promise<NamePage>;
  /** The names of the endpoint configurations of an endpoint: the one in use, and one that it is changing to. */
  endpointConfigsOf(name: string, signal: AbortSignal): Promise<readonly string[]>;
  components(next: string | undefined, signal: AbortSignal): Promise<NamePage>;
  component(name: string, signal: AbortSignal): Promise<Component>;
  /** The ARNs of the account's newest model packages, versions of groups among them: as many as come in one page. */
  packages(signal: AbortSignal): Promise<readonly string[]>;
  /** @returns the ARN of the new model */
  create(request: Request, asking: RequestOptions): Promise<string>;
  /** Deletes the record; artifacts, image and role stay. */
  remove(name: string, asking: RequestOptions): Promise<void>;
}

/** A profile of the shared configuration files, as far as a person chooses by it. */
export interface Profile {
  readonly name: string;
  readonly region?: string;
  /** The address that the profile gives for SageMaker. */
  readonly endpoint?: string;
  readonly signIn?: SignIn;
}

/** How the AWS CLI signs in, and to which profile: that of the credentials that a role is taken on with. */
export interface SignIn {
  /** `aws sso login` or `aws login`. */
  readonly how: 'sso' | 'login';
  readonly profile: string;
}

/** What is to be connected to. */
export interface ConnectOptions {
  /** Nothing for the SDK's own chain: environment, the profile `default`, container, instance. */
  readonly profile?: string;
  readonly region: string;
  /** The address in the place of AWS's own. */
  readonly endpoint?: string;
  readonly signIn?: SignIn;
}

/** What the connection asks of the person and tells the log. */
export interface ConnectionHost {
  /** The code of an MFA device; nothing where the person gives none. */
  mfaCode(serial: string): Promise<string | undefined>;
  /** One line for each request: what, how it ended, how long it took. */
  log(line: string): void;
  /** Called when credentials are read, which might run a program and change the files that they come from. */
  readsCredentials?(reading: Promise<unknown>): void;
  /** Is told when credentials were refused and others, read again, are used in their place. */
  reopened?(): void;
}

/** The side of the door that knows the SDK: loaded when AWS is asked for the first time. */
export interface Aws {
  /** Takes the words of another language than English. */
  translate(contents: Record<string, string>): void;
  /** @param afresh whether the files have changed since they were read last */
  profiles(afresh: boolean): Promise<readonly Profile[]>;
  /** @param afresh whether the files have changed since they were read last */
  connect(wish: ConnectOptions, outside: ConnectionHost, afresh: boolean): Promise<Models>;
}
