import type { Policy } from "../policy.ts";
import { type Actor, principalOf } from "./actor.ts";
import { type Page, type PageIn, printPageNumber } from "./page.ts";
import type { PageEffect } from "./page-effect.ts";
import type { NewEntry } from "./timeline.ts";

/** What an event makes of a page, what the timeline says of it, and what follows. */
export type Decided = {
  readonly page: Page;
  readonly entry: NewEntry;
  readonly effects: readonly PageEffect[];
};

export type NewPage = {
  readonly number: number;
  readonly service: string | undefined;
  readonly policy: Policy;
  readonly urgency: Page["urgency"];
  readonly dedupKey: string;
  readonly text: string;
  readonly by: Actor;
  /** The monitor that may resolve it. */
  readonly source: string | undefined;
  /** Fingerprints of alerts that fire. */
  readonly alerts: readonly string[];
  readonly follows: number | undefined;
  /** Key of a conversation; undefined: there is no room for it. */
  readonly home: string | undefined;
  readonly at: Temporal.Instant;
};

/** Opens a page: its first turn is due now. */
export function openPage({ by, at, ...asked }: NewPage): Decided & {
  readonly page: PageIn<"triggered">;
} {
  const { service, urgency, text, follows } = asked;
  return {
    page: {
      ...asked,
      openedBy: by,
      openedAt: at,
      requester: principalOf(by),
      joiners: [],
      joins: 0,
      added: [],
      version: 1,
      turn: 0,
      firstTurn: 1,
      state: "triggered",
      due: "turn",
      dueAt: at,
    },
    entry: { at, actor: by, event: "triggered", data: { service, urgency, text, follows } },
    effects: [
      { effect: "notify-turn-due-now" },
      { effect: "tell", whom: "requester", what: "line" },
      { effect: "repaint-status" },
    ],
  };
}

export type Joining = {
  readonly by: Actor;
  readonly text: string;
  readonly alerts: readonly string[];
  readonly at: Temporal.Instant;
};

/**
 * Lets a request for the same join a page: whoever has it, else the people of its last turn, get the new text at once. A
 * resolved page is never joined.
 */
export function joinPage(
  page: Page,
  { by, text, alerts, at }: Joining,
): Decided | { readonly refused: string } {
  if (page.state === "resolved") {
    return {
      refused: `${printPageNumber(page.number)} is resolved, and nothing joins it any more. Open a new page. Nothing has changed.`,
    };
  }
  const principal = principalOf(by);
  const isNew = principal !== undefined && ![page.requester, ...page.joiners].includes(principal);
  return {
    page: {
      ...page,
      joins: page.joins + 1,
      joiners: isNew ? [...page.joiners, principal] : page.joiners,
      alerts: [...new Set([...page.alerts, ...alerts])],
      version: page.version + 1,
    },
    entry: { at, actor: by, event: "joined", data: { text } },
    effects: [
      { effect: "tell", whom: "actor", what: "joined" },
      {
        effect: "tell",
        whom: page.state === "acknowledged" ? "acker" : "last-turn",
        what: "line",
      },
      { effect: "repaint-status" },
    ],
  };
}
