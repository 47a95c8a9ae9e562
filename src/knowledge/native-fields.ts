import {
  type EntryFields,
  entryFieldsSchema,
  isNativeKey,
  mostWords,
  nearestNativeKey,
} from "./entry-fields.ts";
import type { FrontMatter } from "./front-matter.ts";
import { isMap } from "./plain-map.ts";
import type { Problem } from "./problem.ts";
import { type Fault, faultsOf, printPath, quote, valueAt } from "./zod-problems.ts";

/** What a key falls back to when its value cannot be read: the safe side. */
const safeValues: Readonly<Record<string, unknown>> = {
  audience: [],
  status: "draft",
  danger: "high",
};

/** How much of a list is kept that is too long. */
const mostItems: Readonly<Record<string, number>> = { questions: mostWords, keywords: mostWords };

/**
 * Reads the front matter of one of our own entries, key by key, so that one bad value loses only itself.
 *
 * What cannot be read falls back to the safe side: an audience to nobody, a status to draft, a danger to high. Of a list
 * only the bad items go; a title that is too long is cut. A key that looks like a misspelt `audience` hides the entry,
 * too: a private page must not become public by a slip of the finger.
 */
export function parseNativeFields(
  frontMatter: FrontMatter,
  file: string,
): { readonly fields: EntryFields; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  let given: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(frontMatter.fields)) {
    if (isNativeKey(key)) given[key] = value ?? (key in safeValues ? null : undefined);
    else if (!key.startsWith("x-")) {
      const nearest = nearestNativeKey(key);
      const hint = nearest ? `Did you mean "${nearest}"? ` : "";
      const message = `"${key}" is no key of the front matter. ${hint}A key of your own begins with "x-".`;
      problems.push({ rule: "K002", file, message, ...frontMatter.at([key]) });
      if (nearest === "audience") given.audience ??= [];
    }
  }
  let result = entryFieldsSchema.safeParse(given);
  // Each round mends or drops what the last one refused; a key is dropped at the latest in its second round.
  for (let round = 0; !result.success; round += 1) {
    const faults = faultsOf(result.error);
    if (round === 0) {
      problems.push(
        ...faults.map((fault) => ({
          rule: "K003",
          file,
          message: `${printPath(fault.path)} is ${quote(valueAt(given, fault.path))}: ${fault.expected}.`,
          ...frontMatter.at(fault.path),
        })),
      );
    }
    given = mend(given, faults, round);
    result = entryFieldsSchema.safeParse(given);
  }
  return { fields: result.data, problems };
}

function mend(
  given: Readonly<Record<string, unknown>>,
  faults: readonly Fault[],
  round: number,
): Record<string, unknown> {
  const mended: Record<string, unknown> = { ...given };
  for (const key of new Set(faults.map((fault) => String(fault.path[0])))) {
    const value = given[key];
    const badItems = new Set(
      faults
        .filter((fault) => fault.path[0] === key && fault.path.length > 1)
        .map((one) => one.path[1]),
    );
    if (key in safeValues) mended[key] = safeValues[key];
    else if (round > 0) delete mended[key];
    else if (key === "title" && (typeof value === "string" || typeof value === "number")) {
      mended[key] = String(value).slice(0, 80);
    } else if (Array.isArray(value)) {
      const good = value.filter((_, index) => !badItems.has(index));
      mended[key] = key in mostItems ? good.slice(0, mostItems[key]) : good;
    } else if (key === "environments" && isMap(value)) {
      mended[key] = mendEnvironments(value, faults);
    } else if (badItems.size > 0 && isMap(value)) {
      mended[key] = Object.fromEntries(
        Object.entries(value).filter(([name]) => !badItems.has(name)),
      );
    } else delete mended[key];
  }
  return mended;
}

/** Loses only the values that cannot be read. An environment stays: without any the entry would be for all of them. */
function mendEnvironments(
  environments: Readonly<Record<string, unknown>>,
  faults: readonly Fault[],
): Record<string, unknown> {
  const kept = Object.entries(environments).map(([id, values]) => {
    const own = faults.filter(({ path }) => path[0] === "environments" && path[1] === id);
    if (own.length === 0) return [id, values] as const;
    const bad = own.map(({ path }) => path[2]);
    const good = Object.entries(isMap(values) ? values : {}).filter(([key]) => !bad.includes(key));
    const unsure = bad.includes("danger") || bad.includes(undefined);
    return [id, Object.fromEntries(unsure ? [...good, ["danger", "high"]] : good)] as const;
  });
  return Object.fromEntries(kept);
}
