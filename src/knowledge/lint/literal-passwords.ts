import { parseYaml, type YamlPath, type YamlSource } from "../yaml-source.ts";
import { printPath } from "../zod-problems.ts";
import type { Check, Found } from "./check.ts";

const passwordKey =
  /(?:passw(?:or)?d|passphrase|psk|api[-_]?key|private[-_]?key|(?:access|auth|api|bot|client)[-_]?(?:token|secret)|^token)$/i;
/** `env:WIFI_PASSWORD`, `file:/run/secrets/wifi`, or a placeholder that is filled in elsewhere. */
const reference = /^(?:env:\w+|file:\S+|\{\{[^}]*\}\})$/;

/** K073: a password itself where the name of its place belongs, in yaml files and front matter. */
export const literalPasswords: Check = function* ({ pages, yamlFiles }) {
  for (const { file, text, fields, at } of pages) {
    if (!mayHold(text)) continue;
    for (const path of literalsIn(fields(), []))
      yield { file, ...at(path), ...literalPassword(path) };
  }
  for (const { file, text } of yamlFiles) {
    if (!mayHold(text)) continue;
    for (const { value, at } of documentsOf(text, file)) {
      for (const path of literalsIn(value, []))
        yield { file, ...at(path), ...literalPassword(path) };
    }
  }
};

/** What is said of a value where a reference belongs; never the value. */
export function literalPassword(path: YamlPath): Pick<Found, "rule" | "about" | "message"> {
  const key = printPath(path);
  return {
    rule: "K073",
    about: key,
    message: `"${key}" holds a value: expected env:NAME or file:PATH, which name where it is kept.`,
  };
}

/** Whether it is worth the while to read a file again. */
const mayHold = (text: string) =>
  /(?:passw(?:or)?d|passphrase|psk|key|token|secret)["']?\s*:/i.test(text);

function documentsOf(text: string, file: string): readonly YamlSource[] {
  const read = parseYaml(text, file);
  return "documents" in read ? read.documents : [];
}

/** The paths of all values that are a password, as far as their keys tell. */
function* literalsIn(value: unknown, path: YamlPath): Iterable<YamlPath> {
  if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield* literalsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    }
    return;
  }
  const key = path.findLast((step) => typeof step === "string");
  if (key === undefined || !passwordKey.test(key)) return;
  const isLiteral = typeof value === "number" || (typeof value === "string" && value !== "");
  if (isLiteral && !reference.test(String(value).trim())) yield path;
}
