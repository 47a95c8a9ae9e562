import { describe, expect, it } from "vitest";
import { environmentsOfFence, parseFence, roleOfFence } from "../../src/knowledge/fence.ts";
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
    ["shell {env=staging,prod role=undo}", "shell", { env: "staging,prod", role: "undo" }],
    ['shell {env="staging, prod" output}', "shell", { env: "staging, prod", output: "true" }],
    ["shell {env='staging prod', role='undo'}", "shell", { env: "staging prod", role: "undo" }],
    ['shell {name="one {a} two" env=prod}', "shell", { name: "one {a} two", env: "prod" }],
    ["shell {env: prod, role: undo}", "shell", { env: "prod", role: "undo" }],
    ["shell {env = prod}", "shell", { env: "prod" }],
    ["shell { env=prod }", "shell", { env: "prod" }],
    ["shell {env=}", "shell", { env: "" }],
    ['shell {"env":"prod","role":"undo"}', "shell", { env: "prod", role: "undo" }],
    [
      'shell {"env":["staging","prod"],"copy":false}',
      "shell",
      { env: "staging,prod", copy: "false" },
    ],
    ['shell {"name":"a } b","n":1}', "shell", { name: "a } b", n: "1" }],
    ['shell {"env":"prod", role=undo}', "shell", { env: "prod", role: "undo" }],
    ["shell{env=prod}", "shell", { env: "prod" }],
    ["{env=prod role=undo}", undefined, { env: "prod", role: "undo" }],
    ['sh title="{x}" {env=prod}', "sh", { env: "prod" }],
    ["js {1,3-5}", "js", {}],
    ["shell {data-id=7}", "shell", { "data-id": "7" }],
  ])("says what it is: ```%s", (info, language, attributes) => {
    expect(fence(info)).toEqual({ code: "uptime", language, attributes });
  });
});

describe("the environments of a fence", () => {
  it.each([
    ["shell", undefined],
    ["shell {output}", undefined],
    ["shell {env=prod}", ["prod"]],
    ["shell {env=staging,prod}", ["staging", "prod"]],
    ['shell {env=" staging , prod"}', ["staging", "prod"]],
    ["shell {env=}", []],
  ])("are all unless it names some: ```%s", (info, ids) => {
    expect(environmentsOfFence(fence(info))).toEqual(ids);
  });
});

describe("the role of a fence", () => {
  it.each([
    ["shell", undefined],
    ["shell {role=check}", "check"],
    ["shell {role=change}", "change"],
    ["shell {role=verify}", "verify"],
    ["shell {role=undo}", "undo"],
    ["shell {role=Undo}", undefined],
    ["shell {role}", undefined],
  ])("is one of four words: ```%s", (info, role) => {
    expect(roleOfFence(fence(info))).toBe(role);
  });
});
