import type { Known } from "../../../../src/adapters/slack/in/known.ts";

/** Ids as Slack writes them, and payloads after its documentation, which a test changes in what it is about. */
export const own = { user: "U0BOT", bot: "B0BOT", team: "T0OURS" };

export const nine = Temporal.Instant.from("2026-11-25T09:00:00Z");

/** Nine o'clock, as Slack writes it. */
export const ts = "1795597200.000100";

const names: Readonly<Record<string, string>> = { U0ANA: "Ana", U0BO: "Bo" };

/** A workspace in which Ana and Bo are known and nothing is shared. */
export const known: Known = {
  own,
  nameOf: (user) => names[user],
  isOurThread: () => false,
  isOutsider: () => false,
  isOurDirectRoom: () => true,
  isSharedRoom: () => false,
  offeredBy: () => undefined,
};

type Fields = Readonly<Record<string, unknown>>;

let events = 0;

/** https://docs.slack.dev/apis/events-api: each has an id of its own, also the two of one mention. */
export function envelope(event: Fields, around: Fields = {}): Fields {
  return {
    token: "verification",
    team_id: own.team,
    api_app_id: "A0AMA",
    type: "event_callback",
    event_id: `Ev${++events}`,
    event_time: 1795597200,
    authorizations: [{ team_id: own.team, user_id: own.user, is_bot: true }],
    is_ext_shared_channel: false,
    context_team_id: own.team,
    event,
    ...around,
  };
}

/** https://docs.slack.dev/reference/events/message: Ana writes on the main line of a room. */
export function message(text: string, more: Fields = {}): Fields {
  return {
    type: "message",
    channel: "C0OPS",
    channel_type: "channel",
    user: "U0ANA",
    text,
    ts,
    team: own.team,
    event_ts: ts,
    ...more,
  };
}

/** https://docs.slack.dev/reference/events/app_mention: it says nothing of the kind of its room. */
export function appMention(text: string, more: Fields = {}): Fields {
  const { channel_type: _kind, ...rest } = message(text, more);
  return { ...rest, type: "app_mention" };
}

/** https://docs.slack.dev/reference/events/message/message_changed */
export function changed(now: Fields, before: Fields, more: Fields = {}): Fields {
  return {
    type: "message",
    subtype: "message_changed",
    hidden: true,
    channel: "C0OPS",
    channel_type: "channel",
    ts: "1795597260.000200",
    message: { type: "message", user: "U0ANA", ts, ...now },
    previous_message: { type: "message", user: "U0ANA", ts, ...before },
    ...more,
  };
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function blockActions(action: Fields = {}, more: Fields = {}): Fields {
  return {
    type: "block_actions",
    user: { id: "U0BO", username: "bo", team_id: own.team },
    api_app_id: "A0AMA",
    trigger_id: "13345224609.738474920.8088930838d88f008e0",
    response_url: "https://hooks.example/actions/T0OURS/1",
    container: {
      type: "message",
      message_ts: ts,
      channel_id: "C0OPS",
      thread_ts: "1795597100.000100",
      is_ephemeral: false,
    },
    channel: { id: "C0OPS", name: "ops" },
    message: { type: "message", user: own.user, ts, text: "Checkout is down" },
    actions: [
      {
        type: "button",
        action_id: "ack",
        block_id: "b1",
        value: "press-1",
        action_ts: "1795597205.123456",
        ...action,
      },
    ],
    ...more,
  };
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission */
export function viewSubmission(
  values: Fields,
  metadata = '{"instance":"page:7","room":"C0OPS"}',
): Fields {
  return {
    type: "view_submission",
    team: { id: own.team },
    user: { id: "U0BO", team_id: own.team },
    trigger_id: "1.2.3",
    view: {
      id: "V0FORM",
      type: "modal",
      callback_id: "page",
      private_metadata: metadata,
      state: { values },
    },
  };
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
export function slashCommand(command: string, text: string, more: Fields = {}): Fields {
  return {
    token: "verification",
    team_id: own.team,
    channel_id: "C0OPS",
    channel_name: "ops",
    user_id: "U0BO",
    user_name: "bo",
    command,
    text,
    api_app_id: "A0AMA",
    is_enterprise_install: "false",
    response_url: "https://hooks.example/commands/T0OURS/1",
    trigger_id: "77.88.99",
    ...more,
  };
}

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export function messageShortcut(callback: string, said: Fields, more: Fields = {}): Fields {
  return {
    type: "message_action",
    callback_id: callback,
    trigger_id: "44.55.66",
    response_url: "https://hooks.example/app/T0OURS/1",
    team: { id: own.team },
    user: { id: "U0BO", team_id: own.team },
    channel: { id: "C0OPS", name: "ops" },
    message_ts: ts,
    message: { type: "message", user: "U0ANA", ts, ...said },
    ...more,
  };
}

/** The same page: a shortcut that is about no message. */
export function globalShortcut(callback: string): Fields {
  return {
    type: "shortcut",
    callback_id: callback,
    trigger_id: "44.55.66",
    action_ts: ts,
    team: { id: own.team },
    user: { id: "U0BO", team_id: own.team },
  };
}
