import type { CallLog } from "./call-log.ts";
import type { Deliveries, Delivery } from "./deliveries.ts";
import { checkSent, type FieldValues, fieldState, fillIn } from "./form-state.ts";
import { messageJson } from "./message-json.ts";
import { chosenJson, type Offered, offeredElements } from "./offered-elements.ts";
import type { MessageName } from "./people-who-write.ts";
import { answerInPlace } from "./response-url.ts";
import type { ResponsePlace } from "./short-lived.ts";
import type { FakeMessage, FakeRoom, FakeView } from "./slack-model.ts";
import { type Json, SlackRefusal } from "./slack-refusal.ts";
import { answerView } from "./view-answer.ts";
import { blocksOf, homeOf, openModals, viewJson } from "./view-methods.ts";
import type { Call } from "./web-method.ts";

type PressedHow = {
  /** Where several blocks offer the same action. */
  readonly block?: string;
  /** What is picked, where it is no button. */
  readonly chosen?: string | readonly string[];
};

export type PeopleWhoPress = {
  /** Presses or picks what a message offers; a private one, too, by the one who sees it. */
  press(by: string, on: MessageName, action: string, how?: PressedHow): Delivery;
  /** Types or picks in fields of the modal on top, or of the home tab: nothing of it goes to the app yet. */
  fillIn(by: string, where: "modal" | "home", values: FieldValues): void;
  /** Presses there; what stands in the fields goes along. */
  pressInView(by: string, where: "modal" | "home", action: string, how?: PressedHow): Delivery;
  /** Fills in the modal on top and sends it. @throws Error where Slack would not send it */
  submit(by: string, values: FieldValues): Delivery;
  /** Closes the modal on top. @returns undefined where the app did not ask to hear of it */
  closeView(by: string): Delivery | undefined;
  slash(by: string, room: string, command: string, text: string): Delivery;
  /** @param on left out: a shortcut that is about no message */
  shortcut(by: string, callbackId: string, on?: MessageName): Delivery;
};

/** Creates what people do with buttons, forms, commands and shortcuts. */
export function createPeopleWhoPress(
  newCall: () => Call,
  deliveries: Deliveries,
  log: CallLog,
): PeopleWhoPress {
  const { workspace, shortLived } = newCall();
  const { model, time } = workspace;

  const place = (user: string): Json => ({
    user: { id: user, username: nameOf(user), name: nameOf(user), team_id: model.team.id },
    team: { id: model.team.id, domain: model.team.domain },
    api_app_id: model.app.id,
    token: "verification-token",
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: shortLived.newTrigger(user),
  });
  const nameOf = (user: string): string => model.users.get(user)?.name ?? user;
  const responseUrl = (to: ResponsePlace) =>
    `${newCall().origin}/response/${shortLived.newResponse(to)}`;
  const roomOf = (id: string): FakeRoom => {
    const room = model.rooms.get(id);
    if (!room) throw new Error(`There is no room ${id}.`);
    return room;
  };
  function seenMessage(by: string, { room, ts }: MessageName): FakeMessage {
    const message = model.messages.find((one) => one.room === room && one.ts === ts);
    const isSeen = message?.onlyFor === undefined || message.onlyFor === by;
    if (!message || !isSeen || !roomOf(room).members.has(by)) {
      throw new Error(`${by} sees no message ${ts} in ${room}.`);
    }
    return message;
  }
  const actionJson = (one: Offered, chosen: PressedHow["chosen"]): Json => ({
    type: one.type,
    action_id: one.actionId,
    block_id: one.blockId,
    ...chosenJson(one, chosen),
    action_ts: time.nextStamp(),
  });
  function topOf(user: string): FakeView {
    const view = openModals(model, user).at(-1);
    if (!view) throw new Error(`${user} has no modal open.`);
    return view;
  }
  function viewOf(user: string, where: "modal" | "home"): FakeView {
    const view = where === "modal" ? topOf(user) : homeOf(model, user);
    if (!view) throw new Error(`${user} has no home.`);
    return view;
  }
  const elementsOf = ({ definition }: FakeView) => offeredElements(blocksOf(definition));
  const shownOf = (view: FakeView): Json => ({
    ...viewJson({ workspace }, view),
    state: fieldState(elementsOf(view), view.filled),
  });
  /** What the app answers wrongly is seen by nobody in Slack but the person: here it is written down. */
  function guarded(take: () => void): void {
    try {
      take();
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error;
      log.addBreach(`ack: ${error.message}`);
    }
  }

  return {
    press(by, on, action, { block, chosen } = {}) {
      const message = seenMessage(by, on);
      const room = roomOf(on.room);
      const pressed = pick(message.blocks, action, block);
      const isPrivate = message.onlyFor !== undefined;
      const thread = message.threadTs === undefined ? {} : { thread_ts: message.threadTs };
      const to = { user: by, room: room.id, threadTs: message.threadTs, on: message.ts };
      return deliveries.deliver("interactive", {
        type: "block_actions",
        ...place(by),
        container: {
          type: "message",
          message_ts: message.ts,
          channel_id: room.id,
          is_ephemeral: isPrivate,
          ...thread,
        },
        channel: { id: room.id, name: channelName(room) },
        ...(isPrivate ? {} : { message: messageJson(model, message) }),
        state: { values: {} },
        response_url: responseUrl(to),
        actions: [actionJson(pressed, chosen)],
      });
    },
    fillIn(by, where, values) {
      const view = viewOf(by, where);
      view.filled = fillIn(elementsOf(view), view.filled, values);
    },
    pressInView(by, where, action, { block, chosen } = {}) {
      const view = viewOf(by, where);
      const pressed = pick(blocksOf(view.definition), action, block);
      return deliveries.deliver("interactive", {
        type: "block_actions",
        ...place(by),
        container: { type: "view", view_id: view.id },
        view: shownOf(view),
        actions: [actionJson(pressed, chosen)],
      });
    },
    submit(by, values) {
      const view = topOf(by);
      view.filled = fillIn(elementsOf(view), view.filled, values);
      checkSent(elementsOf(view), view.filled);
      view.errors = {};
      const payload = {
        type: "view_submission",
        ...place(by),
        view: shownOf(view),
        response_urls: [],
      };
      return deliveries.deliver("interactive", payload, (answer) =>
        guarded(() => answerView(newCall(), view, answer)),
      );
    },
    closeView(by) {
      const view = topOf(by);
      view.isOpen = false;
      if (view.definition.notify_on_close !== true) return undefined;
      const { trigger_id: _, ...known } = place(by);
      return deliveries.deliver("interactive", {
        type: "view_closed",
        ...known,
        view: shownOf(view),
        is_cleared: false,
      });
    },
    slash(by, roomId, command, text) {
      const room = roomOf(roomId);
      const to = { user: by, room: room.id, threadTs: undefined, on: undefined };
      const payload = {
        token: "verification-token",
        team_id: model.team.id,
        team_domain: model.team.domain,
        channel_id: room.id,
        channel_name: channelName(room),
        user_id: by,
        user_name: nameOf(by),
        command,
        text,
        api_app_id: model.app.id,
        is_enterprise_install: "false",
        response_url: responseUrl(to),
        trigger_id: shortLived.newTrigger(by),
      };
      return deliveries.deliver("slash_commands", payload, (answer) => {
        if (!isAnswer(answer)) return;
        guarded(() => answerInPlace(newCall(), to, answer));
      });
    },
    shortcut(by, callbackId, on) {
      const known = { ...place(by), callback_id: callbackId, action_ts: time.nextStamp() };
      if (on === undefined)
        return deliveries.deliver("interactive", { type: "shortcut", ...known });
      const message = seenMessage(by, on);
      const room = roomOf(on.room);
      const to = { user: by, room: room.id, threadTs: undefined, on: message.ts };
      return deliveries.deliver("interactive", {
        type: "message_action",
        ...known,
        channel: { id: room.id, name: channelName(room) },
        message_ts: message.ts,
        message: messageJson(model, message),
        response_url: responseUrl(to),
      });
    },
  };
}

function pick(blocks: readonly Json[], action: string, block: string | undefined): Offered {
  const offered = offeredElements(blocks).find(
    (one) => one.actionId === action && (block === undefined || one.blockId === block),
  );
  if (!offered) throw new Error(`Nothing there offers ${action}.`);
  return offered;
}

function channelName({ kind, name }: FakeRoom): string {
  if (kind === "im") return "directmessage";
  return kind === "private" ? "privategroup" : name;
}

function isAnswer(answer: unknown): answer is Json {
  return typeof answer === "object" && answer !== null && Object.keys(answer).length > 0;
}
