import { z } from "zod";
import type { MessageRef } from "../../../chat/conversation.ts";
import type { Inbound } from "../../../chat/inbox-item.ts";
import { askedAlone } from "./asked-alone.ts";
import { type Known, roomRef } from "./known.ts";
import { instantOf } from "./slack-instant.ts";
import { parseViewMetadata } from "./view-metadata.ts";

/** How the id of the button ends that sends what was written in the home; before it stands the id of the input. */
export const askSuffix = ":ask";

/** What Slack tells of a view in which something is pressed. */
export const pressedViewSchema = z.object({
  private_metadata: z.string().default(""),
  state: z
    .object({
      values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))),
    })
    .optional(),
});

export type PressedView = z.infer<typeof pressedViewSchema>;

type Pressed = { readonly user: string; readonly at: string };

/**
 * Where what is pressed in the home is at home: where its reader talks to us alone. A home that does not name that room is
 * taken for the reader's, whom Slack takes for it. No message is there, so it goes by the item's own key.
 */
export function homePlace(
  view: PressedView | undefined,
  { user, at }: Pressed,
  own: Known["own"],
): MessageRef {
  const room = parseViewMetadata(view?.private_metadata ?? "")?.from.room ?? user;
  return { ...roomRef(own, room), message: `i:home:${user}:${at}` };
}

/** What somebody wrote in the home and sent. @param input the field in which it stands */
export function askedAtHome(
  view: PressedView | undefined,
  input: string,
  pressed: Pressed,
  known: Known,
): Inbound {
  const { user, at } = pressed;
  const written = view?.state?.values[input]?.[input]?.value ?? "";
  const place = homePlace(view, pressed, known.own);
  return askedAlone(written, place, { user, at: instantOf(at) }, known);
}
