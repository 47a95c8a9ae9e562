import type { Transaction } from "kysely";
import type { Conversation } from "../../chat/conversation.ts";
import type { Actor } from "../page/actor.ts";
import type { Page } from "../page/page.ts";
import type { PageEvent, PageEventName } from "../page/page-event.ts";
import type { TimelineEntry } from "../page/timeline.ts";
import type { Mute } from "./mute-store.ts";
import type { PagingTables } from "./paging-tables.ts";

/** Who or what is paged, by its id. */
export type PageTarget =
  | { readonly kind: "service" | "schedule" | "policy" | "person"; readonly id: string }
  /** Nothing was named: the policy `default`. */
  | { readonly kind: "default" };

/** A request for a human. */
export type PageAsked = {
  readonly target: PageTarget;
  readonly urgency: Page["urgency"];
  readonly text: string;
  readonly by: Actor;
  /** Where it was asked, and where its status message goes unless we may not write there; undefined: by a machine. */
  readonly askedIn: Conversation | undefined;
  /** Open pages about the same thing with the same key are joined; undefined: this one is a page of its own. */
  readonly dedupKey: string | undefined;
  /** The monitor that may resolve it. */
  readonly source: string | undefined;
  /** Fingerprints of alerts that fire. */
  readonly alerts: readonly string[];
  /** Name of the alert, by which a runbook is found. */
  readonly alertName: string | undefined;
};

export type Opened = {
  readonly placed: "opened" | "joined" | "overflow";
  readonly page: Page;
  /** What whoever asked is told, where the status message does not say it. */
  readonly told: string;
};

/** What came of an event. */
export type Acted =
  | { readonly done: true; readonly page: Page; readonly told: string }
  /** Nothing has changed, and why. `add-me`: whoever wanted it may ask to become a responder. */
  | { readonly done: false; readonly told: string; readonly offer: "add-me" | undefined };

export type PageHistory = {
  readonly page: Page;
  /** All of it, in the order in which it was written. */
  readonly timeline: readonly TimelineEntry[];
  /** The one that the page shows. */
  readonly runbook: PageRunbook | undefined;
};

export type PageRunbook = { readonly entry: string; readonly title: string };

/** Pages: each call that ends in `Within` writes all of it in the transaction that it is given, or nothing. */
export type Paging = {
  /** Opens a page, or joins one that is open about the same. */
  openWithin(
    transaction: Transaction<PagingTables>,
    asked: PageAsked,
    at: Temporal.Instant,
  ): Promise<Opened>;
  /**
   * Has an event happen to a page, if that may be.
   *
   * @param event `reassign` to a policy takes one of {@link policyFor}
   * @param where it is said; undefined: on no platform
   */
  actWithin(
    transaction: Transaction<PagingTables>,
    number: number,
    event: PageEvent,
    by: Actor,
    where: Conversation | undefined,
    at: Temporal.Instant,
  ): Promise<Acted>;
  /** Keeps monitors from paging for a service until then; people still can. A second one takes the place of the first. */
  muteWithin(transaction: Transaction<PagingTables>, mute: Mute): Promise<void>;
  /** Ends that, and has the pages that waited for it begin; false where there was none. */
  unmuteWithin(
    transaction: Transaction<PagingTables>,
    service: string,
    by: Actor,
    at: Temporal.Instant,
  ): Promise<boolean>;
  /** Sends a page marked TEST to somebody by each of their rules; it asks nobody else, and is resolved from the start. */
  testWithin(
    transaction: Transaction<PagingTables>,
    person: string,
    by: Actor,
    where: Conversation | undefined,
    at: Temporal.Instant,
  ): Promise<Page>;
  /** `open`: nobody has it first, the oldest first; `all`: the newest first, 50 at most. */
  list(which: "open" | "all"): Promise<readonly Page[]>;
  show(number: number): Promise<PageHistory | undefined>;
  /** The newest page whose status message stands in a thread, an open one first; undefined where there is none. */
  pageIn(where: Conversation): Promise<number | undefined>;
  /** Open pages that somebody asked for, has, or was notified of; by number. */
  pagesOf(by: Actor): Promise<readonly number[]>;
  /** What somebody may have happen to a page, wherever they say it; nothing where there is no such page. */
  allowed(number: number, by: Actor, at: Temporal.Instant): Promise<readonly PageEventName[]>;
  mutes(at: Temporal.Instant): Promise<readonly Mute[]>;
};
