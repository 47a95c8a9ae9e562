import { createNearest } from "../search/nearest.ts";

/** What a text is as the name of a time zone. */
export type ZoneReading =
  | { readonly kind: "name" }
  /** An old name of a zone, which works. */
  | { readonly kind: "alias"; readonly today: string }
  | { readonly kind: "none"; readonly nearest: string | undefined };

/** Names that Node still gives a zone, and what it is called today. */
const renamed: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** `+01:00`, which Temporal takes for a zone, is none: it knows nothing of summer time. */
const shape = /^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/;
/** `EST`, `CET`, `EST5EDT`: half of the year another one. */
const abbreviation = /^[A-Z]{2,4}(?:\d[A-Z]{3})?$/;

/** Reads the name of a time zone as the IANA has it: `Europe/Berlin`, `UTC`. */
export function readZone(text: string): ZoneReading {
  if (text === "UTC" || (text.startsWith("Etc/") && nodeName(text) !== undefined)) {
    return { kind: "name" };
  }
  const known = shape.test(text) ? nodeName(text) : undefined;
  if (known === undefined) return { kind: "none", nearest: nearestZone(text) };
  const today = renamed[known] ?? known;
  if (abbreviation.test(text)) return { kind: "none", nearest: today };
  return text === today ? { kind: "name" } : { kind: "alias", today };
}

/** What Node calls the zone; undefined when it knows none of this name. Its list lacks names that it takes. */
function nodeName(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

let nearest: ReturnType<typeof createNearest<string>> | undefined;

function nearestZone(text: string): string | undefined {
  nearest ??= createNearest(
    Intl.supportedValuesOf("timeZone").map((name) => {
      const today = renamed[name] ?? name;
      const city = today.slice(today.lastIndexOf("/") + 1);
      return { item: today, names: [today, city.replaceAll("_", " ")] };
    }),
  );
  return nearest(text, 1)[0];
}
