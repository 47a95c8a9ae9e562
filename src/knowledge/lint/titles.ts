import type { Check } from "./check.ts";

/** Verbs and nouns in their plain form, although they end like a gerund. */
const plainWords = "bring ping ring spring string king thing sling swing fling cling wring sting";

/** K060: titles in a form that reads badly in lists. One that is too long is told by K003. */
export const titles: Check = function* ({ pages }) {
  for (const { entry, file, at } of pages) {
    const fault = entry.native ? faultOf(entry.title, entry.type === "runbook") : undefined;
    if (fault === undefined) continue;
    const message = `The title "${entry.title}" ${fault}.`;
    yield { rule: "K060", file, ...at(["title"]), message, about: entry.title };
  }
};

function faultOf(title: string, isRunbook: boolean): string | undefined {
  const [first = ""] = title.toLowerCase().split(/\s+/);
  if (isRunbook && /^[a-z]{2,}ing$/.test(first) && !plainWords.split(" ").includes(first)) {
    return `begins with "${first}": expected a verb in its plain form`;
  }
  if (/[^.]\.$/.test(title)) return "ends with a full stop: expected none";
  if (/\brun ?book$/i.test(title)) return 'ends with "runbook": expected what it does, alone';
  return undefined;
}
