import { rewrite } from "./rewrite.ts";

const letter = String.raw`\p{L}\p{N}\p{M}`;
const local = String.raw`(?:[${letter}_+][${letter}.!#$%&'*+=?^_~\-]{0,63}|"[^"\n]{1,64}")`;
const label = String.raw`[${letter}](?:[${letter}\-]{0,62})`;
const topLevel = String.raw`(?:xn--[a-z0-9\-]{2,60}|[\p{L}\p{M}]{2,60})`;
const domain = String.raw`(?:(?:${label}(?:[.。]|\[\.\]|\(\.\))){1,8}${topLevel}|\[[0-9a-f:.]{3,45}\]|\[IPv6:[0-9a-f:.]{3,45}\]|(?:\d{1,3}\.){3}\d{1,3})`;
const commonTopLevel =
  "(?:com|org|net|edu|gov|info|biz|dev|app|xyz|example|test|local|internal|a[tu]|be|br|c[ahnoz]|d[ek]|e[su]|f[ir]|gr|hu|i[eot]|ai|jp|kr|l[iu]|me|n[loz]|p[lt]|r[ou]|se|t[rv]|u[ks])";

const mailto = /mailto:[^\s<>|"']{1,400}/giu;
const mail = new RegExp(`${local}@${domain}`, "giu");
const spacedMail = new RegExp(
  `${local} {0,2}(?:@ |[([{<] ?(?:at|ät|@) ?[)\\]}>]) {0,2}${label}(?:(?: ?\\. ?| {0,2}[([{<] ?(?:dot|punkt|\\.) ?[)\\]}>] {0,2}| dot | punkt )${label}){1,6}`,
  "giu",
);
const spokenMail = new RegExp(
  `(?<![${letter}])${local} at (?!(?:the|an?|this|that|every|each|one) )${label}(?: dot ${label}){0,5} (?:dot|punkt) ${commonTopLevel}(?![${letter}])`,
  "giu",
);
const halfSpokenMail = new RegExp(
  `${local}@${label}(?:(?: (?:dot|punkt) | ?[([{] ?(?:dot|punkt) ?[)\\]}] ?)${label}){1,5}`,
  "giu",
);
const shoutedMail =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}._+-]{0,60}\p{Ll}[\p{L}\p{N}._+-]{0,60} AT (?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,60}/gu;
/** Units of systemd and pictures for fine screens are written like addresses; `git@host:path` is a repository. */
const noMail = /\.(?:service|socket|timer|target|mount|slice|png|jpe?g|svg|gif|webp)$/iu;

const slackMention = /<[@!][^<>\n]{1,200}>/gu;
const matrixMention =
  /(?<![\p{L}\p{N}_@/=])@[a-z0-9._=/+-]{1,200}:(?:[a-z0-9-]{1,63}\.){0,8}[a-z0-9-]{1,63}(?::\d{1,5})?/giu;
const handle =
  /(?<![\p{L}\p{N}_@/=])(?:@[\p{L}_][\p{L}\p{N}\p{M}_.-]{0,100})+(?![\p{L}\p{N}\p{M}_.-]|\/[\p{L}\p{N}])/gu;
/** What is no person: times of cron, formats of jq, a name server, and files given to a command. */
const noHandle =
  /^@(?:reboot|hourly|daily|weekly|monthly|yearly|annually|midnight|tsv|csv|json|text|html|uri|base64d?)$|^@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){2,8}$|\.(?:json|ya?ml|txt|csv|xml|sql|log|conf)$/iu;

const street =
  /(?<![\p{L}\p{N}])\p{N}{1,4}[a-z]?,? (?:[\p{L}'’.-]{2,30} ){1,2}(?:street|st\.|road|rd\.|avenue|ave\.|boulevard|straße|strasse)(?!\p{L})/giu;
const streetFirst =
  /(?<!\p{L})(?:(?:\p{Lu}[\p{L}-]{1,30} )?(?:Straße|Strasse|STRASSE|Str\.)|\p{Lu}[\p{L}-]{1,30}(?:straße|strasse|STRASSE|str\.|gasse|allee)) \p{N}{1,4} ?(?:[a-z](?![\p{L}\p{N}]))?(?:, ?\p{N}{5} \p{Lu}\p{L}{1,40})?/gu;

/** Looking for these signs first spares long texts without an address the search. */
const signs = /@|[([{<] ?[aä]t| at /iu;

/** Replaces mail addresses, written or spoken. */
export function scrubMail(text: string): string {
  let scrubbed = text.replace(mailto, "[mail]");
  for (const shape of [mail, spacedMail, halfSpokenMail, spokenMail, shoutedMail]) {
    if (!signs.test(scrubbed)) break;
    scrubbed = rewrite(scrubbed, shape, (found) => (isMail(found) ? "[mail]" : undefined));
  }
  return scrubbed;
}

/** Replaces mentions of Slack and Matrix, and handles. */
export function scrubMentions(text: string): string {
  const scrubbed = text.replace(slackMention, "[mention]").replace(matrixMention, "[mention]");
  return rewrite(scrubbed, handle, ([whole]) => {
    const name = whole.replace(/[.-]{1,100}$/u, "");
    return noHandle.test(name) ? undefined : `[mention]${whole.slice(name.length)}`;
  });
}

/** Replaces home addresses in the forms "12 Main Street" and "Hauptstraße 12". */
export function scrubAddresses(text: string): string {
  return text.replace(street, "[address]").replace(streetFirst, "[address]");
}

function isMail({ 0: whole, index, input }: RegExpExecArray): boolean {
  if (noMail.test(whole)) return false;
  return !(/^git@/u.test(whole) && /^:[\w~]/u.test(input.slice(index + whole.length)));
}
