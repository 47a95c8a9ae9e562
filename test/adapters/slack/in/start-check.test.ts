import { WebClient } from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { createQuietLogger } from "../../../../src/adapters/slack/in/quiet-logger.ts";
import { checkStart } from "../../../../src/adapters/slack/in/start-check.ts";
import { optionalScopes, requiredScopes } from "../../../../src/adapters/slack/manifest-scopes.ts";
import { type Answer, startLoopbackServer } from "../../../support/loopback-server.ts";
import { createStoppedTimers } from "./stopped-timers.ts";

const token = "xoxb-1-secret";
const us = { ok: true, user_id: "U0BOT", bot_id: "B0BOT", team_id: "T0OURS" };

const answer = (body: object, scopes?: readonly string[], status = 200): Answer => ({
  status,
  headers: {
    "content-type": "application/json",
    ...(scopes ? { "x-oauth-scopes": scopes.join(",") } : {}),
  },
  body: JSON.stringify(body),
});

async function check(given: Answer | undefined, isLate = false) {
  const timers = createStoppedTimers();
  const server = await startLoopbackServer(() => {
    if (isLate) timers.pass(15_000);
    return given;
  });
  const client = new WebClient(token, {
    slackApiUrl: `http://127.0.0.1:${server.port}/`,
    logger: createQuietLogger(() => {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  try {
    return { check: await checkStart(client, timers.later), waiting: timers.waiting() };
  } finally {
    await server.close();
  }
}

describe("the check before the start", () => {
  it("tells who we are, and nothing that lacks when all is granted", async () => {
    const scopes = [...requiredScopes, ...optionalScopes];
    const { check: told, waiting } = await check(answer(us, scopes));

    expect(told).toEqual({
      own: { user: "U0BOT", bot: "B0BOT", team: "T0OURS" },
      scopes,
      lacking: [],
    });
    expect(waiting).toEqual([]);
  });

  it("is content with the required scopes, and tells which optional ones lack", async () => {
    const { check: told } = await check(answer(us, requiredScopes));

    expect(told).toMatchObject({ lacking: optionalScopes });
  });

  it("judges no scopes when Slack tells none", async () => {
    const { check: told } = await check(answer(us));

    expect(told).toMatchObject({ scopes: undefined, lacking: [] });
  });

  const without = (...missing: string[]) => requiredScopes.filter((one) => !missing.includes(one));

  it.each([
    ["one scope lacks", answer(us, without("commands")), "lacks the scope commands:"],
    ["two lack", answer(us, without("im:read", "commands")), "the scopes im:read, commands:"],
    ["the token is unknown", answer({ ok: false, error: "invalid_auth" }), "set SLACK_BOT_TOKEN"],
    ["the account is gone", answer({ ok: false, error: "account_inactive" }), "account_inactive"],
    ["the token is a person's", answer({ ...us, bot_id: undefined }), "begins with xoxb"],
    ["Slack has a fault", answer({}, undefined, 503), "503"],
    ["there are too many calls", { status: 429, headers: { "retry-after": "30" } }, "30 s"],
  ])("says in one sentence what to do when %s, and no token", async (_why, given, part) => {
    const { check: told } = await check(given);

    expect(told).toMatchObject({ fault: expect.stringContaining(part) });
    expect(JSON.stringify(told)).not.toContain(token);
  });

  it("says so when Slack is silent for 15 s", async () => {
    const { check: told } = await check(undefined, true);

    expect(told).toMatchObject({ fault: expect.stringContaining("within 15 s") });
  });

  it("says so when Slack cannot be reached", async () => {
    const closed = await startLoopbackServer(() => undefined);
    await closed.close();
    const client = new WebClient(token, {
      slackApiUrl: `http://127.0.0.1:${closed.port}/`,
      logger: createQuietLogger(() => {}),
      retryConfig: { retries: 0 },
    });

    expect(await checkStart(client, createStoppedTimers().later)).toMatchObject({
      fault: expect.stringContaining("cannot be reached"),
    });
  });
});
