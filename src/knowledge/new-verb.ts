import type { Entry } from "./entry.ts";
import { type Lexicon, verbsOf } from "./lexicon.ts";

/** What an entry that is only begun does to its service. */
export type NewVerb = {
  /** As `actions` name it: "restart" for "bounce"; undefined: nothing that we know of. */
  readonly verb: string | undefined;
  /** As people say it: "bounce", "roll back". */
  readonly spoken: string | undefined;
  /** The title says it, too, so that `actions` need not. */
  readonly inTitle: boolean;
};

/**
 * Finds the verb of a beginning: the action that was given, else what the title begins with. A word that the lexicon does
 * not have is a verb of its own; without an action only a runbook has one.
 */
export function newVerb(
  type: Entry["type"],
  title: string,
  action: string | undefined,
  lexicon: Lexicon,
): NewVerb {
  const [ofTitle] = verbsOf({ title, actions: [] }, lexicon);
  if (action !== undefined) {
    const [verb] = verbsOf({ title, actions: [action] }, lexicon);
    return { verb, spoken: spoken(action.toLowerCase()), inTitle: verb === ofTitle };
  }
  if (type !== "runbook") return { verb: undefined, spoken: undefined, inTitle: false };
  const [first = ""] = title.trim().toLowerCase().split(/\s/);
  const verb = ofTitle ?? first;
  return { verb, spoken: spoken(verb), inTitle: ofTitle !== undefined };
}

/** Verbs that are two words for whoever says them. */
const apart: Readonly<Record<string, string>> = { rollback: "roll back", failover: "fail over" };

const spoken = (word: string) => (Object.hasOwn(apart, word) ? apart[word] : word);
