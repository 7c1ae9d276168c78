/** What is known of the images that AWS provides: who holds them in which region, their tags, and what a tag says. */
import knowledge from '../../../knowledge/images.json';

/** The name of an image in Amazon ECR, taken apart. */
export interface Image {
  readonly account: string;
  readonly region: string;
  readonly form: 'ecr' | 'ecr-fips' | 'dual-stack';
  /** What stands behind the region: `amazonaws.com`. */
  readonly dnsSuffix: string;
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
}

/** Something in an image, and which version of it. */
export interface Part {
  readonly what: string;
  readonly version: string;
}

export type Processor = 'CPU' | 'GPU' | 'Neuron';

/** What an image of AWS is. */
export interface FirstParty {
  /** What it is for, as people call it: `PyTorch`, `Hugging Face TGI`. */
  readonly family: string;
  /** The version of that. */
  readonly version?: string;
  /** What else is in it. */
  readonly parts: readonly Part[];
  readonly python?: string;
  readonly processor?: Processor;
  /** Whether its tag is one that is known; that of a newer image is not. */
  readonly isKnown: boolean;
  /** The last day on which it is patched (YYYY-MM-DD). */
  readonly until?: string;
  /** Whether it is a built-in algorithm, which does nothing without a model. */
  readonly isAlgorithm: boolean;
  /** On which processors it can hold many models; nothing where that is not documented. */
  readonly many?: 'cpu' | 'any';
}

/** A tag of a repository, and where it is. */
export interface Tagged {
  readonly tag: string;
  /** The set of regions that have it. */
  readonly in: string;
  readonly until?: string;
}

interface Repository {
  readonly is: string;
  /** The part whose version counts, where it is not the first number of the tag. */
  readonly by?: string;
  /** What the first number of the tag counts, where that is something else. */
  readonly base?: string;
  readonly on?: string;
  readonly many?: string;
  readonly algorithm?: boolean;
  /** Another registry that has it as well. */
  readonly also?: string;
  readonly rows: readonly { readonly in: string; readonly tags: string; readonly until?: string }[];
}

interface Images {
  readonly registries: Readonly<
    Record<string, { readonly like?: string; readonly accounts: Readonly<Record<string, string>> }>
  >;
  readonly sets: Readonly<Record<string, { readonly of: string; readonly only?: string; readonly without?: string }>>;
  readonly repositories: Readonly<Record<string, Repository>>;
}

const { registries, sets, repositories }: Images = knowledge;

/** The accounts of a registry by region. */
function accountsOf(registry: string): Map<string, string> {
  const { like, accounts = {} } = registries[registry] ?? {};
  const found = like === undefined ? new Map<string, string>() : accountsOf(like);
  for (const [account, regions] of Object.entries(accounts))
    for (const region of regions.split(' ')) found.set(region, account);
  return found;
}

const accounts = new Map(Object.keys(registries).map((it) => [it, accountsOf(it)]));
const allAccounts = new Set([...accounts.values()].flatMap((it) => [...it.values()]));

const repositoryOf = (name: string): Repository | undefined =>
  Object.hasOwn(repositories, name) ? repositories[name] : undefined;

/** The regions of a set, each with the account that holds its images. */
function accountsIn(set: string): ReadonlyMap<string, string> {
  const { of, only, without } = sets[set] ?? { of: set };
  const all = [...(accounts.get(of) ?? [])];
  const named = (only ?? without)?.split(' ');
  return new Map(named ? all.filter(([region]) => named.includes(region) === (only !== undefined)) : all);
}

const uri =
  /^(\d{12})\.dkr(?:\.ecr|(-ecr))(-fips)?\.([a-z0-9-]+)\.([a-z0-9.-]+)\/([^:@\s]+)(?::([^@\s]*))?(?:@(\S+))?$/;

/** An image in Amazon ECR; nothing where it is none. */
export function parseImage(text: string): Image | undefined {
  const [, account, dual, fips, region, dnsSuffix, repository, tag, digest] = uri.exec(text) ?? [];
  if (!account || !region || !dnsSuffix || !repository) return undefined;
  return {
    account,
    region,
    form: dual ? 'dual-stack' : fips ? 'ecr-fips' : 'ecr',
    dnsSuffix,
    repository,
    tag: tag || undefined,
    digest,
  };
}

/** What stands behind the region in the names of images there. */
export function suffixOf(region: string): string {
  const partition = /^(?:cn|us-iso[bf]?|eu-isoe|eusc)(?=-)/.exec(region)?.[0] ?? '';
  const suffixes: Readonly<Record<string, string>> = {
    cn: 'amazonaws.com.cn',
    'us-iso': 'c2s.ic.gov',
    'us-isob': 'sc2s.sgov.gov',
    'us-isof': 'csp.hci.ic.gov',
    'eu-isoe': 'cloud.adc-e.uk',
    eusc: 'amazonaws.eu',
  };
  return suffixes[partition] ?? 'amazonaws.com';
}

/** The registry of an account in a region, up to the slash before the repository. */
export const hostOf = (account: string, region: string) => `${account}.dkr.ecr.${region}.${suffixOf(region)}/`;

/** Whether an account is one from which AWS provides images. */
export const isOfAws = (account: string) => allAccounts.has(account);

/** The names of all repositories with images that AWS provides. */
export const repositoryNames: readonly string[] = Object.keys(repositories);

/** What the images of a repository of AWS are for. */
export const familyOf = (repository: string): string | undefined => repositoryOf(repository)?.is;

/** The tags that are known in a repository, the newest first. @param region where they must be, if that matters */
export function tagsOf(repository: string, region?: string): readonly Tagged[] {
  const found = (repositoryOf(repository)?.rows ?? [])
    .filter((it) => region === undefined || accountsIn(it.in).has(region))
    .flatMap(({ tags, ...row }) =>
      tags.split(' ').flatMap((it) => expanded(it).map((tag) => ({ ...row, tag, key: numbersOf(tag) }))),
    );
  return found.sort((a, b) => compared(b.key, a.key));
}

/** `1.{9,8}-{cpu,gpu}`: every tag that is meant. */
function expanded(pattern: string): string[] {
  const [all, inner = ''] = /\{([^}]*)\}/.exec(pattern) ?? [];
  return all === undefined ? [pattern] : inner.split(',').flatMap((it) => expanded(pattern.replace(all, () => it)));
}

/** The versions by which tags are ordered: the first one, and that of the part behind it. */
function numbersOf(tag: string): number[] {
  const [, first = '', second = ''] = /^([\d.]+)(?:-[a-z]+([\d.]+))?/.exec(tag) ?? [];
  return [...first.split('.'), ...second.split('.')].map(Number);
}

function compared(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The regions that have a repository, or one of its tags where that is known, with the account that holds it there. */
export function placesOf(repository: string, tag?: string): ReadonlyMap<string, string> {
  const tags = tagsOf(repository);
  const known = tags.find((it) => it.tag === tag);
  const in_ = known ? [known.in] : [...new Set(tags.map((it) => it.in))];
  return new Map(in_.flatMap((it) => [...accountsIn(it)]));
}

/** Whether an account is one that holds a repository in a region; nothing where nobody is known to hold it there. */
export function holds(account: string, repository: string, region: string): boolean | undefined {
  const of = repositoryOf(repository)?.rows.map((it) => sets[it.in]?.of ?? it.in) ?? [];
  const also = repositoryOf(repository)?.also;
  const holders = [...new Set([...of, ...(also ? [also] : [])])].flatMap((it) => accounts.get(it)?.get(region) ?? []);
  return holders.length > 0 ? holders.includes(account) : undefined;
}

/** The regions in which an account of AWS provides images. */
export const regionsOf = (account: string): readonly string[] => [
  ...new Set(
    [...accounts.values()].flatMap((it) => [...it].filter(([, held]) => held === account).map(([region]) => region)),
  ),
];

/** The same image of AWS for a region; nothing where it is none of AWS's, or not there. */
export function inRegion(text: string, region: string): string | undefined {
  const image = parseImage(text);
  if (!image || !firstParty(image)) return undefined;
  const account = placesOf(image.repository, image.tag).get(region);
  if (account === undefined) return undefined;
  // Not every region has the other forms of the host.
  const isKept = image.form !== 'ecr' && region === image.region;
  return isKept ? text.replace(image.account, account) : hostOf(account, region) + text.slice(text.indexOf('/') + 1);
}

const parts: Readonly<Record<string, string>> = {
  transformers: 'Transformers',
  tgi: 'TGI',
  tei: 'TEI',
  optimum: 'Optimum Neuron',
  sgm: 'Generative Models',
  lmi: 'LMI',
  tensorrtllm: 'TensorRT-LLM',
  deepspeed: 'DeepSpeed',
  fastertransformer: 'FasterTransformer',
  sdk: 'Neuron SDK',
  cu: 'CUDA',
  ubuntu: 'Ubuntu',
  amzn: 'Amazon Linux',
};

const processors: Readonly<Record<string, Processor>> = {
  cpu: 'CPU',
  gpu: 'GPU',
  cuda: 'GPU',
  cu: 'GPU',
  neuron: 'Neuron',
  neuronx: 'Neuron',
  inf: 'Neuron',
};

/** What an image is, where AWS provides it; nothing about images of other accounts, whatever they are called. */
export function firstParty({ account, repository, tag }: Image): FirstParty | undefined {
  const of = isOfAws(account) ? repositoryOf(repository) : undefined;
  return of && decoded(of, tag ?? '', tag === undefined ? undefined : knownTag(repository, tag));
}

/** What the images of a repository of AWS with a tag are. */
export function described(repository: string, known: Tagged): FirstParty | undefined {
  const of = repositoryOf(repository);
  return of && decoded(of, known.tag, known);
}

export const knownTag = (repository: string, tag: string): Tagged | undefined =>
  tagsOf(repository).find((it) => it.tag === tag);

function decoded(of: Repository, tag: string, known: Tagged | undefined): FirstParty {
  const first = /^(?:\d+(?:\.\d+)*|b\d+)(?:-\d+(?=-|$))?/.exec(tag)?.[0];
  const found: Part[] = first && of.base ? [{ what: of.base, version: first }] : [];
  let version = of.by || !first ? undefined : first;
  let python: string | undefined;
  let processor: Processor | undefined;
  for (const token of tag.slice(first?.length ?? 0).split('-')) {
    const [, word = '', digits = ''] = /^([a-z]*)([\d.]*)$/.exec(token) ?? [];
    processor ??= processors[word];
    const what = parts[word];
    if (word === 'py') python = digits.replace(/^\d(?=\d)/, '$&.');
    else if (word === of.by) version = digits;
    else if (what && digits) found.push({ what, version: word === 'cu' ? digits.replace(/\d$/, '.$&') : digits });
  }
  const on = of.on === 'GPU' || of.on === 'CPU' ? of.on : undefined;
  return {
    family: of.is,
    version,
    parts: found,
    python,
    processor: processor ?? on,
    isKnown: known !== undefined,
    until: known?.until,
    isAlgorithm: of.algorithm === true,
    many: of.many === 'cpu' || of.many === 'any' ? of.many : undefined,
  };
}

/** `PyTorch 2.6.0, GPU` */
export const titleOf = ({ family, version, processor }: FirstParty): string =>
  [version === undefined ? family : `${family} ${version}`, ...(processor ? [processor] : [])].join(', ');

/** What else is in an image: `Python 3.12, CUDA 12.4, Ubuntu 22.04`. */
export const contentsOf = ({ python, parts }: FirstParty): string =>
  [...(python ? [`Python ${python}`] : []), ...parts.map((it) => `${it.what} ${it.version}`)].join(', ');
