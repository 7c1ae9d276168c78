/** What is known of the images that AWS provides: who holds them in which region, their tags, and what a tag says. */
import * as knowledge from '../../../knowledge/images.json';
import { dnsSuffixOf } from '../../../knowledge/partitions';
import { lazyTable } from '../text/memo';
import { closestMatch } from '../text/words';

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
export interface VersionPart {
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
  readonly parts: readonly VersionPart[];
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
  /** What the images are. */
  readonly is: FirstParty;
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
    Record<string, { readonly is: string; readonly like?: string; readonly accounts: Readonly<Record<string, string>> }>
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

const places = new Map([...Object.keys(registries), ...Object.keys(sets)].map((it) => [it, accountsIn(it)]));

const uri =
  /^(\d{12})\.dkr(?:\.ecr|(-ecr))(-fips)?\.([a-z0-9-]+)\.([a-z0-9.-]+)\/([^:@\s]+)(?::([^@\s]*))?(?:@(\S+))?$/;

/** An image in Amazon ECR; nothing where it is none. */
export function parseImage(text: string): Image | undefined {
  const [, account, dual, fips, region, dnsSuffix, repository, tag, digest] = uri.exec(text) ?? [];
  if (!account || !region || !dnsSuffix || !repository) return undefined;
  const form = dual ? 'dual-stack' : fips ? 'ecr-fips' : 'ecr';
  return { account, region, form, dnsSuffix, repository, tag: tag || undefined, digest };
}

/** The registry of an account in a region, up to the slash before the repository. */
export const hostOf = (account: string, region: string): string =>
  `${account}.dkr.ecr.${region}.${dnsSuffixOf(region) ?? 'amazonaws.com'}/`;

/** Whether an account is one from which AWS provides images. */
export const isAwsAccount = (account: string) => allAccounts.has(account);

/** The names of all repositories with images that AWS provides. */
export const repositoryNames: readonly string[] = Object.keys(repositories);

/** What the images of a repository of AWS are for. */
export const familyOf = (repository: string): string | undefined => repositoryOf(repository)?.is;

/** The tags that are known in a repository, the newest first. @param region where they must be, if that matters */
export function tagsOf(repository: string, region?: string): readonly Tagged[] {
  const tags = allTags(repository);
  return region === undefined ? tags : tags.filter((it) => places.get(it.in)?.has(region));
}

/** All tags of a repository; none of one that isn't known. */
const allTags = (repository: string): readonly Tagged[] => tagLists(repository) ?? [];

/** The tags of each repository: writing all of them out takes longer than anything else about them. */
const tagLists = lazyTable(repositoryNames, (name): readonly Tagged[] => {
  const of = repositoryOf(name);
  return of ? tagsIn(of) : [];
});

const tagsIn = (of: Repository): readonly Tagged[] =>
  of.rows
    .flatMap((row) =>
      row.tags.split(' ').flatMap((it) => expanded(it).map((tag) => ({ row, tag, key: numbersOf(tag) }))),
    )
    .sort((a, b) => compared(b.key, a.key))
    .map(({ row, tag }) => ({ tag, in: row.in, is: decoded(of, tag, row) }));

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

/** The sets of regions that have a repository, or one of its tags where that is known. */
function setsOf(repository: string, tag?: string): readonly string[] {
  const known = tag === undefined ? undefined : knownTag(repository, tag);
  return known ? [known.in] : (repositoryOf(repository)?.rows ?? []).map((it) => it.in);
}

/** The regions that have a repository, or one of its tags where that is known, each with the account that holds it. */
export const placesOf = (repository: string, tag?: string): ReadonlyMap<string, string> =>
  new Map(setsOf(repository, tag).flatMap((it) => [...(places.get(it) ?? [])]));

/** The account that holds a repository in a region, or one of its tags where that is known. */
export function accountOf(repository: string, region: string, tag?: string): string | undefined {
  const set = setsOf(repository, tag).find((it) => places.get(it)?.has(region));
  return set === undefined ? undefined : places.get(set)?.get(region);
}

/** The accounts that hold a repository in a region; none where nobody is known to. */
export const registryAccounts = (repository: string, region: string): readonly string[] =>
  (registriesOf(repository) ?? []).flatMap((it) => accounts.get(it)?.get(region) ?? []);

/** The registries that have each repository. */
const registriesOf = lazyTable(repositoryNames, (repository): readonly string[] => {
  const { rows = [], also } = repositoryOf(repository) ?? {};
  return [...new Set([...rows.map((it) => sets[it.in]?.of ?? it.in), ...(also ? [also] : [])])];
});

/** The accounts that hold an image of AWS in its region, where the one that it names is none of them. */
export function expectedAccounts({ account, repository, region }: Image): readonly string[] {
  const holders = isAwsAccount(account) ? registryAccounts(repository, region) : [];
  return holders.includes(account) ? [] : holders;
}

/** The repositories that an account holds in a region. */
export const repositoriesOf = (account: string, region: string): readonly string[] =>
  isAwsAccount(account) ? repositoryNames.filter((it) => registryAccounts(it, region).includes(account)) : [];

/** All accounts from which AWS provides images. */
export const awsAccounts: readonly string[] = [...allAccounts];

/** The regions in which an account of AWS provides images, each with what those are. */
export function regionsOf(account: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [registry, held] of accounts)
    for (const [region, holder] of held)
      if (holder === account)
        found.set(region, [found.get(region), registries[registry]?.is].filter((it) => it).join(', '));
  return found;
}

/** The same image of AWS for a region; nothing where it is none of AWS's, or not there. */
export function inRegion(text: string, region: string): string | undefined {
  const image = parseImage(text);
  if (!image || !firstParty(image)) return undefined;
  const account = accountOf(image.repository, region, image.tag);
  if (account === undefined) return undefined;
  // Not every region has the other hosts.
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
export function firstParty({ account, repository, tag = '' }: Image): FirstParty | undefined {
  const of = isAwsAccount(account) ? repositoryOf(repository) : undefined;
  return of && (knownTag(repository, tag)?.is ?? decoded(of, tag));
}

export const knownTag = (repository: string, tag: string): Tagged | undefined => taggedIn(repository)?.get(tag);

/** The tags of each repository by name. */
const taggedIn = lazyTable(repositoryNames, (it) => new Map(allTags(it).map((tagged) => [tagged.tag, tagged])));

/** @param row where the tag stands, if it is known */
function decoded(of: Repository, tag: string, row?: Repository['rows'][number]): FirstParty {
  const first = /^(?:\d+(?:\.\d+)*|b\d+)(?:-\d+(?=-|$))?/.exec(tag)?.[0];
  const found: VersionPart[] = first && of.base ? [{ what: of.base, version: first }] : [];
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
    isKnown: row !== undefined,
    until: row?.until,
    isAlgorithm: of.algorithm === true,
    many: of.many === 'cpu' || of.many === 'any' ? of.many : undefined,
  };
}

/** The tag of the same image for SageMaker, where a tag is that of one for EC2 and the other is known in the image's region. */
export function sageMakerTagFor({ repository, region, tag = '' }: Image): string | undefined {
  const twin = tag.replace(/-ec2(?=-|$)/, '-sagemaker').replace(/^server-cuda/, 'server-sagemaker-cuda');
  const tags = tagsOf(repository, region).map((it) => it.tag);
  // A tag that says less is of the same build, unless what it leaves unsaid is the CUDA by which builds differ.
  const isShorter = (it: string) => tag.startsWith(`${it}-`) && !/(?:^|-)cu\d/.test(tag.slice(it.length));
  return tags.find((it) => it === twin) ?? tags.find(isShorter);
}

/** The newest tag of the same major version and processor in the image's region that is still patched on a day. */
export function newerOf({ repository, region, tag }: Image, today: string): string | undefined {
  const kind = ({ version = '', processor }: FirstParty) => `${version.split('.')[0]} ${processor}`;
  const old = knownTag(repository, tag ?? '');
  if (!old || !places.get(old.in)?.has(region)) return undefined;
  for (const it of allTags(repository)) {
    if (it === old) return undefined;
    const isPatched = (it.is.until ?? today) >= today && places.get(it.in)?.has(region);
    if (isPatched && kind(it.is) === kind(old.is)) return it.tag;
  }
  return undefined;
}

/** The known tag that was probably meant by one with a slip in a word, or with a Python that its version has not. */
export function meantTag({ repository, region, tag = '' }: Image): string | undefined {
  if (knownTag(repository, tag)) return undefined;
  const tags = tagsOf(repository, region).map((it) => it.tag);
  // Other numbers are another image, and so is another processor.
  const numbers = (it: string) => it.replace(/\D+/g, ' ').trim();
  const processor = (it: string) => it.split('-').flatMap((token) => processors[token] ?? [])[0];
  const alike = tags.filter(
    (it) => numbers(it) === numbers(tag) && (processor(tag) ?? processor(it)) === processor(it),
  );
  // A tag can say more or less than one that is known.
  const isOther = tags.some((it) => tag.startsWith(`${it}-`) || it.startsWith(`${tag}-`));
  const withoutPython = (it: string) => it.replace(/-py\d+/, '');
  return (
    closestMatch(tag, alike) ?? (isOther ? undefined : tags.find((it) => withoutPython(it) === withoutPython(tag)))
  );
}

/** `PyTorch 2.6.0, GPU` */
export const titleOf = ({ family, version, processor }: FirstParty): string =>
  [version === undefined ? family : `${family} ${version}`, ...(processor ? [processor] : [])].join(', ');

/** What else is in an image: `Python 3.12, CUDA 12.4, Ubuntu 22.04`. */
export const contentsOf = ({ python, parts }: FirstParty): string =>
  [...(python ? [`Python ${python}`] : []), ...parts.map((it) => `${it.what} ${it.version}`)].join(', ');
