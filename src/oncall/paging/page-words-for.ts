import { z } from "zod";
import { nameOf } from "../decide-overlay.ts";
import type { PageWords } from "../page/page-words.ts";
import { printInstant } from "../print-span.ts";
import type { Roster } from "../roster.ts";

const accountSchema = z.tuple([z.string(), z.string(), z.string()]);

/** Names of people as people.yaml has them now, and instants on the clocks of a zone. */
export function pageWordsFor({ oncall }: Pick<Roster, "oncall">, timeZone: string): PageWords {
  return {
    person: (id) =>
      nameOf(oncall.catalogue.people.find((one) => one.id === id) ?? { id, name: undefined }),
    account: userOf,
    time: (at) => printInstant(at, [timeZone]),
  };
}

/** What an account is called on its platform. */
function userOf(principal: string): string {
  try {
    return accountSchema.parse(JSON.parse(principal))[2];
  } catch {
    return "somebody";
  }
}
