import { later } from "../../instant-order.ts";
import type { Decided } from "../../page/open-page.ts";
import type { Page } from "../../page/page.ts";
import type { Whom } from "../../page/page-effect.ts";
import { isChatWay, personalRules, type Via } from "../../page/personal-rules.ts";
import type { NewNotification } from "../notification-store.ts";
import type { PageWriting } from "./page-writing.ts";

type News = Pick<Decided, "page" | "entry"> & {
  /** The entry's place in the timeline. */
  readonly seq: number;
  readonly whom: Extract<Whom, "acker" | "notified" | "last-turn">;
  readonly text: string;
};

/** Sends news to people by the ways on which they heard of the page, or would hear of it first. */
export async function tellPeople(
  { page, entry, seq, whom, text }: News,
  writing: PageWriting,
): Promise<void> {
  const { transaction, at, notifications, newNonce } = writing;
  const reached = await notifications.reached(transaction, page.number);
  const asked =
    whom === "last-turn"
      ? await notifications.lastAsked(transaction, page.number)
      : new Map<string, Temporal.Instant>();
  const actor = entry.actor.kind === "person" ? entry.actor.person : undefined;
  const people = {
    acker: [page.ackedBy ?? ""],
    notified: reached.map(({ person }) => person),
    "last-turn": [...asked.keys(), ...page.added],
  }[whom];
  const isCalm = whom === "notified";
  const news = [...new Set(people)].flatMap((person) => {
    if (person === actor) return [];
    const own = reached.filter((one) => one.person === person).map(({ via }) => via);
    const ways = isCalm ? calmWays(own) : firstWays(person, page, writing);
    return [...new Set(ways)].map(
      (via): NewNotification => ({
        key: `page:${page.number}:news:${seq}:${person}:${via}`,
        page: page.number,
        turn: page.turn,
        person,
        via,
        kind: "news",
        lasts: isCalm ? "always" : "open",
        text,
        // Whoever is let sleep hears of it after the page itself.
        due: later(asked.get(person) ?? at, at),
      }),
    );
  });
  await notifications.add(transaction, news, newNonce);
}

/** Good news comes by chat, where somebody has heard of the page there. */
function calmWays(own: readonly Via[]): readonly Via[] {
  const chat = own.filter(isChatWay);
  return chat.length > 0 ? chat : own;
}

function firstWays(id: string, page: Page, { roster, waysOf }: PageWriting): readonly Via[] {
  const person = roster().oncall.catalogue.people.find((one) => one.id === id);
  const rules = person ? personalRules(person, page.urgency, waysOf(person)) : [];
  const soonest = Math.min(...rules.map(({ after }) => after.total("seconds")));
  return rules.filter(({ after }) => after.total("seconds") === soonest).map(({ via }) => via);
}
