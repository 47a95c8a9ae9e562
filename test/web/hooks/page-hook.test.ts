import { describe, expect, it } from "vitest";
import { parsePageHook } from "../../../src/web/hooks/page-hook.ts";
import { page } from "../web-under-test.ts";

function read(content: unknown) {
  return parsePageHook(content, "ci");
}

describe("what a program asks for", () => {
  it("is a page with all that it says", () => {
    const asked = {
      ...page,
      details: "Since 09:00\nall regions",
      dedup_key: "checkout",
      urgency: "low",
      links: [
        { text: "Graph", url: "https://g.example.org/1" },
        { url: "http://ci.example.org/7" },
      ],
    };
    expect(read(asked)).toEqual({
      events: [
        {
          kind: "trigger",
          source: "ci",
          target: { kind: "service", name: "payments-api" },
          dedupKey: "hook:ci:checkout",
          summary: "Checkout is down",
          details: "Since 09:00\nall regions",
          urgency: "low",
          links: [
            { text: "Graph", url: "https://g.example.org/1" },
            { text: "ci.example.org", url: "http://ci.example.org/7" },
          ],
        },
      ],
    });
  });

  it("is urgent, of a page of its own and of no target when it does not say so", () => {
    expect(read({ action: "trigger", summary: "Help", service: "", dedup_key: null })).toEqual({
      events: [
        {
          kind: "trigger",
          source: "ci",
          target: undefined,
          dedupKey: undefined,
          summary: "Help",
          details: undefined,
          urgency: "high",
          links: [],
        },
      ],
    });
  });

  it.each(["policy", "person"] as const)("can be for a %s", (kind) => {
    expect(read({ action: "trigger", summary: "Help", [kind]: "ana" })).toMatchObject({
      events: [{ target: { kind, name: "ana" } }],
    });
  });

  it.each(["ack", "resolve"] as const)("can be to %s its own page", (action) => {
    expect(read({ action, service: "payments-api", dedup_key: "checkout" })).toEqual({
      events: [
        {
          kind: action,
          source: "ci",
          target: { kind: "service", name: "payments-api" },
          dedupKey: "hook:ci:checkout",
          summary: undefined,
        },
      ],
    });
  });

  it("prints details that are fields", () => {
    expect(read({ ...page, details: { region: "eu" } })).toMatchObject({
      events: [{ details: '{\n  "region": "eu"\n}' }],
    });
  });

  it("drops a link that is none", () => {
    const links = [{ url: "javascript:alert(1)" }, { url: "data:text/html,x" }, { url: "graph" }];
    expect(read({ ...page, links })).toMatchObject({ events: [{ links: [] }] });
  });

  it("is cut to length", () => {
    const reading = read({ ...page, summary: `${"a".repeat(400)}\nb`, details: "d".repeat(9000) });
    expect(reading).toMatchObject({
      events: [{ summary: `${"a".repeat(299)}…`, details: `${"d".repeat(4999)}…` }],
    });
  });

  it.each([
    ["no action", { ...page, action: undefined }, 'At "action"'],
    ["another action", { ...page, action: "SECRET" }, 'At "action"'],
    ["no summary", { ...page, summary: " \n" }, '"summary" is needed'],
    ["two targets", { ...page, person: "ana" }, "expected one of"],
    ["another urgency", { ...page, urgency: "SECRET" }, 'At "urgency"'],
    ["an ack of nothing", { action: "ack" }, '"dedup_key" is needed'],
    ["a resolve of nothing", { action: "resolve", dedup_key: "" }, '"dedup_key" is needed'],
    ["a text", "page me", "Invalid input"],
    ["nothing", null, "Invalid input"],
  ])("is unreadable with %s, which is told without its value", (_what, content, part) => {
    const reading = read(content);
    expect(reading).toEqual({ unreadable: expect.stringContaining(part) });
    expect(JSON.stringify(reading)).not.toContain("SECRET");
  });
});
