/** What a code tells a phone. */
export type Joining = {
  readonly ssid: string;
  /** Undefined where the network is open. */
  readonly key: string | undefined;
  readonly hidden: boolean;
  readonly wpa3Only: boolean;
  /** Writes `T:SAE`, which some phones want for a network of WPA3 alone. */
  readonly asSae: boolean;
};

/** A code as somebody may have made it, also of a kind that we make none of. */
export type ReadCode = Joining & {
  /** An open network may have a key nevertheless, which phones pass over. */
  readonly security: "wpa" | "open" | "wep" | "enterprise";
  /** How somebody logs in at an enterprise network. */
  readonly login: Readonly<Partial<Record<(typeof loginFields)[string], string>>>;
};

/**
 * Encodes what a phone needs to join.
 *
 * The fields stand in the order of the WPA3 specification's grammar. Nothing is written that only says the usual: some
 * readers stumble over it, and each module makes the picture harder to read. Hence no `H:false`, and no `P` where there is
 * no key. `T` is always there, since iPhones do not join a network with a key without it; so is the second semicolon at the
 * end. Names that look like hex stand without quotes, which newer readers would take for a part of the name.
 *
 * @example encodePayload({ ssid: "Acme; Guest", key: "correct horse", … }) // "WIFI:T:WPA;S:Acme\\; Guest;P:correct horse;;"
 */
export function encodePayload({ ssid, key, hidden, wpa3Only, asSae }: Joining): string {
  const type = key === undefined ? "nopass" : asSae ? "SAE" : "WPA";
  const fields = [
    `T:${type}`,
    // Android then drops the older ways to join; who does not know the field passes it over.
    ...(wpa3Only ? ["R:1"] : []),
    `S:${escaped(ssid)}`,
    ...(hidden ? ["H:true"] : []),
    ...(key === undefined ? [] : [`P:${escaped(key)}`]),
  ];
  return `WIFI:${fields.join(";")};;`;
}

const escaped = (value: string) => value.replace(/[\\;,:"]/g, "\\$&");

const loginFields: Readonly<Record<string, "eap" | "phase2" | "identity" | "anonymousIdentity">> = {
  E: "eap",
  PH2: "phase2",
  I: "identity",
  A: "anonymousIdentity",
  AI: "anonymousIdentity",
};

/**
 * Reads a code as leniently as phones do: fields in any order, with spaces before them; without the end, or with a single
 * semicolon there; a field that is unknown or has no name is passed over, and of two with one name the first counts. Any
 * character may be escaped. Without a type the network is open.
 *
 * @returns undefined when it is no code of a network, or names none
 */
export function parsePayload(text: string): ReadCode | undefined {
  if (!/^WIFI:/i.test(text)) return undefined;
  const fields = new Map<string, string>();
  for (const [, name = "", value = ""] of text.slice("WIFI:".length).matchAll(field)) {
    if (!fields.has(name)) fields.set(name, value.replace(/\\(.)/gsu, "$1"));
  }
  const ssid = fields.get("S");
  if (ssid === undefined) return undefined;
  const type = fields.get("T")?.toUpperCase() ?? "";
  const hidden = fields.get("H");
  const isFlag = hidden === undefined || /^(?:true|false)$/i.test(hidden);
  const login = Object.fromEntries(
    Object.entries(loginFields).flatMap(([name, meaning]) => {
      const value = fields.get(name);
      return value === undefined ? [] : [[meaning, value]];
    }),
  );
  return {
    security: securityOf(type),
    ssid,
    key: fields.get("P") || undefined,
    hidden: hidden?.toLowerCase() === "true",
    wpa3Only: type === "SAE" || fields.get("R") === "1",
    asSae: type === "SAE",
    // Older codes had the second phase under H, which now says that the network is hidden.
    login: isFlag ? login : { phase2: hidden, ...login },
  };
}

/** A name, a colon, and a value up to the next semicolon that is not escaped; or what stands there without a name. */
const field = /\s*(?:([A-Za-z0-9]+):)?((?:\\.|[^;\\])*)(?:\\?$|;)/gsu;

function securityOf(type: string): ReadCode["security"] {
  if (type.includes("EAP")) return "enterprise";
  if (type === "WEP") return "wep";
  return /^(?:WPA|SAE)/.test(type) ? "wpa" : "open";
}
