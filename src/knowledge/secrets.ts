import { type SecretPattern, secretPatterns } from "./secret-patterns.ts";

/** A secret in a text: what it is, for people to read, and where, in UTF-16 units, `[start, end)`. */
export type Secret = { readonly kind: string; readonly start: number; readonly end: number };

/** What ends a sentence or closes a bracket around a value, and what opens one. */
const trailing = /[.,;:)\]}\\*_]{1,20}$/u;
const leading = /^[*(]{1,20}/u;

/**
 * Finds private keys, tokens of known services, JWTs, credentials in headers and URLs, and values behind keys such as
 * `password=` that look generated.
 *
 * Made for linting documentation, so it would rather miss one than cry wolf: stand-ins (`<password>`, `$TOKEN`,
 * `env:NAME`, `changeme`, `xxxx`), words, hashes and identifiers without a telling key are passed over. Time is linear
 * in the length of the text.
 *
 * @returns in ascending order, without overlaps; of two that overlap one remains, with the kind of the longer and
 *   everything that either covers
 */
export function findSecrets(text: string): readonly Secret[] {
  const found = secretPatterns
    .flatMap((shape) => secretsOf(text, shape))
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const secrets: Secret[] = [];
  for (const next of found) {
    const last = secrets.at(-1);
    if (!last || next.start >= last.end) secrets.push(next);
    else if (next.end > last.end) secrets.splice(-1, 1, joined(last, next));
  }
  return secrets;
}

function secretsOf(text: string, shape: SecretPattern): readonly Secret[] {
  const secrets: Secret[] = [];
  for (const match of text.matchAll(shape.pattern)) {
    const groups = match.indices?.groups;
    const group = groups?.value ?? groups?.quoted ?? groups?.single;
    const [from, to] = group ?? [match.index, match.index + match[0].length];
    const raw = text.slice(from, to);
    if (group !== undefined && !shape.accepts(raw)) continue;
    const start = from + (leading.exec(raw)?.[0].length ?? 0);
    const end = group === groups?.value && group ? to - (trailing.exec(raw)?.[0].length ?? 0) : to;
    if (start < end && shape.accepts(text.slice(start, end))) {
      secrets.push({ kind: shape.kind, start, end });
    }
  }
  return secrets;
}

function joined(one: Secret, other: Secret): Secret {
  const longer = other.end - other.start > one.end - one.start ? other : one;
  return { kind: longer.kind, start: one.start, end: other.end };
}
