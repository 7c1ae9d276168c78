/** What secrets look like, by the names under which people keep them and by their own forms. */

/** Whole words of a name: `MAX_TOTAL_TOKENS` and `TOKENIZERS_PARALLELISM` hold no secret, and `SECRET_ID` says where one is. */
const name =
  /(?:^|_)(?:(?:AUTH)?TOKEN|SECRET|[A-Z0-9]*PASSWORD|PASSWD|PASS|PWD|PASSPHRASE|APIKEY|API_KEY|ACCESS_KEY(?:_ID)?|PRIVATE_KEY|CREDENTIALS?)(?:$|_(?:KEY|VALUE|KEY_BASE)?$)/i;

/** The tokens of a tokenizer. */
const specialToken = /(?:^|_)(?:BOS|EOS|PAD|UNK|SEP|CLS|MASK|START|STOP|END|IMAGE)_TOKEN$/i;

/** The forms that those who issue keys and tokens document, wherever in a value they stand. */
const forms: readonly RegExp[] = [
  // Access keys of AWS.
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  // Hugging Face, GitHub, OpenAI and Anthropic, Stripe, NVIDIA, Slack, Google, GitLab.
  /\bhf_[A-Za-z0-9]{20,}/,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/,
  /\bgithub_pat_[A-Za-z0-9_]{30,}/,
  /\bsk-[A-Za-z0-9_-]{20,}/,
  /\bsk_(?:live|test)_[A-Za-z0-9]{10,}/,
  /\bnvapi-[A-Za-z0-9_-]{20,}/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/,
  /\bAIza[A-Za-z0-9_-]{35}/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  // JSON Web Tokens.
  /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/,
  // Addresses with a password in them.
  /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@]{0,100}:[^\s/:@${<]{1,100}@/i,
];

/** What one of these forms begins with. */
const beginnings = /AKIA|ASIA|hf_|gh[pousr]_|github_pat_|sk[-_]|nvapi-|xox|AIza|glpat-|-----BEGIN|eyJ|:\/\//;

/** What stands beside such a name and is no secret: whether there is one, where one is kept, and what is to be filled in. */
const elsewhere: readonly RegExp[] = [
  /^(?:true|false|yes|no|on|off|none|null|0|1)$/i,
  // Files.
  /^(?:~|\.{1,2})?(?:\/[\w.@-]+)+$/,
  // Entries of a store, by their path: of words, as keys in base64 are not.
  /^(?:[a-z0-9_.-]+(?:\/[a-z0-9_.-]+)+|[A-Za-z_.-]+(?:\/[A-Za-z_.-]+)+)$/,
  // Entries of a store, by its address.
  /^(?:[a-z][a-z0-9+.-]*:\/\/|(?:ssm|secretsmanager|vault|env|file|op|sm|kms):).*$/is,
  // Other variables.
  /^(?:\$\w+|%\w+%)$/,
];

/** So much of a value is looked at, in characters. A value may have 1,024 bytes. */
const mostRead = 4096;

/** Whether an entry looks like a secret that stands there itself. */
export function isSecret(key: string, whole: string): boolean {
  const value = whole.slice(0, mostRead);
  // Nearly no entry is one, and there are many of them.
  if (!name.test(key) && !beginnings.test(value)) return false;
  if (/^(?:|true|false|(?:arn:|\{\{|\$\{|<).*)$/is.test(value)) return false;
  return (isNamedSecret(key) && !isElsewhere(key, value)) || forms.some((it) => it.test(value));
}

/** Whether a name is one under which people keep a secret. */
export const isNamedSecret = (key: string) => name.test(key) && !specialToken.test(key);

/** Tokens are counted as well as kept: a short number is a count. */
const isElsewhere = (key: string, value: string) =>
  elsewhere.some((it) => it.test(value)) || (/TOKEN|PASS$/i.test(key) && /^-?\d{1,7}$/.test(value));
