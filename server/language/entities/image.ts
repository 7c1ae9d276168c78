/** Hover texts, completions, and links for image URIs. */
import { consoleOf, regionNamed } from '../../../knowledge/partitions';
import {
  accountOf,
  awsAccounts,
  contentsOf,
  familyOf,
  firstParty,
  hostOf,
  type Image,
  isAwsAccount,
  parseImage,
  placesOf,
  regionsOf,
  registryAccounts,
  repositoriesOf,
  repositoryNames,
  type Tagged,
  tagsOf,
  titleOf,
} from '../knowledge/images';
import { verbatim } from '../text/markdown';
import { oneOf } from '../text/words';
import { known } from './known';
import type { CompletionCandidate, EntityContext, EntityProvider } from './meaning';

/** What an image is, and what can be said of its name. */
function explain(text: string, { given }: EntityContext): string | undefined {
  const image = parseImage(text);
  if (!image) return undefined;
  return (isAwsAccount(image.account) ? ofAws(image, given.today) : ofOther(image, given.account)).join('\n').trim();
}

function ofAws(image: Image, today: string | undefined): string[] {
  const { account, region, repository, tag } = image;
  const known = firstParty(image);
  if (!known)
    return [
      `${verbatim(repository)}: an image in a registry of AWS, of which no more is known here`,
      '',
      `- **Account:** ${account}, in ${region}`,
      named(image),
    ];
  const contents = contentsOf(known);
  const holders = registryAccounts(repository, region);
  const places = [...placesOf(repository, tag).keys()].sort();
  const { until, isKnown } = known;
  return [
    `**${titleOf(known)}**: an image of AWS`,
    '',
    ...(contents ? [`- **In it:** ${contents}`] : []),
    ...(until
      ? [`- **Patched until:** ${until}${today === undefined || until >= today ? '' : ', which is past'}`]
      : []),
    named(image),
    holders.length === 0 || holders.includes(account)
      ? `- **Registry:** that of AWS in ${region}, account ${account}`
      : `- **Registry:** account ${account} of AWS; in ${region} it is ${oneOf(holders)} that has this`,
    `- **Regions:** ${tag === undefined || isKnown ? '' : 'other tags of it are in '}${places.length}: ${places.join(', ')}`,
  ];
}

function ofOther(image: Image, own: string | undefined): string[] {
  const { account, region, repository } = image;
  const whose = own === undefined ? '' : own === account ? ', that of the connection' : ', not that of the connection';
  return [
    `${verbatim(repository)}: an image in Amazon ECR`,
    '',
    `- **Account:** ${account}${whose}`,
    `- **Region:** ${region}`,
    named(image),
  ];
}

/** By what an image is named: a digest stays with it, a tag need not. */
function named({ tag, digest }: Image): string {
  if (digest) return `- **Digest:** ${verbatim(digest)}, of exactly one image`;
  if (tag) return `- **Tag:** ${verbatim(tag)}, which can be given to a newer build`;
  return '- **Tag:** none, which means latest';
}

/** What can be written, from the families of images to whole names. */
function offer(written: string, around: EntityContext): readonly CompletionCandidate[] {
  const { given } = around;
  const region = around.region();
  const used = known('image', around).filter((it) => !/^\d/.test(written) || it.text.startsWith(written));
  const own = given.account === undefined ? [] : registry(given.account, region, 'the account of the connection');
  if (written.includes('/')) return [...used, ...behind(written)];
  if (/^\d/.test(written)) return [...used, ...own, ...registries(written, region)];
  if (region === undefined && familyOf(written)) return regions(written);
  return [...used, ...families(region), ...own];
}

/** The images of AWS by what they are for: whole up to their tag where the region is known, else the repository alone. */
function families(region: string | undefined): CompletionCandidate[] {
  return repositoryNames.flatMap((repository) => {
    const detail = familyOf(repository) ?? repository;
    if (region === undefined) return [{ text: repository, detail, goesOn: true }];
    const account = accountOf(repository, region);
    return account
      ? [{ label: repository, text: `${hostOf(account, region)}${repository}:`, detail, goesOn: true }]
      : [];
  });
}

/** The regions that have a repository. */
function regions(repository: string): CompletionCandidate[] {
  return [...placesOf(repository)].map(([region, account]) => ({
    label: region,
    // The repository stands there already, and the region is typed behind it.
    filter: `${repository} ${region}`,
    text: `${hostOf(account, region)}${repository}:`,
    detail: regionNamed(region)?.name ?? `account ${account} of AWS`,
    goesOn: true,
  }));
}

/** The registries of the accounts that begin with some digits: those of AWS, or that which the digits are. */
function registries(written: string, region: string | undefined): CompletionCandidate[] {
  const account = written.slice(0, 12);
  const ofAws = awsAccounts.filter((it) => it.startsWith(account));
  if (ofAws.length === 0) return /^\d{12}$/.test(account) ? registry(account, region, 'the region of the rest') : [];
  return ofAws.flatMap((account) => {
    const places = [...regionsOf(account)];
    const near = places.filter(([it]) => it === region && hostOf(account, it).startsWith(written));
    return (near.length > 0 ? near : places).flatMap(([it, what]) => registry(account, it, `AWS: ${what}`));
  });
}

function registry(account: string, region: string | undefined, detail: string): CompletionCandidate[] {
  return region === undefined ? [] : [{ text: hostOf(account, region), detail, goesOn: true }];
}

/** A whole name that is called by its last part, since the others stand there already, and found by all of it. */
const labelled = (label: string, text: string) => ({ label, filter: text, text });

/** What can stand behind a registry: repositories, then their tags. */
function behind(written: string): CompletionCandidate[] {
  const [name = '', tag] = written.split(':');
  const host = name.slice(0, name.indexOf('/') + 1);
  const image = parseImage(name === host ? `${host}any` : name);
  if (!image) return [];
  const { account, region, repository } = image;
  const repositories = repositoriesOf(account, region);
  if (tag === undefined)
    return repositories.map((it) => ({
      ...labelled(it, `${host}${it}:`),
      detail: familyOf(it) ?? it,
      goesOn: true,
    }));
  return repositories.includes(repository)
    ? tagsOf(repository, region).map((it) => ({ ...labelled(it.tag, `${name}:${it.tag}`), detail: tagInWords(it) }))
    : [];
}

function tagInWords({ is }: Tagged): string {
  const until = is.until === undefined ? '' : `patched until ${is.until}`;
  return [titleOf(is), contentsOf(is), until].filter((it) => it !== '').join('; ');
}

/** The page of a repository of one's own; those of AWS have none that others see. */
function link(text: string): string | undefined {
  const image = parseImage(text);
  const console = image && !isAwsAccount(image.account) ? consoleOf(image.region) : undefined;
  if (!image || !console) return undefined;
  const { account, region, repository } = image;
  const path = [account, ...repository.split('/')].map(encodeURIComponent).join('/');
  return `https://${console}/ecr/repositories/private/${path}?region=${region}`;
}

/** What an image of AWS is; those of others speak for themselves. */
function hint(text: string): string | undefined {
  const image = parseImage(text);
  const known = image && firstParty(image);
  return known && `AWS: ${titleOf(known)}`;
}

export const image: EntityProvider = { explain, offer, link, hint };
