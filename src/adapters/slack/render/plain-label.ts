import type { types } from "@slack/bolt";

/** Plain text for a place where Slack takes no other, cut to what fits there. It is shown as it is written: `:x:` stays that. */
export function plainLabel(text: string, most: number): types.PlainTextElement {
  return { type: "plain_text", text: cutText(text, most), emoji: false };
}

/** A text of at least one character and no more than fit; what is cut off shows as `…`. */
export function cutText(text: string, most: number): string {
  if (text.trim() === "") return "…";
  const shown = text.length <= most ? text : `${text.slice(0, most - 1)}…`;
  return shown.toWellFormed();
}
