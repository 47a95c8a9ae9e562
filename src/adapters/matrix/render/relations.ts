import { bytesOf, type MatrixContent, mostBytes } from "./matrix-messages.ts";
import { type Mentions, mentioning } from "./mentions.ts";

type InThread = {
  readonly rel_type: "m.thread";
  readonly event_id: string;
  readonly is_falling_back: true;
  readonly "m.in_reply_to": { readonly event_id: string };
};

/**
 * A message in a thread. A client that knows no threads shows it as an answer to the last one there.
 *
 * @param thread.last the root, where nothing is in it yet
 */
export function inThread<Content extends MatrixContent>(
  content: Content,
  { root, last }: { readonly root: string; readonly last: string },
): Content & { readonly "m.relates_to": InThread } {
  return {
    ...content,
    "m.relates_to": {
      rel_type: "m.thread",
      event_id: root,
      is_falling_back: true,
      "m.in_reply_to": { event_id: last },
    },
  };
}

export type MatrixEdit = Omit<MatrixContent, "format" | "formatted_body"> & {
  readonly "m.new_content": MatrixContent;
  readonly "m.relates_to": { readonly rel_type: "m.replace"; readonly event_id: string };
};

/** Characters of a new version that are shown to clients that know no edits, where all of it would not fit twice. */
const mostShown = 1_000;

/**
 * The new version of a message, which stays in its thread without saying so. A client that knows no edits shows it as a
 * message that begins with `*`; of a long one its beginning.
 *
 * @param earlier the event that it is a version of, the first one, and what that called already: nobody is called again
 */
export function editOf(
  content: MatrixContent,
  earlier: { readonly event: string; readonly mentions: Mentions },
): MatrixEdit {
  const { user_ids: users = [] } = content["m.mentions"];
  const told = earlier.mentions.user_ids ?? [];
  const about = {
    "m.mentions": mentioning(users.filter((user) => !told.includes(user))),
    "m.new_content": content,
    "m.relates_to": { rel_type: "m.replace", event_id: earlier.event },
  } as const;
  const { body } = content;
  const whole = { ...content, body: `* ${body}`, ...about };
  const starred =
    "formatted_body" in whole ? { ...whole, formatted_body: `* ${whole.formatted_body}` } : whole;
  if (bytesOf(starred) <= mostBytes || !("formatted_body" in content)) return starred;
  const beginning = body.slice(0, mostShown).toWellFormed();
  return { msgtype: content.msgtype, body: `* ${beginning}…`, ...about };
}
