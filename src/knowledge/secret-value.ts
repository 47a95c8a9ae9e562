/** Where a value stands: after a key that means a password, after another telling key, or after "is" in a sentence. */
export type ValuePlace = "password" | "token" | "sentence";

/** Shortest value that is taken for a secret; shorter ones are too often plain words. */
const shortest = 8;
const longest = 2_000;
/** From this length on two kinds of characters suffice: a key in hexadecimal has no more. */
const keyLength = 16;
/** Bits per character. Random hexadecimal of 16 has about 3.3, "aaaabbbb1111…" less than 2. */
const keyEntropy = 2.8;

const standIns = [
  /^[$@]?[{[(<%].*[}\])>%]?$/u,
  /^\$[A-Za-z_]\w*$/u,
  /\{\{|\$\{|\$\(/u,
  /^(?:env|file|vault|op|ssm|arn|kms|sops|secretsmanager|keyring|sha\d{1,3}|md5)[:/]/iu,
  /^ENC\[/u,
  /^!/u,
  /^[a-z][a-z0-9+.-]{0,30}:\/\//iu,
  /example|placeholder|change-?_?me|redacted|replace[-_]?me|dummy|lorem|your[-_]?(?:own|api|pass|secret|token|key)/iu,
  /^(?:your|my|the|some|insert|enter)[-_]/iu,
  /x{4,}|\*{3,}|…|\.{3,}|_{4,}|0{8,}|•{3,}|#{4,}/iu,
];
const standInWords = new Set(
  "pass password passwd passwort kennwort passphrase pw pwd secret token apikey 1password lastpass bitwarden p@ssw0rd test1234".split(
    " ",
  ),
);

/** A code expression: a call, a property, a path of folders. */
const expression = /^[A-Za-z_$][A-Za-z_$.:>-]*\(|^(?:~|\.{1,2})?\/[\w.-]+\/[\w./-]*$/u;
const joints = /[-_./:,&=@\\+]/u;
const word =
  /^(?:\p{N}+|\p{N}?\p{Lu}?\p{Ll}+\p{N}{0,3}|\p{Lu}+\p{N}{0,3}|\p{Lu}{2,5}\p{Ll}+\p{N}{0,3}|\p{L}?\p{Ll}+(?:\p{Lu}\p{Ll}+)+\p{N}{0,3}|v\p{N}+(?:alpha|beta|rc)\p{N}+)?$/u;

/** Whether `value` stands for a secret without being one: `<password>`, `$TOKEN`, `env:NAME`, `changeme`, `xxxx`. */
export function isStandIn(value: string): boolean {
  return standInWords.has(value.toLowerCase()) || standIns.some((shape) => shape.test(value));
}

/** Whether `value` is made of words, as `db-credentials-2`, `Bearer` and `spring.datasource.url` are. */
export function isWordy(value: string): boolean {
  return value.split(joints).every((part) => word.test(part));
}

/** Whether `value` is likely the secret itself, and neither a word, a reference nor a stand-in. */
export function isSecretValue(value: string, place: ValuePlace): boolean {
  if (value.length < shortest || value.length > longest) return false;
  if (/\s/u.test(value) || isStandIn(value) || expression.test(value)) return false;
  const kinds = kindsOf(value);
  const wordy = isWordy(value);
  if (place === "password" && isOneWordWithDigits(value)) return true;
  if (place === "sentence" && kinds >= 3 && isOneWordWithDigits(value)) return true;
  if (wordy) return false;
  if (kinds >= 3) return true;
  if (place === "password") return kinds === 2 && /\p{N}/u.test(value);
  return place === "token" && value.length >= keyLength && kinds === 2 && isRandom(value);
}

/** Whether `value` is varied enough for a generated key. */
export function isRandom(value: string): boolean {
  const counts = new Map<string, number>();
  for (const sign of value) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    bits -= (count / value.length) * Math.log2(count / value.length);
  }
  return bits >= keyEntropy;
}

function isOneWordWithDigits(value: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(value) && /\p{L}/u.test(value) && /\p{N}/u.test(value);
}

/** How many of small letters, capitals, digits and signs occur; what joins words is no sign. */
function kindsOf(value: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}\-_./:,]/u].filter((kind) =>
    kind.test(value),
  ).length;
}
