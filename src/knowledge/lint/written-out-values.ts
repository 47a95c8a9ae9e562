import type { Catalogue } from "../catalogue.ts";
import type { Entry } from "../entry.ts";
import type { Check, Found } from "./check.ts";
import { placedFences } from "./placed-fences.ts";
import { runbooksAmong } from "./runbooks-among.ts";

/** What is shorter stands in too many other words. */
const shortestValue = 3;

/** K089: values of production written out in commands that are shown for every environment. */
export const writtenOutValues: Check = function* ({ pages, catalogue }) {
  for (const page of runbooksAmong(pages)) {
    const tellings = tellingValues(page.entry, catalogue);
    if (tellings.length === 0) continue;
    for (const fence of placedFences(page)) {
      if (fence.attributes.output !== undefined) continue;
      for (const { environment, key, value } of tellings) {
        if (fence.attributes.env === environment) continue;
        for (const offset of wordsIn(fence.code, value)) {
          yield {
            rule: "K089",
            file: page.file,
            ...fence.placeOf(offset),
            length: value.length,
            about: `${environment} ${value}`,
            message: `"${value}" is the ${key} of ${environment} alone: expected "{{env.${key}}}".`,
          } satisfies Found;
        }
      }
    }
  }
};

type Telling = { readonly environment: string; readonly key: string; readonly value: string };

/** The values that tell production from the other environments, and are no service's name. */
function tellingValues({ environments }: Entry, catalogue: Catalogue): readonly Telling[] {
  const all = Object.entries(environments);
  if (all.length < 2) return [];
  const isShared = (value: string) =>
    all.every(([, { values }]) => Object.values(values).includes(value));
  const isService = (value: string) => catalogue.services.some(({ id }) => id === value);
  return all
    .filter(([id]) => isProduction(id, catalogue))
    .flatMap(([environment, { values }]) =>
      Object.entries(values).map(([key, value]) => ({ environment, key, value })),
    )
    .filter(({ value }) => value.length >= shortestValue && !isShared(value) && !isService(value));
}

function isProduction(id: string, { environments }: Catalogue): boolean {
  const words = Object.hasOwn(environments, id) ? environments[id] : undefined;
  return id === "prod" || (words?.includes("production") ?? false);
}

/** Where a word stands that is no part of a longer name, such as `prd` in `prd-old`, nor a placeholder. */
function* wordsIn(text: string, word: string): Iterable<number> {
  let index = text.indexOf(word);
  while (index >= 0) {
    const end = index + word.length;
    const before = text.slice(Math.max(0, index - 2), index);
    const after = text.slice(end, end + 2);
    const isPart =
      /[\p{L}\p{N}_.-]$|\{\{$/u.test(before) || /^(?:[\p{L}\p{N}_-]|\.\w)/u.test(after);
    if (!isPart) yield index;
    index = text.indexOf(word, end);
  }
}
