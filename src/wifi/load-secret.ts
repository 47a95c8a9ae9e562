import { readFile, realpath, stat } from "node:fs/promises";
import { errorCode } from "../kernel/error-code.ts";
import { fileOf, liesIn, type Remark } from "./refusals.ts";

/** Where keys are looked for. */
export type Secrets = {
  /** Absolute path of the folder of wifi.yaml. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** No key is longer; what is, is another file. */
const mostBytes = 4096;

/**
 * Reads the key that a reference names, `env:NAME` or `file:PATH`: the only place that does, and only when it is shown.
 * Of a file exactly one line break at its end is taken away; a key may begin or end with a space.
 *
 * @returns the key, or why there is none (K106; K073 where a link leads back into the knowledge folder)
 */
export async function loadSecret(
  reference: string,
  { folder, env }: Secrets,
): Promise<{ readonly key: string } | { readonly problem: Remark }> {
  const file = fileOf(reference, folder);
  if (file === undefined) {
    const variable = reference.slice("env:".length);
    const key = env[variable];
    if (key) return { key };
    return missing(reference, key === "" ? "is empty" : "is not set", `Set ${variable} to it.`);
  }
  try {
    if (liesIn(await realpath(folder), await realpath(file))) {
      const message = `"${reference}" leads into the knowledge folder: expected a file outside. Move it.`;
      return { problem: { rule: "K073", message } };
    }
    const facts = await stat(file);
    if (!facts.isFile()) return missing(reference, "is no file", "Name a file that holds it.");
    if (facts.size > mostBytes) {
      return missing(reference, `has ${facts.size} bytes`, "Name a file that holds it alone.");
    }
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      .decode(await readFile(file))
      .replace(/\r?\n$/, "");
    if (text !== "") return { key: text };
    return missing(reference, "is empty", "Write it into the file.");
  } catch (error) {
    const reason = errorCode(error) ?? "unknown reason";
    return missing(reference, `cannot be read (${reason})`, "Mend the file, or name another.");
  }
}

function missing(reference: string, what: string, remedy: string): { readonly problem: Remark } {
  const message = `The key is kept in ${reference}, which ${what}. ${remedy}`;
  return { problem: { rule: "K106", message } };
}
