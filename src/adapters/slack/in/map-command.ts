import { z } from "zod";
import type { Inbound } from "../../../chat/inbox-item.ts";
import { type Known, principalOf, roomRef } from "./known.ts";
import { type Mapped, nothing } from "./mapped.ts";
import { plainText } from "./plain-text.ts";

const commandSchema = z.object({
  command: z.string(),
  text: z.string().default(""),
  user_id: z.string(),
  user_name: z.string().optional(),
  team_id: z.string().optional(),
  channel_id: z.string(),
  channel_name: z.string().default(""),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});

type Command = z.infer<typeof commandSchema>;

/** The word that stands for a command before what follows it; `/ama` alone asks what there is to say. */
const wordOf: Readonly<Record<string, string>> = {
  "/ama": "",
  "/page": "page",
  "/oncall": "oncall",
};

/** Seen by its sender alone, where no working sign can be shown: a command is no message. */
const workingOnIt = "Working on it…";

/** What `/ama`, `/page` or `/oncall` comes to. Its message has the item's own key for an id, since Slack gives it none. */
export function mapCommand(body: unknown, known: Known, at: Temporal.Instant): Mapped {
  const said = commandSchema.parse(body);
  const word = Object.hasOwn(wordOf, said.command) ? wordOf[said.command] : undefined;
  if (word === undefined) return nothing;
  const { own } = known;
  const { text, truncated, mentions } = plainText(`${word} ${said.text}`, known);
  const dedupKey = `c:${said.trigger_id}`;
  return {
    as: "item",
    item: {
      kind: "message",
      dedupKey,
      message: { ...roomRef(own, said.channel_id), message: dedupKey },
      roomKind: roomKindOf(said, known),
      encrypted: false,
      shared:
        known.isSharedRoom(said.channel_id) ||
        known.isOutsider(said.user_id) ||
        (said.team_id ?? own.team) !== own.team,
      author: {
        principal: principalOf(own, said.user_id),
        displayName: known.nameOf(said.user_id) ?? said.user_name ?? said.user_id,
        isBot: false,
      },
      addressed: "command",
      text: text === "" ? "help" : text,
      truncated,
      mentions: mentions.map((user) => principalOf(own, user)),
      sentAt: at,
      receivedAt: at,
      replay: false,
    },
    handle: { triggerId: said.trigger_id },
    given: { command: dedupKey, user: said.user_id, responseUrl: said.response_url },
    saying: workingOnIt,
  };
}

/** A direct room of two others is one of several people to us. */
function roomKindOf(
  { channel_id: id, channel_name: name }: Command,
  { isOurDirectRoom }: Known,
): Inbound["roomKind"] {
  if (id.startsWith("D")) return isOurDirectRoom(id) ? "dm" : "group";
  return name.startsWith("mpdm-") ? "group" : "room";
}
