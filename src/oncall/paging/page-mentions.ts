import type { Conversation } from "../../chat/conversation.ts";
import type { Run } from "../../chat/doc.ts";
import { parsePrincipalKey } from "../../chat/parse-conversation.ts";
import { nameOf } from "../decide-overlay.ts";
import { mentionOf } from "../mention-of.ts";
import type { Page } from "../page/page.ts";
import type { NewEntry } from "../page/timeline.ts";
import type { Roster } from "../roster.ts";

/** Whoever is done with it must hear of that: who asked for the page. */
const forRequester: ReadonlySet<string> = new Set(["acknowledged", "snoozed", "resolved"]);

/**
 * Those whom a line in a page's thread calls by name: whoever is asked by a turn; whoever asked, once somebody has it or it
 * is over. Only where a platform rings for a name.
 */
export function pageMentions(
  page: Page,
  entry: NewEntry,
  home: Conversation,
  { oncall }: Pick<Roster, "oncall">,
): readonly Run[] {
  const { platform } = home;
  if (platform !== "slack" && platform !== "matrix") return [];
  if (entry.event === "turn") {
    return entry.data.taken.people.flatMap((id) => {
      const person = oncall.catalogue.people.find((one) => one.id === id);
      return mentionOf(person, home) ?? [];
    });
  }
  const { requester } = page;
  if (requester === undefined || !forRequester.has(entry.event)) return [];
  const principal = parsePrincipalKey(requester);
  const isActor = "principal" in entry.actor && entry.actor.principal === requester;
  if (principal.platform !== platform || isActor) return [];
  const person = oncall.catalogue.people.find((one) => one[platform] === principal.user);
  return [{ mention: principal, name: person ? nameOf(person) : principal.user }];
}
