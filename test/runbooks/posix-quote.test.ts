import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { posixQuote } from "../../src/runbooks/posix-quote.ts";

describe("a quoted value", () => {
  it.each([
    ["a word is quoted, too", "work1", "'work1'"],
    ["nothing is an empty word", "", "''"],
    ["blanks", "disk is full", "'disk is full'"],
    ["its own mark", "disk's full", String.raw`'disk'\''s full'`],
    ["its own mark alone", "'", String.raw`''\'''`],
    [
      "what a shell would run",
      "$(reboot) `reboot` $HOME; reboot",
      "'$(reboot) `reboot` $HOME; reboot'",
    ],
    ["a backslash at the end", "a\\", String.raw`'a\'`],
  ])("is one word of the shell: %s", (_reason, value, quoted) => {
    expect(posixQuote(value)).toBe(quoted);
  });

  it("is the value again once a real shell has split it", () => {
    const signs = fc.string({
      unit: fc.constantFrom(..."'\"\\$`!*?~#;&|<>(){}[] \t%-=a1\u00e9\u{1F600}"),
      maxLength: 20,
    });
    const values = [...fc.sample(signs, { numRuns: 60, seed: 7 }), "", "'", "''", "-n", "\\'"];
    const script = `printf '%s\\0' ${values.map(posixQuote).join(" ")}`;
    const printed = execFileSync("sh", ["-c", script], { encoding: "utf8" });
    expect(printed.split("\0").slice(0, -1)).toEqual(values);
  });

  it("is the value again under the shell's rules, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        expect(unquoted(posixQuote(value))).toBe(value);
      }),
    );
  });
});

/** Reads one word of single quotes and escaped signs, as a shell does; anything else is no such word. */
function unquoted(word: string): string {
  expect(word).toMatch(/^(?:'[^']*'|\\')+$/);
  return word.replace(
    /'([^']*)'|\\(')/g,
    (_, inside?: string, sign?: string) => inside ?? sign ?? "",
  );
}
