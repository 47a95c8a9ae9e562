import type { globalShortcuts, messageShortcuts } from "./in/map-shortcut.ts";
import { optionalScopes, requiredScopes } from "./manifest-scopes.ts";

/** Events that reach the bot with the scopes that it cannot do without. */
const requiredEvents = [
  "app_mention",
  "message.im",
  "app_home_opened",
  "member_joined_channel",
  "app_uninstalled",
  "tokens_revoked",
] as const;

/** Each wants one of the optional scopes. */
const optionalEvents = ["message.channels", "message.groups", "reaction_added"] as const;

/** What a Slack app is made from: pasted once at api.slack.com/apps, "From a manifest". */
export function slackManifest(): object {
  const command = (name: string, description: string, usage_hint: string) => ({
    command: name,
    description,
    usage_hint,
    should_escape: false,
  });
  const shortcut = (
    type: "message" | "global",
    callback_id: (typeof messageShortcuts | typeof globalShortcuts)[number],
    name: string,
    description: string,
  ) => ({ name, type, callback_id, description });
  return {
    display_information: {
      name: "AMA",
      description: "Answers from your knowledge base, and pages whoever is on call.",
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      agent_view: {
        agent_description: "Ask how things are done here, or page whoever is on call.",
      },
      bot_user: { display_name: "AMA", always_online: true },
      slash_commands: [
        command("/ama", "Ask, or say what you would say to the bot", "how do I restart payments"),
        command("/page", "Page whoever is on call", "payments checkout is down"),
        command("/oncall", "See who is on call", "payments next friday"),
      ],
      shortcuts: [
        shortcut("global", "ask", "Ask AMA", "Answers your question by direct message"),
        shortcut(
          "message",
          "ask-ama",
          "Ask AMA about this",
          "Answers a message to you alone; you may post the answer in its thread",
        ),
        shortcut(
          "message",
          "log-gap",
          "Log as documentation gap",
          "Opens a form to say what is written down nowhere, with the message in it",
        ),
      ],
    },
    oauth_config: { scopes: { bot: [...requiredScopes], bot_optional: [...optionalScopes] } },
    settings: {
      event_subscriptions: { bot_events: [...requiredEvents, ...optionalEvents] },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  };
}
