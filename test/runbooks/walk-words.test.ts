import { describe, expect, it } from "vitest";
import { walkEventSaid } from "../../src/runbooks/walk-words.ts";
import { runbookPage, walked, walkOf } from "./walk-of.ts";

const plain = walkOf(runbookPage());
const failed = walked(plain, ["did-not-work"]).walk;

describe("what is said in a walk", () => {
  it.each([
    ["Worked!", { event: "worked" }],
    ["done", { event: "worked" }],
    ["next", { event: "worked" }],
    ["✅", { event: "worked" }],
    ["Yes.", { event: "yes" }],
    ["no", { event: "no" }],
    ["❌", { event: "did-not-work" }],
    ["It didn’t work", { event: "did-not-work" }],
    ["Where were we?", { event: "where" }],
    ["where am I", { event: "where" }],
    ["step 4", { event: "go-to", step: 4 }],
    ["go to step 2", { event: "go-to", step: 2 }],
    ["roll back", { event: "roll-back" }],
    ["take over", { event: "take-over" }],
    ["why", undefined],
    ["go on", undefined],
    ["step by step", undefined],
    ["no such file or directory", undefined],
    ["-", undefined],
  ])("%j", (text, expected) => {
    expect(walkEventSaid(text, plain)).toEqual(expected);
  });

  it.each([
    [" no such file ", { event: "note", text: "no such file" }],
    ["worked", { event: "worked" }],
    ["why", undefined],
    ["is the provider down", undefined],
    ["the provider is down?", undefined],
    ["-", undefined],
  ])("after it did not work: %j", (text, expected) => {
    expect(walkEventSaid(text, failed)).toEqual(expected);
  });

  it("goes on only where there is a choice", () => {
    const waiting = walked(walkOf(runbookPage([], "high")), ["file-changed"]).walk;
    expect(walkEventSaid("go on", waiting)).toEqual({ event: "go-on" });
  });
});
