import { describe, expect, it, onTestFinished } from "vitest";
import { requiredScopes } from "../../../src/adapters/slack/manifest-scopes.ts";
import { saying } from "../../contract/core-bench.ts";
import { startOffice } from "../../support/fake-slack/office.ts";
import { openSlackBench, slackPlatformOn } from "./out/slack-bench.ts";

const aSecond = Temporal.Duration.from("PT1S");

async function startedWith(given: {
  readonly scopes?: readonly string[];
  readonly botToken?: string;
}) {
  const { scopes, ...more } = given;
  const { slack, clock, ops } = await startOffice(scopes ? { scopes } : {});
  const { platform, faults } = slackPlatformOn(slack, clock, more);
  await platform.start(async () => "stored");
  onTestFinished(async () => {
    await platform.stop(aSecond);
    await slack.stop();
  });
  const room = { platform: "slack", workspace: slack.model.team.id, room: ops } as const;
  return { slack, platform, faults, room };
}

describe("the platform Slack", () => {
  it("is up once it hears Slack, and stopped with no socket open", async () => {
    const { platform, slack } = await openSlackBench();
    expect(platform.health()).toEqual({ state: "up" });
    await platform.stop(aSecond);
    await slack.socketMode.allClosed();
    expect(platform.health()).toEqual({ state: "stopped" });
  });

  it.each([
    ["a token that Slack does not know", { botToken: "xoxb-wrong" }, "SLACK_BOT_TOKEN"],
    [
      "a scope missing",
      { scopes: requiredScopes.filter((one) => one !== "chat:write") },
      "chat:write",
    ],
  ])(
    "starts with %s, says so in a sentence, and lets replies wait",
    async (_what, given, named) => {
      const { platform, faults, room } = await startedWith(given);
      expect(platform.health()).toEqual({ state: "down", reason: expect.stringContaining(named) });
      expect(await platform.send(saying(room, "text"), "n1")).toEqual({ retryInMs: 1_000 });
      await expect(platform.directRoom({ ...room, user: "U1" })).rejects.toThrow("who we are");
      expect(faults).toEqual([]);
    },
  );

  it("says what a room allows once Slack has told what is granted", async () => {
    const { slack, clock, ops } = await startOffice();
    const { platform } = slackPlatformOn(slack, clock);
    onTestFinished(async () => {
      await platform.stop(aSecond);
      await slack.stop();
    });
    const room = { platform: "slack", workspace: slack.model.team.id, room: ops } as const;
    const asked = platform.capabilities(room);
    await platform.start(async () => "stored");
    expect(await asked).toMatchObject({ hearsAll: true, canPost: true });
  });

  it("sends what is to go out before it has started as soon as it has", async () => {
    const { slack, clock, ada, ops } = await startOffice();
    const { platform } = slackPlatformOn(slack, clock);
    onTestFinished(async () => {
      await platform.stop(aSecond);
      await slack.stop();
    });
    const room = { platform: "slack", workspace: slack.model.team.id, room: ops } as const;
    const sent = platform.send(saying(room, "left by another life"), "n1");
    await platform.start(async () => "stored");

    expect(await sent).toEqual({ sent: { ...room, message: slack.seen(ada, ops)[0]?.ts } });
  });

  it("names the optional scopes that it has to do without", async () => {
    const { platform } = await startedWith({ scopes: [...requiredScopes, "channels:read"] });
    expect(platform.lackingScopes()).toContain("channels:history");
    expect(platform.lackingScopes()).not.toContain("channels:read");
  });

  it("is down once it was removed from the workspace, and sends nothing", async () => {
    const { slack, platform, ops, quiet } = await openSlackBench();
    slack.uninstall();
    await quiet();
    expect(platform.health()).toEqual({
      state: "down",
      reason: expect.stringContaining("install"),
    });
    expect(await platform.send(saying(ops, "text"), "n1")).toEqual({ retryInMs: 60_000 });
  });

  it("hands what it hears to whom it was started with last", async () => {
    const { slack, platform, items, ada, quiet } = await openSlackBench();
    const later: string[] = [];
    await platform.start(async ({ dedupKey }) => {
      later.push(dedupKey);
      return "stored";
    });
    const { room, ts } = slack.tell(ada, "hello");
    await quiet();
    expect(items).toEqual([]);
    expect(later).toEqual([`m:${room}:${ts}`]);
  });
});
