import { randomUUID } from "node:crypto";
import { WebClient } from "@slack/web-api";
import { z } from "zod";
import { createFakeSlack } from "../support/fake-slack/fake-slack.ts";
import { signed } from "../support/fake-slack/http-carrier.ts";

/** A Slack with the app, Ada, a room where both are, and one where she is not. */
export type SlackWorld = {
  /** For `slackApiUrl`. */
  readonly url: string;
  readonly botToken: string;
  readonly signingSecret: string;
  readonly workspace: string;
  readonly ada: string;
  readonly ops: string;
  readonly other: string;
  /** Ada says `/ama help` in the room to an app that listens there; settles when it is acknowledged. */
  command(requestUrl: string): Promise<void>;
  /** What is wrong with what the app did. */
  faults(): readonly string[];
  stop(): Promise<void>;
};

/** Starts our own fake; of what happens nothing is told, as the other tells nothing. */
export async function startOurs(): Promise<SlackWorld> {
  const slack = createFakeSlack({ events: [] });
  const { id: ada } = slack.addUser("ada");
  const { id: ops } = slack.addRoom("ops", [ada]);
  const { id: other } = slack.addRoom("general", []);
  await slack.start();
  const { url, botToken, signingSecret, model, stop } = slack;
  return {
    ...{ url, botToken, signingSecret, workspace: model.team.id, ada, ops, other, stop },
    async command(requestUrl) {
      slack.deliverTo(requestUrl);
      await slack.slash(ada, ops, "/ama", "help").acked;
    },
    faults: slack.faultsAtEnd,
  };
}

const triggerSchema = z.object({ trigger_id: z.string() });

const app = { app_id: "A0AMA0001", bot_id: "B0AMA0001", bot_user_id: "U0AMA0001" };

/** Starts the one of npm `emulate`. It hands out triggers, and leaves it to us to send what comes with them. */
export async function startEmulator(): Promise<SlackWorld> {
  const { createEmulator } = await import("emulate");
  const botToken = "xoxb-of-the-emulator";
  const signingSecret = randomUUID();
  const secrets = { client_id: "1.2", client_secret: "secret" };
  const seed = {
    users: [{ name: "ada" }],
    channels: [{ name: "ops" }],
    oauth_apps: [{ ...app, ...secrets, name: "AMA", bot_name: "ama", redirect_uris: [] }],
    tokens: [{ ...app, token: botToken, type: "bot", user_id: app.bot_user_id }],
  };
  const emulator = await createEmulator({ service: "slack", port: 0, seed: { slack: seed } });
  const url = `${emulator.url}/api/`;
  const client = new WebClient(botToken, { slackApiUrl: url });
  const { team_id: workspace = "" } = await client.auth.test();
  const { members = [] } = await client.users.list({});
  const { channels = [] } = await client.conversations.list();
  const ada = idOf(members, "ada");
  const ops = idOf(channels, "ops");
  return {
    ...{ url, botToken, signingSecret, workspace, ada, ops },
    // Of everybody it seeds, only its own administrator is there.
    other: idOf(channels, "general"),
    async command(requestUrl) {
      const told = await client.apiCall("views.generateTriggerId", { user_id: ada });
      const { trigger_id: trigger } = triggerSchema.parse(told);
      const said = { command: "/ama", text: "help", user_id: ada, channel_id: ops };
      const given = { ...said, team_id: workspace, trigger_id: trigger };
      const body = new URLSearchParams(given).toString();
      const type = { "content-type": "application/x-www-form-urlencoded" };
      const headers = { ...type, connection: "close", ...signed(signingSecret, body) };
      await fetch(requestUrl, { method: "POST", headers, body });
    },
    faults: () => [],
    stop: () => emulator.close(),
  };
}

type Named = { readonly id?: string; readonly name?: string };

function idOf(all: readonly Named[], name: string): string {
  const id = all.find((one) => one.name === name)?.id;
  if (id === undefined) throw new Error(`The emulator did not seed ${name}.`);
  return id;
}
