import { z } from "zod";
import type { MessageRef } from "../../../chat/conversation.ts";
import { type Known, principalOf, roomRef } from "./known.ts";
import { messageRef } from "./map-message.ts";
import { type Mapped, nothing } from "./mapped.ts";
import { instantOf } from "./slack-instant.ts";

const pressedSchema = z.object({
  action_id: z.string(),
  action_ts: z.string(),
  value: z.string().optional(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

const actionsSchema = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  container: z.object({
    type: z.string(),
    message_ts: z.string().optional(),
    channel_id: z.string().optional(),
    thread_ts: z.string().optional(),
    view_id: z.string().optional(),
  }),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  actions: z.array(pressedSchema),
});

type Actions = z.infer<typeof actionsSchema>;

/** How the id of an action ends that opens a form. */
export const formSuffix = ":form";

/**
 * What a press comes to. Slack sends one at a time, although it writes a list. A press on something that holds no key of
 * ours, such as a link, is nothing.
 */
export function mapActions(body: unknown, { own }: Known): Mapped {
  const pressed = actionsSchema.parse(body);
  const on = pressedOn(pressed, own);
  const [action] = pressed.actions;
  const value = action?.selected_option?.value ?? action?.value;
  if (!action || !on || value === undefined || value === "") return nothing;
  const { action_id: id, action_ts: at } = action;
  const opensForm = id.endsWith(formSuffix);
  const user = pressed.user.id;
  return {
    as: "item",
    item: {
      kind: "interaction",
      dedupKey: `i:${on.room}:${on.message}:${user}:${at}`,
      action: opensForm ? id.slice(0, -formSuffix.length) : id,
      value,
      actor: principalOf(own, user),
      on,
      at: instantOf(at),
      via: "button",
      undone: false,
    },
    handle: { triggerId: pressed.trigger_id, responseUrl: pressed.response_url },
    opensForm,
  };
}

/** A view has no room: what is pressed in it is answered where its reader talks to us, whom Slack takes for that room. */
function pressedOn(
  { container, message, user }: Actions,
  own: Known["own"],
): MessageRef | undefined {
  const { message_ts: ts, channel_id: channel, view_id: view } = container;
  if (ts !== undefined && channel !== undefined) {
    return messageRef(
      channel,
      { ts, thread_ts: container.thread_ts ?? message?.thread_ts },
      { own },
    );
  }
  return view === undefined ? undefined : { ...roomRef(own, user.id), message: view };
}
