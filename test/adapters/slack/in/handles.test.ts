import { describe, expect, it } from "vitest";
import { createHandles } from "../../../../src/adapters/slack/in/handles.ts";
import { createStoppedClock } from "../../../support/stopped-clock.ts";
import { nine } from "./payloads.ts";

function open() {
  const clock = createStoppedClock(nine);
  const handles = createHandles(clock);
  handles.keep("i:1", { triggerId: "t1" }, Promise.resolve("V1"));
  return { clock, handles };
}

describe("what an item can be answered by for a while", () => {
  it.each([
    [0, "t1", "V1"],
    [2.999, "t1", "V1"],
    [3, undefined, "V1"],
    [1_799.999, undefined, "V1"],
    [1_800, undefined, undefined],
  ])("after %s s: trigger %s, view %s", async (seconds, trigger, view) => {
    const { clock, handles } = open();
    clock.advance({ milliseconds: seconds * 1_000 });

    expect(handles.triggerOf("i:1")).toBe(trigger);
    expect(await handles.viewOf("i:1")).toBe(view);
  });

  it("is the view that was opened for it, or none", async () => {
    const { handles } = open();
    handles.keep("i:2", { triggerId: "t2" });

    expect(await handles.viewOf("i:1")).toBe("V1");
    expect(await handles.viewOf("i:2")).toBeUndefined();
    expect(await handles.viewOf("i:3")).toBeUndefined();
  });

  it("is forgotten once it is of no use, whatever came after it is kept", () => {
    const { clock, handles } = open();
    clock.advance({ minutes: 20 });
    handles.keep("i:2", {});
    clock.advance({ minutes: 10 });
    handles.keep("i:3", {});

    expect([handles.has("i:1"), handles.has("i:2"), handles.has("i:3")]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
