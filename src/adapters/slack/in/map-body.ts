import { z } from "zod";
import type { InboxItem, RoomChange } from "../../../chat/inbox-item.ts";
import type { About, Known } from "./known.ts";
import { mapActions } from "./map-actions.ts";
import { mapCommand } from "./map-command.ts";
import { mapMessage } from "./map-message.ts";
import { mapReaction } from "./map-reaction.ts";
import { mapRoomChange, type RoomEvent, roomEvents } from "./map-room-change.ts";
import { mapGlobalShortcut, mapShortcut } from "./map-shortcut.ts";
import { mapView } from "./map-view.ts";
import { type Mapped, nothing } from "./mapped.ts";
import { mentionedIn } from "./plain-text.ts";

const eventSchema = z.looseObject({ type: z.string() });

const envelopeSchema = z.looseObject({
  event: eventSchema,
  event_id: z.string(),
  team_id: z.string().optional(),
  context_team_id: z.string().nullish(),
  is_ext_shared_channel: z.boolean().optional(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
});

const revokedSchema = z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }) });

const bodySchema = z.looseObject({ type: z.string().optional(), command: z.string().optional() });

/**
 * What Slack sends, whichever way, as what it comes to for us.
 *
 * @throws z.ZodError when it is of a kind that we take and not of the shape that Slack documents
 */
export function mapBody(body: unknown, known: Known, receivedAt: Temporal.Instant): Mapped {
  const { type, command } = bodySchema.parse(body);
  if (command !== undefined) return mapCommand(body, known, receivedAt);
  switch (type) {
    case "event_callback":
      return mapEvent(body, known, receivedAt);
    case "block_actions":
      return mapActions(body, known);
    case "view_submission":
      return mapView(body, known, receivedAt);
    case "message_action":
      return mapShortcut(body, known, receivedAt);
    case "shortcut":
      return mapGlobalShortcut(body);
    default:
      return nothing;
  }
}

function mapEvent(body: unknown, known: Known, receivedAt: Temporal.Instant): Mapped {
  const envelope = envelopeSchema.parse(body);
  const { event, event_id: eventId } = envelope;
  switch (event.type) {
    case "message":
    case "app_mention": {
      const isShared = isSharedByEnvelope(envelope, known);
      return asItem(mapMessage(event, known, { isShared, receivedAt, replay: false }));
    }
    case "reaction_added":
    case "reaction_removed":
      return asItem(mapReaction(event, eventId, known));
    case "app_uninstalled":
      return { as: "revoked", reason: "The app was removed from the workspace: install it again." };
    case "tokens_revoked":
      return hasLostBot(event)
        ? {
            as: "revoked",
            reason: "Slack revoked the bot token: install the app again, and set SLACK_BOT_TOKEN.",
          }
        : nothing;
    default: {
      const type = roomEvents.find((one): one is RoomEvent => one === event.type);
      const change = type && mapRoomChange(event, { type, eventId, receivedAt }, known);
      return isHomeOfOutsider(change, known) ? nothing : asItem(change);
    }
  }
}

/** What our home shows is for people of the company. */
function isHomeOfOutsider(item: RoomChange | undefined, { isOutsider }: Known): boolean {
  return item?.change === "home-opened" && item.by !== undefined && isOutsider(item.by.user);
}

/** Tokens of people are revoked, too, and we have none. */
function hasLostBot(event: unknown): boolean {
  const { tokens } = revokedSchema.parse(event);
  return (tokens.bot ?? []).length > 0;
}

/** A room that two companies share, by any of its signs: each may be missing. */
function isSharedByEnvelope(
  {
    is_ext_shared_channel: isShared,
    team_id: team,
    context_team_id: context,
    authorizations,
  }: z.infer<typeof envelopeSchema>,
  { own }: Known,
): boolean {
  const teams = [team, context, ...(authorizations ?? []).map((one) => one.team_id)];
  return isShared === true || teams.some((one) => typeof one === "string" && one !== own.team);
}

function asItem(item: InboxItem | undefined): Mapped {
  return item ? { as: "item", item } : nothing;
}

const aboutSchema = z.looseObject({
  user_id: z.string().optional(),
  channel_id: z.string().optional(),
  text: z.string().optional(),
  user: z.union([z.string(), z.looseObject({ id: z.string().optional() })]).optional(),
  channel: z.union([z.string(), z.looseObject({ id: z.string().optional() })]).optional(),
  message: z.looseObject({ user: z.string().optional(), text: z.string().optional() }).optional(),
});

/** Whom and what a payload is about, of whatever kind it is. */
export function aboutWhat(body: unknown): About {
  const outer = bodySchema.extend({ event: z.unknown().optional() }).safeParse(body).data;
  const inner = aboutSchema.safeParse(outer?.event ?? outer).data;
  if (!inner) return { users: [], room: undefined };
  const texts = [inner.text, inner.message?.text];
  const users = [
    idOf(inner.user) ?? inner.user_id,
    inner.message?.user,
    ...texts.flatMap((text) => mentionedIn(text ?? "")),
  ];
  return {
    users: [...new Set(users.filter((one) => one !== undefined))],
    room: idOf(inner.channel) ?? inner.channel_id,
    commander: outer?.command === undefined ? undefined : inner.user_id,
  };
}

function idOf(one: string | { readonly id?: string | undefined } | undefined): string | undefined {
  return typeof one === "string" ? one : one?.id;
}
