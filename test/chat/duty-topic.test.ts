import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { topicShowing } from "../../src/chat/duty-topic.ts";

const written = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const showing = (topic: string, who: string, most = 250) =>
  topicShowing(topic, who, { most, written });

describe("the topic of a room", () => {
  it.each([
    ["that is empty", "", "[On call: Ana]"],
    ["that people wrote", "Deploys: #deploys", "Deploys: #deploys [On call: Ana]"],
    ["that named somebody else", "[On call: Bo]", "[On call: Ana]"],
    ["with people's words around ours", "a | [On call: Bo] | b ", "a | [On call: Ana] | b "],
    [
      "in which people say it in their own way",
      "On call: ask Bo",
      "On call: ask Bo [On call: Ana]",
    ],
    ["that says so already", "x [On call: Ana] y", "x [On call: Ana] y"],
    ["with a link", "<https://x.test|[x]> &amp;", "<https://x.test|[x]> &amp; [On call: Ana]"],
  ])("%s says who is on call, and keeps what people wrote", (_what, topic, expected) => {
    expect(showing(topic, "Ana")).toBe(expected);
  });

  it("makes neither mention nor marks of a name", () => {
    expect(showing("", "<!here> & [x]\ny")).toBe("[On call: &lt;!here> &amp; (x) y]");
  });

  it("cuts the names, never people's words, and no letter in half", () => {
    const words = "w".repeat(20);
    expect(showing(words, "Ana (primary), Bo (secondary)", 45)).toBe(
      `${words} [On call: Ana (primary…]`,
    );
    expect(showing(words, "😀😀", 34)).toBeUndefined();
    expect(showing(words, "😀😀", 35)).toBe(`${words} [On call: 😀…]`);
    expect(showing("w".repeat(245), "Ana")).toBeUndefined();
  });

  it("holds whatever it held, fits, and is not changed by saying the same again", () => {
    const text = fc.string({ maxLength: 60, unit: "grapheme" });
    fc.assert(
      fc.property(text, text, fc.string({ minLength: 1, maxLength: 60 }), (before, after, who) => {
        const first = showing(`${before}[On call: Bo]${after}`, who);
        if (first === undefined) throw new Error("There is room for it.");
        expect(first.startsWith(before) && first.endsWith(after)).toBe(true);
        expect(first.length).toBeLessThanOrEqual(250);
        expect(showing(first, who)).toBe(first);
      }),
    );
  });
});
