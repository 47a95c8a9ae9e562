import { z } from "zod";
import { htmlBreaches } from "./html-rules.ts";
import type { Json } from "./matrix-refusal.ts";

const mentions = z.strictObject({
  user_ids: z.array(z.string().startsWith("@")).optional(),
  room: z.boolean().optional(),
});
const reply = z.object({ event_id: z.string() });
const relations: Readonly<Record<string, z.ZodType>> = {
  "m.thread": z.object({
    event_id: z.string(),
    is_falling_back: z.boolean(),
    "m.in_reply_to": reply,
  }),
  "m.replace": z.object({ event_id: z.string() }),
  "m.annotation": z.object({ event_id: z.string(), key: z.string().min(1) }),
  "m.reference": z.object({ event_id: z.string() }),
};
/** Reactions travel in the clear in encrypted rooms too, and redactions cannot be encrypted. */
const alwaysClear = new Set(["m.room.encrypted", "m.reaction", "m.room.redaction"]);

type Sent = { readonly type: string; readonly content: Json; readonly isEncrypted: boolean };

/** What a homeserver takes, and a client must not send for all that. Judge a decrypted event as sent into a room that is not encrypted. */
export function breachesOf({ type, content, isEncrypted }: Sent): readonly string[] {
  const isClear = isEncrypted && !alwaysClear.has(type);
  return [
    ...(isClear ? [`${type} went in the clear into an encrypted room`] : []),
    ...relationBreaches(type, content),
    ...(type === "m.room.message" ? messageBreaches(content) : []),
  ];
}

function messageBreaches(content: Json): readonly string[] {
  const isNamed = mentions.safeParse(content["m.mentions"]).success;
  return [
    ...(isNamed ? [] : ["m.mentions is missing or malformed"]),
    ...textBreaches(content, "the event"),
  ];
}

function textBreaches(content: Json, where: string): readonly string[] {
  const { body, msgtype, format, formatted_body: html } = content;
  const isText = typeof body === "string" && body !== "" && typeof msgtype === "string";
  return [
    ...(isText ? [] : [`body or msgtype of ${where} is missing`]),
    ...(html !== undefined && format !== "org.matrix.custom.html"
      ? ["formatted_body has no format"]
      : []),
    ...(typeof html === "string" ? htmlBreaches(html) : []),
  ];
}

function relationBreaches(type: string, content: Json): readonly string[] {
  const related = content["m.relates_to"];
  if (related === undefined) {
    return "m.new_content" in content ? ["m.new_content is no edit of anything"] : [];
  }
  const read = z
    .looseObject({ rel_type: z.string().optional(), "m.in_reply_to": reply.optional() })
    .safeParse(related).data;
  if (!read) return ["m.relates_to is malformed"];
  const { rel_type: kind } = read;
  if (kind === undefined) return read["m.in_reply_to"] ? [] : ["m.relates_to says nothing"];
  if (relations[kind]?.safeParse(related).success === false) return [`${kind} is malformed`];
  if (kind === "m.annotation" && type !== "m.reaction") return [`${type} is no reaction`];
  if (kind !== "m.replace" || type !== "m.room.message") return [];
  const replacing = z.record(z.string(), z.unknown()).safeParse(content["m.new_content"]).data;
  if (!replacing) return ["m.new_content is missing"];
  const isRelated = "m.relates_to" in replacing ? ["m.new_content has an m.relates_to"] : [];
  return [...isRelated, ...textBreaches(replacing, "m.new_content")];
}
