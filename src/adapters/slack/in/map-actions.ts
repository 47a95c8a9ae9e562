import { z } from "zod";
import type { MessageRef } from "../../../chat/conversation.ts";
import { commandOfBlock } from "../render/command-block.ts";
import { type Known, principalOf } from "./known.ts";
import { askedAtHome, askSuffix, homePlace, pressedViewSchema } from "./map-home.ts";
import { messageRef } from "./map-message.ts";
import { type Mapped, nothing } from "./mapped.ts";
import { instantOf } from "./slack-instant.ts";

const pressedSchema = z.object({
  action_id: z.string(),
  block_id: z.string().optional(),
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
  view: pressedViewSchema.optional(),
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
export function mapActions(body: unknown, known: Known): Mapped {
  const { own } = known;
  const pressed = actionsSchema.parse(body);
  const [action] = pressed.actions;
  const value = action?.selected_option?.value ?? action?.value;
  const command = commandOfBlock(action?.block_id);
  const on = action && pressedOn(pressed, action.action_ts, { own, command });
  if (!on || value === undefined || value === "") return nothing;
  const { action_id: id, action_ts: at } = action;
  const opensForm = id.endsWith(formSuffix);
  const user = pressed.user.id;
  const isInView = pressed.container.message_ts === undefined;
  if (isInView && id.endsWith(askSuffix)) {
    return { as: "item", item: askedAtHome(pressed.view, value, { user, at }, known) };
  }
  return {
    as: "item",
    item: {
      kind: "interaction",
      dedupKey: isInView ? on.message : `i:${on.room}:${on.message}:${user}:${at}`,
      action: opensForm ? id.slice(0, -formSuffix.length) : id,
      value,
      actor: principalOf(own, user),
      on,
      at: instantOf(at),
      via: "button",
      undone: false,
    },
    handle: { triggerId: pressed.trigger_id },
    given: command === undefined ? undefined : { command, user, responseUrl: pressed.response_url },
    opensForm,
  };
}

function pressedOn(
  { container, message, view, user }: Actions,
  at: string,
  { own, command }: Pick<Known, "own"> & { readonly command: string | undefined },
): MessageRef | undefined {
  const { message_ts: ts, channel_id: channel, view_id: viewId } = container;
  if (ts === undefined) {
    return viewId === undefined ? undefined : homePlace(view, { user: user.id, at }, own);
  }
  // What answers a command belongs to that, which is no message of Slack's.
  const thread = command ?? container.thread_ts ?? message?.thread_ts;
  return channel === undefined
    ? undefined
    : messageRef(channel, { ts, thread_ts: thread }, { own });
}
