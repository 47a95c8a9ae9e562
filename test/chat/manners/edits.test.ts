import { describe, expect, it } from "vitest";
import { paragraph } from "../../../src/chat/doc.ts";
import { docText } from "../../../src/chat/doc-text.ts";
import { editDecision, markUpdated, type Original } from "../../../src/chat/manners/edits.ts";
import { withdrawnReplies } from "../../../src/chat/manners/withdrawal.ts";
import { defaultSettings } from "../../../src/chat/room-settings.ts";
import { route } from "../../../src/chat/router.ts";
import { textDigest } from "../../../src/chat/taken-messages.ts";
import { aMessage, later, nine } from "../a-message.ts";

const wording = "how do I restart kafk";
const original: Original = {
  digest: textDigest(wording),
  sentAt: nine,
  as: "question",
  reply: "a1",
};
const edited = (given: Parameters<typeof aMessage>[0] = {}) =>
  aMessage({ addressed: "mention", edit: { of: aMessage().message, revision: "2" }, ...given });

function decided(item = edited(), was: Original | "unknown" = original, minutes = 1) {
  const routed = route(item.text, { walking: false, offered: false });
  const decision = editDecision(item, was === "unknown" ? undefined : was, routed, later(minutes));
  return decision.edit === "silent" ? decision.outcome : decision.edit;
}

describe("an edit", () => {
  it.each([
    [0, "update"],
    [10, "update"],
    [10.1, "tell"],
  ])("M23 within ten minutes edits our reply: %d", (minutes, expected) => {
    expect(decided(edited(), original, minutes)).toBe(expected);
  });
  it("M23 too late and not addressed is passed over", () => {
    expect(decided(edited({ addressed: "thread" }), original, 11)).toBe("silent:M23");
  });
  it("M23 before our reply, or one that now speaks to us, is a question like any", () => {
    expect(decided(edited(), { ...original, reply: undefined })).toBe("as-new");
    expect(decided(edited(), { ...original, as: "unheard", reply: undefined })).toBe("as-new");
  });
  it("M1 of what was never for us is not heard", () => {
    expect(decided(edited({ addressed: "none" }), { ...original, as: "unheard" })).toBe(
      "silent:M1",
    );
    expect(decided(edited({ addressed: "thread" }), "unknown")).toBe("silent:M1");
  });
  it.each([
    ["it was one", edited(), { ...original, as: "command" as const }],
    ["it becomes one", edited({ text: "stop" }), original],
    ["nothing is known of it", edited(), undefined],
  ])("M24 never runs a command, and says so: %s", (_, item, was) => {
    const routed = route(item.text, { walking: false, offered: false });
    const decision = editDecision(item, was, routed, later(1));
    expect("doc" in decision && docText(decision.doc)).toContain("send it as a new message");
  });
  it("M25 with unchanged text is nothing", () => {
    const text = `${wording}  `;
    expect(decided(edited({ text }))).toBe("silent:M25");
    expect(decided(edited({ text }), { ...original, as: "command" }, 60)).toBe("silent:M25");
  });
  it("M23 marks the new version", () => {
    expect(docText(markUpdated([paragraph("So."), { code: "a" }]))).toBe("(updated) So.\n\n    a");
    expect(docText(markUpdated([{ code: "a" }]))).toBe("(updated)\n\n    a");
    expect(docText(markUpdated([]))).toBe("(updated)");
  });
});

describe("a withdrawn question", () => {
  const reply = { key: "a", importance: "answer", isTouched: false } as const;
  it("M26 takes our answers with it, but no page and nothing that somebody took up", () => {
    const replies = [
      reply,
      { ...reply, key: "b", isTouched: true },
      { ...reply, key: "c", importance: "page" as const },
      { ...reply, key: "d", importance: "info" as const },
    ];
    expect(withdrawnReplies(replies, defaultSettings)).toEqual(["a", "d"]);
    expect(withdrawnReplies(replies, { ...defaultSettings, deleteWithQuestion: false })).toEqual(
      [],
    );
  });
});
