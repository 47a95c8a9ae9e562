import { isSecretValue, isStandIn, isWordy } from "../knowledge/secret-value.ts";
import { findSecrets } from "../knowledge/secrets.ts";
import { rewrite } from "./rewrite.ts";

const word = "[secret]";

const key = "(?:passw(?:or)?d|passwort|kennwort|passphrase|(?<![A-Za-z])(?:pwd?|pass))";
const purpose = "(?: (?:for|of|to|on|at|für|von|zum|zur) \\S{1,40}(?: \\S{1,40})?)?";
/** What a person says about a password; a question is judged more strictly than documentation. */
const said = new RegExp(
  [
    String.raw`${key}["'${"`"}*]{0,2}\s{0,3}[=:]\s{0,3}(?:"(?<double>[^"\n]{4,200})"|'(?<single>[^'\n]{4,200})')`,
    String.raw`${key}["'${"`"}*]{0,2}(?<verb>\s{0,3}[=:]|${purpose}\s{1,3}(?:is|was|ist|war|lautet)(?![\p{L}\p{N}]):?)?\s{1,3}["'${"`"}*]{0,2}(?<value>[^\s"'${"`"}]{4,300})`,
    String.raw`(?:${key}|secret|token|api[\-_]?key)[=:](?<near>[^\s"'${"`"}]{4,300})`,
  ].join("|"),
  "giu",
);
const uuid = /(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])/giu;
const runs = [
  /(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/]{20,}={0,2}(?![A-Za-z0-9+/=_-])/gu,
  /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{20,}(?![A-Za-z0-9_-])/gu,
  /[A-Za-z0-9]{20,}/gu,
];
/** Letters and digits per piece of one kind: words have four and more, random base64 has two. */
const randomPiece = 2.7;
const randomJoinedPiece = 2.4;

/** Replaces what `findSecrets` finds, passwords in a sentence, and long runs of signs that no person would choose. */
export function scrubSecrets(text: string): string {
  let scrubbed = rewrite(withoutFound(text), said, ({ 0: whole, groups }) => {
    const phrase = groups?.double ?? groups?.single;
    if (phrase !== undefined) return phraseHidden(whole, phrase);
    const raw = groups?.value ?? groups?.near ?? "";
    const value = raw.replace(/[.,;:?)\]}*]{1,20}$/u, "");
    const told = groups?.near !== undefined || groups?.verb !== undefined;
    if (!(told ? isSaid(value) : isSecretValue(value, "sentence"))) return undefined;
    return whole.slice(0, whole.length - raw.length) + word + raw.slice(value.length);
  });
  scrubbed = scrubbed.replace(uuid, word);
  for (const run of runs) scrubbed = rewrite(scrubbed, run, ([whole]) => wordFor(whole));
  return scrubbed;
}

function withoutFound(text: string): string {
  let written = "";
  let from = 0;
  for (const { start, end } of findSecrets(text)) {
    written += text.slice(from, start) + word;
    from = end;
  }
  return written + text.slice(from);
}

function phraseHidden(whole: string, phrase: string): string | undefined {
  if (isStandIn(phrase)) return undefined;
  return whole.slice(0, -1 - phrase.length) + word + whole.slice(-1);
}

function isSaid(value: string): boolean {
  if (value.length < 4 || isStandIn(value) || /^\p{N}+$/u.test(value)) return false;
  if (/^[\p{L}\p{N}]+$/u.test(value)) return /\p{L}/u.test(value) && /\p{N}/u.test(value);
  return !isWordy(value) && /[\p{N}!#$%&*+=?@^~§]/u.test(value);
}

function wordFor(run: string): string | undefined {
  return isGenerated(run) ? word : undefined;
}

function isGenerated(run: string): boolean {
  const pieces = run.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+/gu) ?? [];
  const signs = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const digits = /[0-9]/u.test(run);
  const small = /[a-z]/u.test(run);
  const large = /[A-Z]/u.test(run);
  if (/^(?:[0-9a-f]+|[0-9A-F]+)$/u.test(run)) return digits && (small || large);
  if (/^[A-Za-z0-9]+$/u.test(run)) {
    return (digits ? small || large : small && large) && signs / pieces.length < randomPiece;
  }
  const joints = run.replace(/=+$/u, "").length - signs;
  return (
    digits &&
    small &&
    large &&
    !run.startsWith("/") &&
    joints * 8 <= run.length &&
    signs / pieces.length < randomJoinedPiece
  );
}
