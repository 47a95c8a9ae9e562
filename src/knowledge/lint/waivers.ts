import type { Found } from "./check.ts";
import { proseLines } from "./prose-lines.ts";

/** "This page may break that rule", said in the page itself. */
export type Waiver = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly rule: string;
  readonly reason: string;
};

const pattern = /<!--\s*ama-lint-disable\b(.*?)-->/g;

/** Finds the waivers of a page: `<!-- ama-lint-disable K061 the table is the answer -->`. */
export function waiversIn(text: string, file: string): readonly Waiver[] {
  if (!text.includes("ama-lint-disable")) return [];
  return proseLines(text).flatMap(({ line, text: prose }) =>
    [...prose.matchAll(pattern)].map((found) => {
      const [rule = "", ...reason] = (found[1] ?? "").trim().split(/\s+/);
      const place = { line, column: found.index + 1, length: found[0].length };
      return { file, ...place, rule, reason: reason.join(" ") };
    }),
  );
}

/**
 * Takes out what is waived, and adds what is wrong with the waivers (K190): one without a reason waives nothing, and one
 * that nothing matches is not needed.
 */
export function applyWaivers(
  found: readonly Found[],
  waivers: readonly Waiver[],
): { readonly found: readonly Found[]; readonly waived: number } {
  const covers = (waiver: Waiver, one: Found) =>
    waiver.reason !== "" && waiver.rule === one.rule && waiver.file === one.file;
  const kept = found.filter((one) => !waivers.some((waiver) => covers(waiver, one)));
  const faults = waivers.flatMap((waiver): Found[] => {
    if (found.some((one) => covers(waiver, one))) return [];
    const { file, line, column, length, rule } = waiver;
    const fault = { rule: "K190" as const, file, line, column, length };
    if (waiver.reason === "") {
      const message = `The waiver of ${rule || "no rule"} gives no reason, and waives nothing: expected "<!-- ama-lint-disable K061 the reason -->".`;
      return [{ ...fault, severity: "error", message }];
    }
    return [{ ...fault, message: `The waiver of ${rule} matches nothing on this page.` }];
  });
  return { found: [...kept, ...faults], waived: found.length - kept.length };
}
