import { execFile } from "node:child_process";
import { EventEmitter } from "node:events";
import { promisify } from "node:util";
import { SocketModeReceiver } from "@slack/bolt";
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { createQuietLogger } from "../../../../src/adapters/slack/in/quiet-logger.ts";
import { hearSlackFaults, slackFault } from "../../../../src/adapters/slack/in/slack-faults.ts";

const refused = (error: string) => new WebAPIPlatformError({ ok: false, error });

describe("a fault of Slack", () => {
  it.each([
    ["an unknown token", refused("invalid_auth"), "access", "SLACK_BOT_TOKEN"],
    ["an app that was removed", refused("account_inactive"), "access", "(account_inactive)"],
    ["a revoked token", refused("token_revoked"), "access", "revoked"],
    ["any other refusal", refused("fatal_error"), "unreachable", '"fatal_error"'],
    ["a refusal in words", refused("<b>a proxy</b>"), "unreachable", '"unknown"'],
    ["a limit", new WebAPIRateLimitedError(30), "unreachable", "30 s"],
    ["a bad status", new WebAPIHTTPError(503, "", {}), "unreachable", "503"],
    ["no connection", new WebAPIRequestError(new Error("ECONNREFUSED")), "unreachable", "network"],
  ])("is told of %s, with the next move", (_what, error, kind, part) => {
    const fault = slackFault(error, "SLACK_BOT_TOKEN");

    expect(fault?.kind).toBe(kind);
    expect(fault?.reason).toContain(part);
  });

  it.each([
    ["our own error", new Error("The database is full.")],
    ["our own type error", new TypeError("x is not a function")],
    ["no error at all", "invalid_auth"],
  ])("is not %s", (_what, thrown) => {
    expect(slackFault(thrown)).toBeUndefined();
  });

  it("is told of the frame on which the socket's client stumbles when events are held back", async () => {
    const { client } = new SocketModeReceiver({
      appToken: "xapp-1",
      logger: createQuietLogger(() => {}),
    });
    const frame = { type: "events_api", payload: { type: "app_rate_limited" } };
    const [listener] = client.listeners("ws_message");
    const stumbling: unknown = listener?.(JSON.stringify(frame), false);
    const thrown = await Promise.resolve(stumbling).catch((error: unknown) => error);

    expect(thrown).toBeInstanceOf(TypeError);
    expect(slackFault(thrown)).toMatchObject({ kind: "flooded" });
  });
});

describe("what Slack's packages throw where nobody catches it", () => {
  it("is heard and ends nothing, until the listening ends", () => {
    const rejections = new EventEmitter();
    const heard: string[] = [];
    const stop = hearSlackFaults(rejections, ({ kind }) => heard.push(kind));
    rejections.emit("unhandledRejection", refused("invalid_auth"));
    stop();

    expect(heard).toEqual(["access"]);
    expect(rejections.listenerCount("unhandledRejection")).toBe(0);
  });

  it("is thrown on when it is none of Slack's", () => {
    const rejections = new EventEmitter();
    hearSlackFaults(rejections, () => {});
    const bug = new Error("a bug");

    expect(() => rejections.emit("unhandledRejection", bug)).toThrow(bug);
  });

  it.each([
    ["a fault of Slack leaves the process alive", 'new WebAPIRequestError(new Error("x"))', 0],
    ["a bug ends it", 'new Error("a bug")', 1],
  ])("%s", async (_what, thrown, code) => {
    const module = new URL("../../../../src/adapters/slack/in/slack-faults.ts", import.meta.url);
    const script = `
      import { WebAPIRequestError } from "@slack/web-api";
      import { hearSlackFaults } from ${JSON.stringify(module.href)};
      hearSlackFaults(process, () => {});
      void Promise.reject(${thrown});
    `;
    const args = ["--input-type=module", "--eval", script];
    const ended = await promisify(execFile)(process.execPath, args).then(
      () => 0,
      (error: { readonly code: number }) => error.code,
    );

    expect(ended).toBe(code);
  });
});
