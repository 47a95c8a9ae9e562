import { describe, expect, it } from "vitest";
import { type RouteContext, route } from "../../src/chat/router.ts";

const plain: RouteContext = { walking: false, offered: false };
const walking = { ...plain, walking: true };
const offered = { ...plain, offered: true };

function commandIn(text: string, context: RouteContext = plain): string {
  const routed = route(text, context);
  if (routed.kind === "command") return [routed.command, ...routed.words].join(" ");
  return routed.kind === "question" ? "?" : `near ${routed.commands.join(", ")}`;
}

describe("a command", () => {
  it.each([
    ["HELP", "help"],
    ["“help”", "help"],
    ["Help!", "help"],
    [" \u00A0help ", "help"],
    ["me\u00A0 too", "me-too"],
    ["!help", "help"],
    ["/help", "help"],
    ["!ama help", "help"],
    ["/ama help wifi", "help wifi"],
    ["ama: help", "help"],
    ["@ama, help", "help"],
    ["hey ama help", "help"],
    ["Hey @AMA, help", "help"],
    ["ama help", "help"],
  ])("M31 forgives how it is written: %s", (text, command) => {
    expect(commandIn(text)).toBe(command);
  });
  it.each([
    ["help restart", "help restart"],
    ["help on settings", "help settings"],
    ["help nonsense", "help nonsense"],
    ["help me", "help"],
    ["Why?", "why"],
    ["stop.", "stop"],
    ["status", "status"],
    ["settings", "settings"],
    ["mode", "settings"],
    ["Mode Auto", "mode auto"],
    ["settings set grace 10 min", "set grace 10 min"],
    ["set grace 10 min", "set grace 10 min"],
    ["set Grace to 10 min.", "set Grace 10 min"],
    ["set folder = runbooks/Payments", "set folder runbooks/Payments"],
    ["set grase 5 min", "set grase 5 min"],
    ["settings set nonsense 5", "set nonsense 5"],
    ["Walk me through", "walk"],
    ["+", "helpful"],
    ["-", "not-helpful"],
    ["–", "not-helpful"],
    ["not helpful", "not-helpful"],
    ["me too", "me-too"],
    ["My gaps?", "own-gaps"],
    ["Tell me!", "tell-me"],
    ["still right", "still-right"],
    ["out of date", "out-of-date"],
    ["Page!", "page"],
    ["pages", "pages"],
    ["ack.", "ack"],
    ["acknowledge", "ack"],
    ["resolve", "resolve"],
    ["escalate", "escalate"],
    ["snooze", "snooze"],
    ["test page", "test-page"],
    ["muted?", "mutes"],
    ["gap: How do I rotate\n the keys?", "gap How do I rotate\n the keys?"],
    ["@ama log a gap: Rotate the keys", "gap Rotate the keys"],
    ["log gap", "gap "],
  ])("is a whole message: %s", (text, command) => {
    expect(commandIn(text)).toBe(command);
  });
});

describe("a command about pages", () => {
  /** As where "payments" is all that can be paged, and #1 the only page. */
  const paging: RouteContext = {
    ...plain,
    isOfPages: (_verb, words) => /^(?:payments|#1)\b|^(?:✅|)$/.test(words),
  };
  it.each([
    ["page payments Checkout is returning 500s", "page payments Checkout is returning 500s"],
    ["@ama, PAGE: payments down", "page payments down"],
    ["/ama page payments down", "page payments down"],
    ["“page payments it says “no””", "page payments it says “no”"],
    ["page payments two\n  lines", "page payments two\n  lines"],
    ["ack #1", "ack #1"],
    ["ack#1", "ack #1"],
    ["acknowledge #1", "ack #1"],
    ["hand  back #1", "release #1"],
    ["Release.", "release "],
    ["post-mortem #1", "postmortem #1"],
    ["test page payments", "test-page payments"],
    ["unmute payments", "unmute payments"],
    ["✅", "ack ✅"],
  ])("is told by whoever knows what can be paged: %s", (text, command) => {
    expect(commandIn(text, paging)).toBe(command);
  });
  it.each([
    "page size of postgres",
    "pager",
    "pagepayments",
    "page-payments",
    "resolve.payments",
    "note's payments",
    "note: on backups",
    "add a user to grafana",
    "release?",
    "please page payments",
  ])("is a question else: %s", (text) => {
    const known = { ...paging, isKnown: () => true };
    expect(commandIn(text, known)).toBe("?");
  });
  it("gives way to the words of a walk, and to a yes", () => {
    expect(commandIn("✅", { ...paging, walking: true })).toBe("worked");
    expect(commandIn("✅", { ...paging, offered: true })).toBe("yes");
  });
  it("is only what is said alone, where nobody knows", () => {
    expect(commandIn("page payments down")).toBe("?");
    expect(commandIn("resolve")).toBe("resolve");
  });
});

describe("a question", () => {
  it.each([
    "help me restart kafka",
    "help with kafka lag",
    "stop the sync on prod",
    "why is the shop slow",
    "why not",
    "status of kafka",
    "set the replicas to 3 on kafka",
    "set up my laptop",
    "mode of failure",
    "walk me through restarting kafka on prod",
    "tell me about kafka",
    "step 4",
    "next",
    "yes",
    "done",
    "✅",
    "back",
    "where am I",
    "hlep me restart kafka",
    "constructor",
    "",
  ])("is everything else: %s", (text) => {
    expect(commandIn(text)).toBe("?");
  });
  it("loses the name in front, and keeps its own words", () => {
    expect(route("Hey ama, how do I restart Kafka?", plain)).toEqual({
      kind: "question",
      text: "how do I restart Kafka?",
    });
    expect(route("!ama who owns kafka", plain)).toMatchObject({ text: "who owns kafka" });
    expect(route("AMA sessions: when?", plain)).toMatchObject({ text: "AMA sessions: when?" });
    expect(route("/etc/hosts is wrong", plain)).toMatchObject({ text: "etc/hosts is wrong" });
  });
});

describe("words of a walk", () => {
  it.each([
    ["worked", "worked"],
    ["Done.", "worked"],
    ["yes", "worked"],
    ["next", "worked"],
    ["✅", "worked"],
    ["✔\uFE0F", "worked"],
    ["It didn’t work!", "did-not-work"],
    ["no", "did-not-work"],
    ["❌", "did-not-work"],
    ["back", "back"],
    ["step 4", "step 4"],
    ["skip", "skip"],
    ["Where were we?", "where"],
    ["where am I", "where"],
    ["nextt", "near next"],
  ])("count while there is one: %s", (text, command) => {
    expect(commandIn(text, walking)).toBe(command);
  });
  it("give way to yes and no, where something was offered", () => {
    expect(commandIn("yes", offered)).toBe("yes");
    expect(commandIn("No.", offered)).toBe("no");
    expect(commandIn("yes", { walking: true, offered: true })).toBe("yes");
    expect(commandIn("done", { walking: true, offered: true })).toBe("worked");
  });
});

describe("a slip", () => {
  it.each([
    ["hlep", "near help"],
    ["halp", "near help"],
    ["stpo", "near stop"],
    ["staus", "near status"],
    ["hlep wifi", "near help"],
    ["not helpfull", "near not helpful"],
    ["me to", "near me too"],
    ["esclate", "near escalate"],
    ["node", "?"],
    ["xyzzy", "?"],
  ])("M30 offers the command and runs nothing: %s", (text, expected) => {
    expect(commandIn(text)).toBe(expected);
  });
  it("is none where the knowledge base knows the word", () => {
    expect(commandIn("helm")).toBe("near help");
    expect(commandIn("helm", { ...plain, isKnown: (word) => word === "helm" })).toBe("?");
  });
  it("M30 offers at most three", () => {
    const routed = route("stp", plain);
    expect(routed.kind === "did-you-mean" && routed.commands.length).toBeLessThanOrEqual(3);
  });
});
