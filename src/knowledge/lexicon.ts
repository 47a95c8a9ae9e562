import type { Catalogue } from "./catalogue.ts";
import type { Entry } from "./entry.ts";

/** What is done to a service, and other words for it; a company adds its own under `actions` of services.yaml. */
const builtIn: Readonly<Record<string, readonly string[]>> = {
  restart: [
    "reboot",
    "bounce",
    "recycle",
    "kick",
    "cycle",
    "roll",
    "rollout restart",
    "turn off and on",
  ],
  deploy: ["redeploy", "roll out"],
  rollback: ["roll back", "rollout undo"],
  scale: [],
  rotate: [],
  failover: ["fail over"],
  restore: [],
  access: [],
  start: [],
  stop: [],
  debug: [],
};

/** Verbs, and the words by which each is known, itself first. Verbs are lower case, as they stand in `actions`. */
export type Lexicon = ReadonlyMap<string, readonly string[]>;

/** The verbs of a company: the built-in ones, those of services.yaml, and those that entries name. */
export function lexiconOf(catalogue: Catalogue, entries: readonly Entry[]): Lexicon {
  const words = new Map<string, Set<string>>();
  const add = (verb: string, others: readonly string[]) => {
    const known = words.get(verb) ?? new Set([verb]);
    for (const other of others) known.add(other.toLowerCase());
    words.set(verb, known);
  };
  for (const [verb, others] of Object.entries(builtIn)) add(verb, others);
  for (const [verb, others] of Object.entries(catalogue.actions)) add(verb.toLowerCase(), others);
  const isKnown = (word: string) => [...words.values()].some((known) => known.has(word));
  for (const { actions } of entries) {
    for (const action of actions) if (!isKnown(action.toLowerCase())) add(action.toLowerCase(), []);
  }
  return new Map([...words].map(([verb, known]) => [verb, [...known]]));
}

/** What an entry does to its services: its `actions`, else the verb that its title begins with, if that is one. */
export function verbsOf(
  { actions, title }: Pick<Entry, "actions" | "title">,
  lexicon: Lexicon,
): readonly string[] {
  const verbOf = (text: string) => verbAtStart(text, lexicon);
  if (actions.length > 0) {
    return [...new Set(actions.flatMap((action) => verbOf(action) ?? action.toLowerCase()))];
  }
  const verb = verbOf(title);
  return verb === undefined ? [] : [verb];
}

/** The verb that a text begins with, by the longest word for it: "Roll back the shop" is rollback, not restart. */
function verbAtStart(text: string, lexicon: Lexicon): string | undefined {
  const start = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
  let best: { readonly verb: string; readonly length: number } | undefined;
  for (const [verb, words] of lexicon) {
    for (const word of words) {
      const plain = word.replace(/[^\p{L}\p{N}]+/gu, " ");
      if (start.startsWith(` ${plain} `) && plain.length > (best?.length ?? 0)) {
        best = { verb, length: plain.length };
      }
    }
  }
  return best?.verb;
}
