import type { Json } from "./matrix-refusal.ts";
import type { Model } from "./model.ts";
import { relatedTo } from "./relations.ts";

export type SaidHow = {
  readonly thread?: string;
  readonly replyTo?: string;
  readonly kind?: "m.text" | "m.notice" | "m.emote";
  readonly html?: string;
  /** Who is called, or the whole room. */
  readonly mentions?: readonly string[] | "room";
};

/** What somebody's client sends when they say something in a room. */
export function saidContent(model: Model, room: string, text: string, how: SaidHow = {}): Json {
  const related = relationTo(model, room, how);
  return { ...textContent(text, how), ...(related ? { "m.relates_to": related } : {}) };
}

/** What it sends when they call somebody by name. */
export function calledContent(
  model: Model,
  room: string,
  whom: string,
  text: string,
  how?: SaidHow,
): Json {
  const name = model.accounts.get(whom)?.displayName ?? whom;
  const pill = `<a href="https://matrix.to/#/${encodeURIComponent(whom)}">${escaped(name)}</a>`;
  const html = `${pill}: ${escaped(text)}`;
  return saidContent(model, room, `${name}: ${text}`, { html, mentions: [whom], ...how });
}

/** What it sends when they write a message anew. */
export function editedContent(event: string, text: string): Json {
  return {
    ...textContent(`* ${text}`, {}),
    "m.new_content": textContent(text, {}),
    "m.relates_to": { rel_type: "m.replace", event_id: event },
  };
}

function textContent(body: string, { kind = "m.text", html, mentions }: SaidHow): Json {
  return {
    msgtype: kind,
    body,
    ...(html === undefined ? {} : { format: "org.matrix.custom.html", formatted_body: html }),
    "m.mentions": mentions === "room" ? { room: true } : mentions ? { user_ids: mentions } : {},
  };
}

/** As Element does it: a message in a thread names the last one there, for clients that know no threads. */
function relationTo(
  { rooms }: Model,
  room: string,
  { thread, replyTo }: SaidHow,
): Json | undefined {
  const reply = (event_id: string) => ({ "m.in_reply_to": { event_id } });
  if (thread === undefined) return replyTo === undefined ? undefined : reply(replyTo);
  const there = rooms.get(room);
  const last = (there && relatedTo(there, thread, "m.thread").at(-1)?.id) ?? thread;
  return {
    rel_type: "m.thread",
    event_id: thread,
    is_falling_back: replyTo === undefined,
    ...reply(replyTo ?? last),
  };
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
