import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../../../src/adapters/slack/out/failure.ts";

const refused = (error: string) => new WebAPIPlatformError({ ok: false, error });
const broken = (code: string) =>
  new WebAPIRequestError(
    new TypeError("fetch failed", { cause: Object.assign(new Error("broken"), { code }) }),
  );

describe("a call to Slack that failed", () => {
  it.each([
    [
      "too many calls, with the time to wait",
      new WebAPIRateLimitedError(30),
      { retryInMs: 30_000 },
    ],
    ["nobody listens: nothing has left", broken("ECONNREFUSED"), { retryInMs: 5_000 }],
    ["no name is found: nothing has left", broken("ENOTFOUND"), { retryInMs: 5_000 }],
    ["the connection broke", broken("ECONNRESET"), { unknown: true }],
    [
      "no answer in time",
      new WebAPIRequestError(new DOMException("late", "TimeoutError")),
      { unknown: true },
    ],
    ["a server error", new WebAPIHTTPError(503, "", {}), { unknown: true }],
    ["some of it may be done", refused("fatal_error"), { unknown: true }],
    ["no word of Slack's came back", refused("<html>Bad gateway</html>"), { unknown: true }],
    ["an error of any other kind", new Error("odd"), { unknown: true }],
    ["the room is gone", refused("channel_not_found"), { refused: "gone" }],
    ["the room is archived", refused("is_archived"), { refused: "gone" }],
    ["the room of an edit is archived", refused("is_inactive"), { refused: "gone" }],
    ["the message is gone", refused("message_not_found"), { refused: "gone" }],
    ["we are not in the room", refused("not_in_channel"), { refused: "no-access" }],
    ["a word that nobody knows", refused("moon_in_wrong_phase"), { refused: "no-access" }],
    ["a word that every object knows", refused("constructor"), { refused: "no-access" }],
    ["too long", refused("msg_too_long"), { refused: "too-large" }],
    ["too much in its blocks", refused("msg_blocks_too_long"), { refused: "too-large" }],
    ["blocks that Slack does not take", refused("invalid_blocks"), { refused: "bad-format" }],
    [
      "our access is gone: it waits until it is back",
      refused("token_revoked"),
      { retryInMs: 60_000 },
    ],
  ])("%s", (_what, error, failure) => {
    expect(failureOf(error)).toEqual(failure);
  });
});
