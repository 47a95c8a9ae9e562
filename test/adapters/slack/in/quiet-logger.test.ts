import { describe, expect, it } from "vitest";
import { createQuietLogger } from "../../../../src/adapters/slack/in/quiet-logger.ts";

function spoken(act: (logger: ReturnType<typeof createQuietLogger>) => void) {
  const lines: string[] = [];
  act(createQuietLogger((line) => lines.push(line)));
  return lines;
}

describe("the logger of Slack's packages", () => {
  it("passes on errors alone, and stays so whatever it is told", () => {
    const lines = spoken((logger) => {
      logger.setLevel("debug" as never);
      logger.debug("a message of somebody");
      logger.info("a message of somebody");
      logger.warn("a message of somebody");
      logger.error("it broke");
      expect(logger.getLevel()).toBe("error");
    });

    expect(lines).toEqual(["it broke"]);
  });

  it.each([
    ["Bearer xoxb-1234-abcDEF", "Bearer (token)"],
    ["token=xoxb-1234-abc%2Fx&x=1", "token=(token)&x=1"],
    ["xapp-1-A0B-12-deadbeef", "(token)"],
    ["xoxe.xoxb-1-abc", "(token)"],
    ["xoxp-1 and xoxs-2", "(token) and (token)"],
    ["the box-office", "the box-office"],
  ])("holds no token: %s", (said, line) => {
    expect(spoken((logger) => logger.error(said))).toEqual([line]);
  });

  it("says of an error its message, and of anything else no more than what it is", () => {
    const error = Object.assign(new Error("refused for xoxb-1-a"), { body: "what somebody wrote" });

    expect(spoken((logger) => logger.error(error, { body: "what somebody wrote" }))).toEqual([
      "Error: refused for (token) object",
    ]);
  });
});
