import { cutToBytes } from "./cut-text.ts";
import { oneLine } from "./plain-text.ts";

const mostBytes = 200;

/**
 * What a server said, fit for a room: one line, without addresses, links, long runs of random signs, and without the
 * secrets that it may have repeated.
 */
export function serverWords(said: string, secrets: readonly (string | undefined)[]): string {
  const known = secrets.filter((secret) => secret !== undefined && secret !== "");
  const hidden = known.reduce<string>(
    (text, secret) => text.replaceAll(secret ?? "", "[secret]"),
    said,
  );
  const scrubbed = hidden
    .replace(/[a-z][a-z0-9+.-]*:\/\/\S+/giu, "[link]")
    .replace(/[^\s<>@]+@[^\s<>@]+/gu, "[mail]")
    .replace(/[\w+/=-]{20,}/gu, "[secret]");
  return cutToBytes(oneLine(scrubbed), mostBytes);
}
