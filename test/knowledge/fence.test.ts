import { describe, expect, it } from "@jest/globals";
import { parseFence } from "../../src/knowledge/fence.ts";
import { parseMarkdown } from "../../src/knowledge/markdown.ts";

const fence = (info: string) => {
  const [code] = parseMarkdown(`\`\`\`${info}\nuptime\n\`\`\`\n`, false).children;
  if (code?.type !== "code") throw new Error("no fence");
  return parseFence(code);
};

describe("a fence", () => {
  it.each([
    ["", undefined, {}],
    ["shell", "shell", {}],
    ["shell {env=prod}", "shell", { env: "prod" }],
    [
      "shell {env=prod danger=high role=verify}",
      "shell",
      { env: "prod", danger: "high", role: "verify" },
    ],
    ["shell {output}", "shell", { output: "true" }],
    ["shell {output copy=false name=one}", "shell", { output: "true", copy: "false", name: "one" }],
    ['shell {name="one"}', "shell", { name: "one" }],
    ['shell {"env": "prod", "output": true}', "shell", { env: "prod", output: "true" }],
    ['sh title="a.sh"', "sh", {}],
    ["shell {}", "shell", {}],
    ["shell {env=prod", "shell", {}],
  ])("says what it is: ```%s", (info, language, attributes) => {
    expect(fence(info)).toEqual({ code: "uptime", language, attributes });
  });
});
