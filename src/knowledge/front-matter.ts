import { parse as parseToml, TomlError } from "smol-toml";
import { isMap } from "./plain-map.ts";
import type { Place, Problem } from "./problem.ts";
import { parseYaml, type YamlPath } from "./yaml-source.ts";

/** The head of a page as a map, and the rest of it. */
export type FrontMatter = {
  /** Empty when the page has none. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The page below its front matter, with as many empty lines before it, so that its line numbers are the file's. */
  readonly body: string;
  at(path: YamlPath): Place;
};

const forms = [
  { open: /^---[ \t]*\r?\n/, close: /^(?:---|\.\.\.)[ \t]*$/m, read: readYaml },
  { open: /^\+\+\+[ \t]*\r?\n/, close: /^\+\+\+[ \t]*$/m, read: readToml },
  { open: /^(?=\{[ \t]*\r?\n)/, close: /^\}[ \t]*$/m, read: readJson },
];

/**
 * Splits a page from its front matter: YAML between `---`, TOML between `+++`, or a JSON object (the last two as Hugo
 * writes them).
 *
 * @param uniqueKeys whether a key that stands twice is a fault
 * @returns the fault (K001) when there is front matter and it cannot be read or is no map
 */
export function splitFrontMatter(
  text: string,
  file: string,
  uniqueKeys = true,
): FrontMatter | { readonly problem: Problem } {
  for (const { open, close, read } of forms) {
    const opening = open.exec(text);
    if (!opening) continue;
    const start = opening[0].length;
    const closing = close.exec(text.slice(start));
    if (!closing) {
      // A page may begin with a thematic break or a brace; only a head that was begun with "---" and a key is unfinished.
      if (/^---[ \t]*\r?\n[\w-]+:/.test(text)) {
        const message =
          'The front matter begins with "---" and never ends. Close it with a line "---".';
        return { problem: { rule: "K001", file, message, line: 1, column: 1 } };
      }
      continue;
    }
    const end = start + closing.index + closing[0].length;
    const head = start === 0 ? text.slice(0, end) : text.slice(start, start + closing.index);
    const result = read(head, file, start === 0 ? 1 : 2, uniqueKeys);
    if ("problem" in result) return result;
    const body = text.slice(0, end).replace(/[^\n]/g, "") + text.slice(end);
    return { ...result, body };
  }
  return { fields: {}, body: text, at: () => ({ line: 1, column: 1 }) };
}

/** The page below its front matter, whether that can be read or not. */
export function belowFrontMatter(text: string): string {
  for (const { open, close } of forms) {
    const opening = open.exec(text);
    if (!opening) continue;
    const rest = text.slice(opening[0].length);
    const closing = close.exec(rest);
    if (closing) return rest.slice(closing.index + closing[0].length);
  }
  return text;
}

type Head = Omit<FrontMatter, "body"> | { readonly problem: Problem };

function readYaml(head: string, file: string, firstLine: number, uniqueKeys: boolean): Head {
  const source = parseYaml(head, file, firstLine, uniqueKeys);
  if ("problem" in source) return source;
  const [document] = source.documents;
  const at = document?.at ?? (() => ({ line: 1, column: 1 }));
  return asMap(document?.value ?? {}, file, at);
}

function readToml(head: string, file: string, firstLine: number): Head {
  try {
    return asMap(parseToml(head), file, (path) => lineOfKey(head, path, firstLine));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const line = error.line + firstLine - 1;
    const what = error.message.split("\n")[0] ?? "";
    const message = `The front matter is not TOML: ${what}. Correct it.`;
    return { problem: { rule: "K001", file, message, line, column: error.column } };
  }
}

function readJson(head: string, file: string): Head {
  try {
    return asMap(JSON.parse(head), file, (path) => lineOfKey(head, path, 1));
  } catch (error) {
    const message = `The front matter is not JSON: ${error instanceof Error ? error.message : error}. Correct it.`;
    return { problem: { rule: "K001", file, message, line: 1, column: 1 } };
  }
}

function asMap(value: unknown, file: string, at: (path: YamlPath) => Place): Head {
  if (isMap(value)) return { fields: value, at };
  const message = `The front matter is ${Array.isArray(value) ? "a list" : JSON.stringify(value)}: expected a map, one "key: value" on each line.`;
  return { problem: { rule: "K001", file, message, ...at([]) } };
}

/** TOML and JSON heads come from other tools and are small: the first line that begins with the key is near enough. */
function lineOfKey(head: string, path: YamlPath, firstLine: number): Place {
  const key = String(path[0] ?? "");
  const index = head.split("\n").findIndex((line) => line.replace(/^[\s"]+/, "").startsWith(key));
  return { line: Math.max(index, 0) + firstLine, column: 1 };
}
