import type { Code } from "mdast";

/** A block of code and what its info string says of it: ```` ```shell {env=prod output} ````. */
export type Fence = {
  readonly code: string;
  readonly language: string | undefined;
  /** `key=value` and bare words (as `"true"`) between the braces; the items of a JSON array are joined by commas. */
  readonly attributes: Readonly<Record<string, string>>;
};

const roles = ["check", "change", "verify", "undo"] as const;
export type FenceRole = (typeof roles)[number];

/** At the end of the info string; what stands in quotes may hold braces. */
const braces = /\{((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"'{}])*)\}\s*$/;
const pair =
  /(?:"([A-Za-z][\w-]*)"|'([A-Za-z][\w-]*)'|(?<![^\s,])([A-Za-z][\w-]*))(?:\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|([^\s"']*)))?/g;

/** Reads the braces of a fence's info string, which may also hold a JSON object. */
export function parseFence(code: Code): Fence {
  const info = [code.lang, code.meta].filter(Boolean).join(" ");
  const found = braces.exec(info);
  const language = /^[^\s{]+/.exec(info)?.[0];
  const inside = found?.[1] ?? "";
  return { code: code.value, language, attributes: jsonPairs(inside) ?? plainPairs(inside) };
}

/** Ids of the environments that a fence is for; undefined when it is for all. */
export function environmentsOfFence({ attributes }: Fence): readonly string[] | undefined {
  return attributes.env === undefined
    ? undefined
    : attributes.env.split(/[\s,]+/).filter((id) => id !== "");
}

/** What a fence is there for, where it says so in one of the words for it. */
export function roleOfFence({ attributes }: Fence): FenceRole | undefined {
  return roles.find((role) => role === attributes.role);
}

function jsonPairs(inside: string): Readonly<Record<string, string>> | undefined {
  if (!inside.trim().startsWith('"')) return undefined;
  try {
    const pairs: unknown = JSON.parse(`{${inside}}`);
    return Object.fromEntries(
      Object.entries(pairs ?? {}).map(([key, value]: [string, unknown]) => [
        key,
        Array.isArray(value) ? value.map(String).join(",") : String(value),
      ]),
    );
  } catch {
    return undefined;
  }
}

function plainPairs(inside: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...inside.matchAll(pair)].map(([, double, single, bare, ...values]) => [
      double ?? single ?? bare ?? "",
      values
        .slice(0, 3)
        .find((value) => typeof value === "string")
        ?.replace(/,+$/, "") ?? "true",
    ]),
  );
}
