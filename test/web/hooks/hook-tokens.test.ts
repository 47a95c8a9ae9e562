import { describe, expect, it } from "vitest";
import { isHookToken, isSource, readHookTokens } from "../../../src/web/hooks/hook-tokens.ts";

const token = "0123456789abcdef01234567";

describe("the tokens of sources", () => {
  it("are found by the name of the source", () => {
    const { tokens, problems } = readHookTokens({
      AMA_HOOK_GRAFANA_CLOUD_TOKEN: ` ${token} `,
      AMA_HOOK_EMPTY_TOKEN: "",
      AMA_HTTP_PORT: "8080",
    });
    expect([...tokens]).toEqual([["grafana-cloud", token]]);
    expect(problems).toEqual([]);
  });

  it.each([
    ["one character too short", token.slice(1)],
    ["a blank inside", `${token} x`],
  ])("are not in force with %s, and the value is not told", (_why, value) => {
    const { tokens, problems } = readHookTokens({ AMA_HOOK_CI_TOKEN: value });
    expect(tokens.size).toBe(0);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain("AMA_HOOK_CI_TOKEN has ");
    expect(problems[0]?.message).not.toContain(value);
  });

  it("are not in force when two sources share one", () => {
    const { tokens, problems } = readHookTokens({
      AMA_HOOK_A_TOKEN: token,
      AMA_HOOK_B_TOKEN: token,
    });
    expect(tokens.size).toBe(0);
    expect(problems.map(({ variable }) => variable)).toEqual([
      "AMA_HOOK_A_TOKEN",
      "AMA_HOOK_B_TOKEN",
    ]);
  });

  it.each([
    ["AMA_HOOK_CI_TOKEN", true],
    ["AMA_HOOK__TOKEN", false],
    ["AMA_HOOK_TOKEN", false],
    ["AMA_HOOK_ci_TOKEN", false],
  ])("stand in variables: %s is %s", (variable, is) => {
    expect(isHookToken(variable)).toBe(is);
  });

  it.each([
    ["grafana", true],
    ["grafana-cloud-2", true],
    ["grafana_cloud", false],
    ["Grafana", false],
    ["-a", false],
    ["a--b", false],
    ["..", false],
    ["../etc/passwd", false],
    ["", false],
    ["a".repeat(101), false],
  ])("belong to a source with one spelling: %s is %s", (text, is) => {
    expect(isSource(text)).toBe(is);
  });
});
