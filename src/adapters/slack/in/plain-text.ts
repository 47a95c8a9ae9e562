import { mostText } from "../../../chat/inbox-item.ts";
import { withEmoji } from "./emoji-names.ts";
import type { Known } from "./known.ts";

export type PlainText = {
  readonly text: string;
  readonly truncated: boolean;
  /** Users mentioned, in order, each once; ours among them. */
  readonly mentions: readonly string[];
};

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">" };

/** What Slack puts between angle brackets, where people themselves cannot: https://docs.slack.dev/messaging/formatting-message-text */
const tokenOrEntity = /<([^<>\n]{1,4000})>|&(amp|lt|gt);/g;

/**
 * A text of Slack as it reads: our own mention is gone, others are names, links what stands on them, entities characters.
 * It is decoded once, so that what somebody wrote as `&lt;` stays that.
 */
export function plainText(
  written: string,
  { own, nameOf }: Pick<Known, "own" | "nameOf">,
): PlainText {
  const withoutUs = written
    .replace(new RegExp(`^\\s*<@${own.user}(?:\\|[^<>]*)?>[\\s:,]*`), "")
    .replace(new RegExp(`[ \\t]*<@${own.user}(?:\\|[^<>]*)?>`, "g"), "");
  const text = withEmoji(withoutUs)
    .replace(tokenOrEntity, (_all, token: string | undefined, entity = "") =>
      token === undefined ? (entities[entity] ?? "") : decoded(reads(token, nameOf)),
    )
    .normalize("NFC")
    .trim();
  return {
    text: text.slice(0, mostText).toWellFormed(),
    truncated: text.length > mostText,
    mentions: mentionedIn(written),
  };
}

/** Users whom a text of Slack mentions, in order, each once. */
export function mentionedIn(written: string): readonly string[] {
  const found = written.matchAll(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g);
  return [...new Set([...found].map(([, user = ""]) => user))];
}

function reads(token: string, nameOf: Known["nameOf"]): string {
  const at = token.indexOf("|");
  const target = at < 0 ? token : token.slice(0, at);
  const label = at < 0 ? "" : token.slice(at + 1);
  switch (target[0]) {
    case "@":
      return `@${nameOf(target.slice(1)) ?? (label || target.slice(1))}`;
    case "#":
      return `#${label || target.slice(1)}`;
    case "!":
      return special(target.slice(1), label);
    default:
      return link(target, label);
  }
}

function special(target: string, label: string): string {
  if (target.startsWith("date^")) return label;
  return label || `@${target.replace(/^subteam\^/, "")}`;
}

/** Slack makes links of what only looks like one: `example.org` is `<http://example.org|example.org>`. */
function link(address: string, label: string): string {
  if (label === "") return address;
  const bare = address.replace(/^(?:https?:\/\/|mailto:|tel:)/, "");
  const isSame = bare.replace(/\/$/, "") === label.replace(/\/$/, "");
  return isSame || label === address ? label : `${label} (${address})`;
}

function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_all, entity: string) => entities[entity] ?? "");
}
