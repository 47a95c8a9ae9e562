import { createHmac } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCommands, rememberedCommands } from "../../../../src/adapters/slack/commands.ts";
import { createAcknowledgements } from "../../../../src/adapters/slack/in/acknowledgements.ts";
import { DurableApp } from "../../../../src/adapters/slack/in/durable-app.ts";
import { createHandles } from "../../../../src/adapters/slack/in/handles.ts";
import { createQuietLogger } from "../../../../src/adapters/slack/in/quiet-logger.ts";
import { createReceivers } from "../../../../src/adapters/slack/in/receivers.ts";
import type { Intake } from "../../../../src/chat/chat-platform.ts";
import type { Later } from "../../../../src/chat/working-sign.ts";
import { systemClock } from "../../../../src/kernel/clock.ts";
import { envelope, known, message, slashCommand } from "./payloads.ts";
import { createStoppedTimers } from "./stopped-timers.ts";

const secret = "a signing secret";

/** Nothing is waited for. */
const atOnce: Later = (_ms, act) => {
  act();
  return () => {};
};

async function open(intake: Intake) {
  const logger = createQuietLogger(() => {});
  const faults: unknown[] = [];
  const fault = (error: unknown) => faults.push(error);
  const app = new DurableApp({
    intake,
    know: async () => known,
    check: () => [],
    openLoading: async () => undefined,
    openAsking: async () => {},
    handles: createHandles(systemClock),
    commands: createCommands(rememberedCommands(), systemClock),
    acknowledgements: createAcknowledgements(atOnce),
    clock: systemClock,
    logger,
    revoked: () => {},
    fault,
  });
  const { later } = createStoppedTimers();
  const line = { signingSecret: secret, port: 0 };
  const receivers = createReceivers({ line, app, logger, later, changed: () => {}, fault });
  await receivers.start();
  onTestFinished(() => receivers.stop());
  return { receivers, faults, url: `http://127.0.0.1:${receivers.port()}/slack/events` };
}

/** By the real time, since Bolt compares it with its own. */
function signed(body: string, type: string, { by = secret, minutesAgo = 0 } = {}): RequestInit {
  const at = String(Math.floor(systemClock.now().epochMilliseconds / 1_000) - minutesAgo * 60);
  const digest = createHmac("sha256", by).update(`v0:${at}:${body}`).digest("hex");
  const signature = { "x-slack-request-timestamp": at, "x-slack-signature": `v0=${digest}` };
  const headers = { "content-type": type, connection: "close", ...signature };
  return { method: "POST", headers, body };
}

const json = "application/json";
const said = () => JSON.stringify(envelope(message("hi")));

describe("events by HTTP", () => {
  it("are written down and answered with 200", async () => {
    const stored: string[] = [];
    const { url, receivers } = await open(async ({ dedupKey }) => {
      stored.push(dedupKey);
      return "stored";
    });
    const response = await fetch(url, signed(said(), json));

    expect(response.status).toBe(200);
    expect(stored).toHaveLength(1);
    expect(receivers.health()).toEqual({ state: "up" });
  });

  it("are answered with 500 when they cannot be written down", async () => {
    const { url, faults } = await open(async () => {
      throw new Error("The database is full.");
    });
    const response = await fetch(url, signed(said(), json));

    expect(response.status).toBe(500);
    expect(faults).toMatchObject([{ message: "The database is full." }]);
  });

  it.each([
    ["signed by somebody else", { by: "another secret" }],
    ["of more than 5 minutes ago", { minutesAgo: 6 }],
  ])("%s are refused and not written down", async (_what, how) => {
    const stored: string[] = [];
    const { url } = await open(async ({ dedupKey }) => {
      stored.push(dedupKey);
      return "stored";
    });
    const response = await fetch(url, signed(said(), json, how));

    expect(response.status).toBe(401);
    expect(stored).toEqual([]);
  });

  it("of commands are answered with what their senders see", async () => {
    const { url } = await open(async () => "stored");
    const body = new URLSearchParams(slashCommand("/ama", "hi") as Record<string, string>);
    const type = "application/x-www-form-urlencoded";
    const response = await fetch(url, signed(body.toString(), type));

    expect(await response.json()).toMatchObject({ response_type: "ephemeral" });
  });

  it("come no more once it is stopped", async () => {
    const { url, receivers } = await open(async () => "stored");
    await receivers.stop();

    await expect(fetch(url, signed(said(), json))).rejects.toThrow();
    expect(receivers.health()).toEqual({ state: "stopped" });
  });
});
