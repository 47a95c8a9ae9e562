import { cutWithEnding } from "./cut-text.ts";
import type { LinkAction } from "./one-time-link.ts";
import { oneLine, plainText } from "./plain-text.ts";

/** What one person is to hear of a page. Texts may be anybody's words. */
export type Notification = {
  readonly page: number;
  /** The turn that speaks, or spoke last. */
  readonly turn: number;
  readonly event: "triggered" | "acknowledged" | "reminded" | "resolved";
  readonly urgency: "high" | "low";
  readonly to: {
    readonly person: string;
    /** As people.yaml has it: an address for mail, a reference to the secret for everything else. */
    readonly address: string;
  };
  /** Who wants something, by name. */
  readonly from: string;
  /** The service, schedule, policy or person that was paged. */
  readonly about: string;
  /** Where it was asked, such as `#ops`. */
  readonly place: string | undefined;
  readonly text: string;
  /** Where the page can be read. */
  readonly link: string | undefined;
  /** One-time links, the likeliest first. */
  readonly actions: readonly NotificationAction[];
};

type NotificationAction = { readonly action: LinkAction; readonly url: string };

/** The same words as on the buttons in chat. */
export const actionLabels: Readonly<Record<LinkAction, string>> = {
  ack: "I have it",
  escalate: "Escalate",
  resolve: "Resolve",
};

/** Most bytes of what somebody said in a first line, and of a name in it. */
const mostSaid = 200;
const mostName = 60;

/** One line by which a repeat of the same turn is recognised: `#12 turn 3: payments`. */
export function titleOf({ page, turn, about }: Notification): string {
  return `#${page} turn ${turn}: ${name(about)}`;
}

/** Number, what, from whom and where, in one line: `#12 payments: checkout is down (Ana, #ops)`. */
export function firstLineOf({ page, about, text, from, place }: Notification): string {
  const where = place === undefined ? "" : `, ${name(place)}`;
  return `#${page} ${name(about)}: ${saidFirst(text)} (${name(from)}${where})`;
}

/**
 * The first line, what it leaves out of the text, and how to take the page where there is no link for it. What is too
 * long is cut, and the end says where the rest is.
 *
 * @param most bytes of UTF-8
 */
export function textOf(notification: Notification, most: number): string {
  const { page, text, link, event, actions } = notification;
  const said = plainText(text);
  const [first = "", ...others] = said.split("\n");
  const rest = saidFirst(text) === oneLine(first) ? others.join("\n").trim() : said;
  const isToBeTaken = event === "triggered" || event === "reminded";
  const hint = isToBeTaken && actions.length === 0 ? `In chat: ack #${page}` : "";
  const whole = [firstLineOf(notification), rest, hint].filter((part) => part !== "").join("\n\n");
  const ending = link === undefined ? `… The rest is in page #${page}.` : `… All of it: ${link}`;
  return cutWithEnding(whole, most, `\n${ending}`);
}

function saidFirst(text: string): string {
  return cutWithEnding(oneLine(plainText(text).split("\n")[0] ?? ""), mostSaid, "…");
}

function name(text: string): string {
  return cutWithEnding(oneLine(text), mostName, "…");
}
