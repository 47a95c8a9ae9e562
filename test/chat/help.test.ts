import { describe, expect, it } from "vitest";
import { docText } from "../../src/chat/doc-text.ts";
import { isHelpTopic, renderHelp, renderHelpOn } from "../../src/chat/help.ts";

describe("help", () => {
  it("M30 has at most ten lines", () => {
    expect(docText(renderHelp()).split("\n").length).toBeLessThanOrEqual(10);
  });
  it("names topics that there are, and each is one screen", () => {
    const named = /More: (.*)\.$/.exec(docText(renderHelp()))?.[1]?.split(", ") ?? [];
    expect(named.length).toBeGreaterThan(4);
    for (const one of named) {
      const topic = one.replace(/`|help /g, "");
      expect(isHelpTopic(topic)).toBe(true);
      expect(docText(renderHelpOn(topic)).split("\n").length).toBeLessThanOrEqual(10);
    }
  });
  it("finds a topic by another word for it", () => {
    expect(renderHelpOn("Runbook")).toEqual(renderHelpOn("restart"));
    for (const word of ["paging", "ack", "Escalate", "test page", "mute"]) {
      expect(renderHelpOn(word)).toEqual(renderHelpOn("page"));
    }
  });
  it("tells how a gap is logged", () => {
    expect(docText(renderHelpOn("log gap"))).toContain("gap: how do I rotate");
  });
  it("says on its first screen how somebody is paged", () => {
    expect(docText(renderHelp())).toContain("`page payments checkout is down`");
  });
  it("names the topics for a word that is none", () => {
    expect(docText(renderHelpOn("kafka"))).toContain("restart, walk, gaps");
    expect(docText(renderHelpOn("wfi"))).toContain("Did you mean `help wifi`?");
  });
});
