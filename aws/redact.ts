/** Removes secrets and, on request, account IDs and the resources of ARNs from text for the log. */

const stars = '***';

/** Longer lines are cut, because a service might return any amount of text. */
const mostLetters = 20_000;

/** Resource types that don't identify the owner. Any other type is removed together with the resource. */
const kinds =
  /^(model|model-package|model-package-group|endpoint|endpoint-config|inference-component|role|assumed-role|user|mfa|policy|repository|key)(?=[/:])/;

/** An ARN up to a space, a quotation mark, or the punctuation that follows it; colons may be URL-encoded, even repeatedly. */
const arns =
  /arn(:|%(?:25)*3a)(?=aws[a-z-]{0,20}(?::|%(?:25)*3a))((?:[^\s"'<>,;)\]}\\]|[,;)\]}](?![\s,;)\]}"'.]|$))*)/gi;

/** 12 digits, except within a longer number or at the end of a UUID, such as a request ID. */
const accounts = /(?:(?<!\d)|(?<=%[0-9a-f]{2}))(?<![0-9a-f]{8}(?:-[0-9a-f]{4}){3}-)\d{12}(?!\d)/gi;

/** The same as the AWS Management Console shows it: 1111-2222-3333. */
const dashedAccounts = /(?<![0-9a-f-])\d{4}-\d{4}-\d{4}(?![0-9a-f-])/gi;

/** Prefixes of unique IDs (IAM User Guide, "IAM identifiers", read 2026-11-29). */
const keyIds =
  /(?<![A-Z0-9])(ABIA|ACCA|AGPA|AIDA|AIPA|AKIA|ANPA|ANVA|APKA|AROA|ASCA|ASIA)[A-Z0-9]{12,124}(?![A-Z0-9])/g;

const secrets: readonly (readonly [RegExp, string])[] = [
  [keyIds, `$1${stars}`],
  [/\b(Bearer|Basic)\s{1,3}[\w.~+/=-]{8,}/g, `$1 ${stars}`],
  // A value after the name of a secret, in JSON, an INI file, a header, or a query.
  [
    /((?:secret_?(?:access_?)?key|session_?token|(?:security|access|refresh|id|bearer)[-_]?token|client_?secret|api_?key|password|passwd|x-amz-signature|\bsignature(?==)|\bcredential(?==)|authorization)["'\\]{0,3}\s{0,3}(?:[:=]|%3[ad])\s{0,3}["'\\]{0,3})[^\s"'&,;\\]+/gi,
    `$1${stars}`,
  ],
  [/\b(IQoJ|FwoG|FQoG|AQo[A-Z])[\w+/=%-]{16,}/g, stars],
  [/\beyJ[\w-]{8,2000}\.[\w-]{8,4000}(\.[\w-]*)?/g, stars],
  [/\b(hf|gh[oprsu])_[A-Za-z0-9]{16,}/g, `$1_${stars}`],
  [/(?<=:\/\/)[^\s/@:"']*:[^\s/@"']+@/g, `${stars}@`],
];

/** A sequence of characters in the format of a secret access key. */
const secretKeys = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g;

/** Removes secrets that grant access: access keys, tokens, and passwords. The log never contains these. */
export function maskSecrets(text: string): string {
  const short = text.length > mostLetters ? `${text.slice(0, mostLetters)}…` : text;
  return secrets
    .reduce((it, [pattern, by]) => it.replace(pattern, by), short)
    .replace(secretKeys, (it) => (/[a-z]/.test(it) && /[A-Z]/.test(it) && /\d/.test(it) ? stars : it));
}

/** Removes secrets, account IDs, and what ARNs refer to. The service, the Region, and a known resource type of an ARN are kept. */
export function redact(text: string): string {
  return maskSecrets(text)
    .replace(arns, (_, colon: string, rest: string) => redactedArn(colon, rest))
    .replace(accounts, '************')
    .replace(dashedAccounts, '****-****-****');
}

function redactedArn(colon: string, text: string): string {
  const plain = text.replace(/%(?:25)*3a/gi, ':').replace(/%(?:25)*2f/gi, '/');
  const [partition = '', service = '', region = '', account = '', ...rest] = plain.split(':');
  const known = [partition, service, region].map((it) => (/^[a-z0-9-]{0,40}$/.test(it) ? it : stars));
  const kind = kinds.exec(rest.join(':'))?.[0];
  const resource = kind ? `${kind}${rest.join(':').charAt(kind.length)}${stars}` : stars;
  const parts = ['arn', ...known, account && '************', resource];
  const separator = colon === ':' ? ':' : '%3A';
  return parts.join(separator);
}
