import { isAbsolute, relative, resolve, sep } from "node:path";
import type { RuleId } from "../knowledge/lint/rules.ts";
import type { Network } from "./network.ts";
import type { NetworkFields } from "./network-fields.ts";

/** What is said of a network by one rule; never with its key. */
export type Remark = {
  readonly rule: RuleId;
  readonly message: string;
};

/** A remark on one key of its item in wifi.yaml. */
export type FieldRemark = Remark & { readonly field: keyof NetworkFields };

/** So many bytes a radio has room for (IEEE 802.11, 9.4.2.2). */
const mostSsidBytes = 32;
const controlCharacter = /\p{Cc}/u;

/**
 * Says why nothing can be made of a network as it stands in wifi.yaml; nothing when all is well.
 *
 * @param folder absolute path of the folder of wifi.yaml
 */
export function refusalsOf(network: Network, folder: string): readonly FieldRemark[] {
  return [...ssidRefusals(network), ...passwordRefusals(network, folder), ...wpa3Refusals(network)];
}

function* ssidRefusals({ ssid }: Network): Iterable<FieldRemark> {
  const told = (what: string) =>
    ({
      rule: "K100",
      field: "ssid",
      message: `The SSID ${what}: expected 1 to ${mostSsidBytes} bytes of UTF-8 without control characters. Write it as phones show it.`,
    }) as const;
  const bytes = new TextEncoder().encode(ssid).length;
  if (bytes === 0) yield told("is empty");
  if (bytes > mostSsidBytes) yield told(`has ${bytes} bytes`);
  if (controlCharacter.test(ssid)) yield told("holds a control character");
  if (!ssid.isWellFormed()) yield told("holds half a character");
}

function* passwordRefusals({ security, password }: Network, folder: string): Iterable<FieldRemark> {
  const told = (rule: RuleId, message: string) => ({ rule, field: "password", message }) as const;
  if (security === "wpa" && password === undefined) {
    yield told(
      "K101",
      "There is no password: expected env:NAME or file:PATH, which name where the key is kept. An open network has security: open.",
    );
  }
  if (security === "open" && password !== undefined) {
    yield told("K101", "An open network has no key. Delete the password, or write security: wpa.");
  }
  const file = fileOf(password, folder);
  if (file !== undefined && liesIn(folder, file)) {
    yield told(
      "K073",
      "The password names a file in the knowledge folder, which everybody who may change knowledge can read: expected one outside. Move it.",
    );
  }
}

function* wpa3Refusals({ security, wpa3Only, asSae }: Network): Iterable<FieldRemark> {
  if (wpa3Only && security !== "wpa") {
    const message = `"wpa3_only" is for a network with a key: expected security: wpa. Correct one of the two.`;
    yield { rule: "K003", field: "wpa3_only", message };
  }
  if (asSae && !wpa3Only) {
    const message = `"qr_type" is SAE, which only WPA3 has: expected wpa3_only: true beside it. Correct one of the two.`;
    yield { rule: "K003", field: "qr_type", message };
  }
}

/** The absolute path that a reference names; undefined when it names no file. */
export function fileOf(reference: string | undefined, folder: string): string | undefined {
  return reference?.startsWith("file:")
    ? resolve(folder, reference.slice("file:".length))
    : undefined;
}

/** Whether an absolute path lies below a folder. */
export function liesIn(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(sep)[0] !== "..";
}

/** K105: no stock phone joins such a network by a code; what to do instead stands in its note. */
export function enterpriseRefusal({ name, note }: Network): Remark {
  const instead = note ?? "Join it in the settings of the device, with your own login.";
  return {
    rule: "K105",
    message: `Everybody logs in to ${name} as themselves, which no code can say. ${instead}`,
  };
}

const passphrase = /^[\x20-\x7e]{8,63}$/;
const rawKey = /^[0-9a-f]{64}$/i;
const mostSaeCharacters = 63;

/** K101: a key that no phone takes. */
export function keyRefusals({ wpa3Only }: Network, key: string): readonly Remark[] {
  const told = (expected: string): readonly Remark[] => [
    {
      rule: "K101",
      message: `The key is not one of its kind: expected ${expected}. Correct it where it is kept.`,
    },
  ];
  if (!wpa3Only) {
    return passphrase.test(key) || rawKey.test(key)
      ? []
      : told("8 to 63 printable ASCII characters, or 64 hex digits");
  }
  const characters = [...key].length;
  const isFine =
    characters >= 1 &&
    characters <= mostSaeCharacters &&
    !controlCharacter.test(key) &&
    key.isWellFormed();
  return isFine ? [] : told(`1 to ${mostSaeCharacters} characters, none a control character`);
}
