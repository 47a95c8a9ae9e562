import type { Network } from "./network.ts";
import type { QrCode } from "./qr-code.ts";
import type { FieldRemark, Remark } from "./refusals.ts";

/** K103, K104: what may go wrong with a network all the same, as far as wifi.yaml tells. */
export function warningsOf(network: Network, today: Temporal.PlainDate): readonly FieldRemark[] {
  const { ssid, rotated, rotateBy } = network;
  const odd = oddities(ssid, "The SSID").map((one) => ({ ...one, field: "ssid" }) as const);
  if (!rotateBy || Temporal.PlainDate.compare(today, rotateBy) <= 0) return odd;
  const message = `The key was last changed on ${rotated}, and was to be changed again by ${rotateBy}. Change it, and set "rotated".`;
  return [...odd, { rule: "K104", field: "rotated", message }];
}

/** K101, K103: what may go wrong with a key. */
export function keyWarnings({ wpa3Only }: Network, key: string): readonly Remark[] {
  const isShort = wpa3Only && [...key].length < 8;
  const short = {
    rule: "K101",
    message: "The key has fewer than 8 characters: some phones refuse it.",
  } as const;
  const isRaw = !wpa3Only && key.length === 64;
  return [...(isShort ? [short] : []), ...(isRaw ? [] : oddities(key, "The key"))];
}

/** Larger codes are read from close by only, or in a larger print (ISO/IEC 18004 numbers versions by size). */
const largestEasyVersion = 6;

/** K103: a code that is hard to read for its size. */
export function codeWarnings({ version, modules }: QrCode): readonly Remark[] {
  if (version <= largestEasyVersion) return [];
  const message = `The code has ${modules} modules on each side, which phones read from close by only. Choose a shorter name or key, or print it large.`;
  return [{ rule: "K103", message }];
}

/** What phones are known to stumble over. */
const stumbles: readonly (readonly [pattern: RegExp, says: string])[] = [
  [/\\$/, 'ends in "\\": older Android phones read it wrongly'],
  [/^".*"$/s, "stands in quotes: some phones take them for no part of it"],
  [/%[0-9a-f]{2}/i, 'holds "%" and two hex digits: some readers take them for another character'],
  [/^\s|\s$/, "begins or ends with a space, which hardly anybody sees"],
  [/[‘’‚‛“”„‟]/, "holds a curly quote, which phones like to put for a straight one"],
  [/[^\0-\x7f]/, "has characters beyond ASCII: some phones show or send them differently"],
  [/^[0-9a-f]+$/i, "looks like a hex number: some readers take it for one"],
];

function oddities(value: string, what: string): readonly Remark[] {
  return stumbles
    .filter(([pattern]) => pattern.test(value))
    .map(([, says]) => ({ rule: "K103", message: `${what} ${says}.` }));
}
