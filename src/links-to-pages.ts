import type { Kysely } from "kysely";
import type { Clock } from "./kernel/clock.ts";
import { actionLabels } from "./oncall/notify/notification.ts";
import {
  type LinkAction,
  type LinkPurpose,
  linkHash,
  readLink,
} from "./oncall/notify/one-time-link.ts";
import { printPageNumber } from "./oncall/page/page.ts";
import type { PageEvent } from "./oncall/page/page-event.ts";
import type { LinkStore } from "./oncall/paging/link-store.ts";
import type { Paging } from "./oncall/paging/paging.ts";
import type { PagingTables } from "./oncall/paging/paging-tables.ts";
import { standingText } from "./oncall/paging/standing-text.ts";
import { spokenInstant } from "./oncall/print-time.ts";
import type { WebGiven } from "./web/server.ts";

type Given = {
  readonly db: Kysely<PagingTables>;
  readonly paging: Pick<Paging, "actWithin" | "show">;
  readonly links: LinkStore;
  /** The name of a person, by id. */
  readonly nameOf: (person: string) => string;
  readonly clock: Clock;
  /** The company's zone. */
  readonly timeZone: string;
};

/** Lets one-time links do what they were made for, as the person whom they were sent to. */
export function linksToPages({
  db,
  paging,
  links,
  nameOf,
  clock,
  timeZone,
}: Given): Pick<WebGiven, "look" | "act"> {
  async function purposeOf(token: string): Promise<Linked | undefined> {
    const hash = linkHash(token);
    const stored = hash === undefined ? undefined : await links.find(hash);
    const reading = readLink(stored, clock.now());
    return hash === undefined || "invalid" in reading ? undefined : { ...reading.purpose, hash };
  }
  const words = {
    person: nameOf,
    account: () => "somebody",
    time: (at: Temporal.Instant) => spokenInstant(at, timeZone),
  };
  return {
    async look(token) {
      const linked = await purposeOf(token);
      const found = linked && (await paging.show(linked.page));
      if (linked === undefined || found === undefined) return undefined;
      const { page } = found;
      const about = page.service === undefined ? "" : `${page.service}: `;
      return {
        title: `${verbs[linked.action]} ${printPageNumber(page.number)} as ${nameOf(linked.person)}`,
        lines: [`${about}${page.text}`, standingText(page, words)],
        button: actionLabels[linked.action],
      };
    },
    async act(token) {
      const linked = await purposeOf(token);
      if (linked === undefined) return undefined;
      const { hash, page, person, action } = linked;
      return await db.transaction().execute(async (transaction) => {
        const at = clock.now();
        if (!(await links.use(transaction, hash, at))) return undefined;
        const by = { kind: "person", person } as const;
        const came = await paging.actWithin(transaction, page, events[action], by, undefined, at);
        return { title: `Page ${printPageNumber(page)}`, lines: [came.told] };
      });
    },
  };
}

type Linked = LinkPurpose & { readonly hash: string };

const verbs: Readonly<Record<LinkAction, string>> = {
  ack: "Acknowledge",
  escalate: "Escalate",
  resolve: "Resolve",
};

const events: Readonly<Record<LinkAction, PageEvent>> = {
  ack: { event: "ack" },
  escalate: { event: "escalate" },
  resolve: { event: "resolve", text: "by link", gone: [] },
};
