import { describe, expect, it } from "vitest";
import type { GapState } from "../../src/gaps/gap.ts";
import { type GapEvent, stepGap } from "../../src/gaps/gap-life.ts";

const open: GapState = { state: "open", cameBack: false };
const reopened: GapState = { state: "open", cameBack: true };
const answered: GapState = { state: "answered", entry: "restart-kafka" };
const merged: GapState = { state: "merged", into: 7 };
const dismissed = (asks: number, cameBack = false): GapState => ({
  state: "dismissed",
  reason: "not-ours",
  note: "ask IT",
  asks,
  cameBack,
});

const firstMiss: GapEvent = { event: "first-miss" };
const asked = (asks: number): GapEvent => ({ event: "asked-again", asks });
const dismiss: GapEvent = { event: "dismiss", reason: "not-ours", note: "ask IT", asks: 3 };

describe("the life of a gap", () => {
  it.each([
    ["begins open", undefined, firstMiss, open, undefined],
    ["stays open when it is asked again", open, asked(2), open, undefined],
    ["ends when it is dismissed", open, dismiss, dismissed(3), "not-ours"],
    [
      "stays dismissed before its asks have doubled",
      dismissed(3),
      asked(5),
      dismissed(3),
      undefined,
    ],
    ["goes on when they have", dismissed(3), asked(6), reopened, "asks doubled"],
    ["goes on when they have more than doubled", dismissed(3), asked(7), reopened, "asks doubled"],
    ["may end a second time", reopened, dismiss, dismissed(3, true), "not-ours"],
    ["goes on by itself only once", dismissed(3, true), asked(60), dismissed(3, true), undefined],
  ] as const)("%s", (_what, state, event, next, cause) => {
    expect(stepGap(12, state, event)).toEqual({ next, cause });
  });

  it.each([
    ["nothing", undefined, asked(2), ["first-miss"], "does not exist"],
    ["nothing", undefined, dismiss, ["first-miss"], "does not exist"],
    ["an open gap", open, firstMiss, ["asked-again", "dismiss"], "is open"],
    ["an answered gap", answered, firstMiss, [], "is answered by restart-kafka"],
    ["an answered gap", answered, asked(2), [], "is answered by restart-kafka"],
    ["an answered gap", answered, dismiss, [], "is answered by restart-kafka"],
    ["a dismissed gap", dismissed(3), firstMiss, ["asked-again"], "is dismissed (not-ours: "],
    ["a dismissed gap", dismissed(3), dismiss, ["asked-again"], "is dismissed (not-ours: "],
    ["a merged gap", merged, firstMiss, [], "is merged into G-7"],
    ["a merged gap", merged, asked(2), [], "is merged into G-7"],
    ["a merged gap", merged, dismiss, [], "is merged into G-7"],
  ] as const)("has no other step: %s refuses %j", (_what, state, event, allowed, standing) => {
    const step = stepGap(12, state, event);
    expect(step).toEqual({ problem: expect.stringContaining(`G-12 ${standing}`), allowed });
    expect("problem" in step && step.problem).toContain(`does not take "${event.event}"`);
  });
});
