import { describe, expect, it } from "vitest";
import { docText } from "../../../src/chat/doc-text.ts";
import {
  catchUpOn,
  inCatchUpOrder,
  renderAway,
  renderStill,
} from "../../../src/chat/manners/catch-up.ts";
import { defaultSettings } from "../../../src/chat/room-settings.ts";
import { aMessage, later, nine } from "../a-message.ts";

const replay = aMessage({ replay: true, addressed: "mention" });
const away = (minutes: number, isCommand = false, joinedAt?: Temporal.Instant, item = replay) =>
  catchUpOn(item, { isCommand, settings: defaultSettings, joinedAt, at: later(minutes) });
const silent = { catchUp: "silent", outcome: "silent:M38" };

describe("after we were away", () => {
  it.each([
    [119, { catchUp: "go-on" }],
    [120, { catchUp: "go-on" }],
    [121, { ...silent, gap: true }],
  ])(
    "M38 questions up to the room's age are answered, older ones go to the gap list: %d",
    (minutes, expected) => {
      expect(away(minutes)).toEqual(expected);
    },
  );
  it("M38 nothing from before the invitation counts", () => {
    expect(away(10, false, later(1))).toEqual({ ...silent, gap: false });
    expect(away(10, true, later(1))).toEqual({ ...silent, gap: false });
    expect(away(10, false, nine)).toEqual({ catchUp: "go-on" });
  });
  it("M38 what was not missed goes on, however old", () => {
    expect(away(500, true, undefined, aMessage())).toEqual({ catchUp: "go-on" });
  });
  it("M38 the oldest comes first", () => {
    const items = [later(2), nine, later(1)].map((sentAt) => aMessage({ sentAt }));
    expect(inCatchUpOrder(items).map(({ sentAt }) => sentAt)).toEqual([nine, later(1), later(2)]);
  });
  it("M38 says since when, on the clock of the place", () => {
    expect(docText(renderAway(nine, later(10), "Europe/Berlin"))).toBe("I was away since 10:00.");
    expect(docText(renderAway(nine, later(24 * 60), "UTC"))).toBe(
      "I was away since 2026-11-25 09:00.",
    );
  });
  it.each([
    [5, "go-on"],
    [5.1, "ask-still"],
    [500, "ask-still"],
  ])("M39 a command missed for more than 5 minutes is asked again: %d", (minutes, expected) => {
    expect(away(minutes, true).catchUp).toBe(expected);
  });
  it("M39 asks with something to press", () => {
    const { doc, actions } = renderStill("mode off", "v1");
    expect(docText(doc)).toContain('"mode off"');
    expect(actions).toMatchObject([{ allowed: "asker", once: true, value: "v1" }]);
  });
});
