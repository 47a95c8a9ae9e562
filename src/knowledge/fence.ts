import type { Code } from "mdast";

/** A block of code and what its info string says of it: ```` ```shell {env=prod output} ````. */
export type Fence = {
  readonly code: string;
  readonly language: string | undefined;
  /** `key=value` and bare words (as `"true"`) between the braces. */
  readonly attributes: Readonly<Record<string, string>>;
};

/** Reads the braces of a fence's info string, which may also hold a JSON object. */
export function parseFence(code: Code): Fence {
  const inside = /\{(.*)\}\s*$/.exec(code.meta ?? "")?.[1] ?? "";
  const pairs = [...inside.matchAll(/"?([a-z]+)"?(?:\s*[=:]\s*"?([^\s,"]+)"?)?/g)];
  return {
    code: code.value,
    language: code.lang ?? undefined,
    attributes: Object.fromEntries(pairs.map(([, key = "", value = "true"]) => [key, value])),
  };
}
