import { describe, expect, it } from "vitest";
import type { LoadedHistory } from "../../src/knowledge/load-history.ts";
import { createLiveHistory } from "../../src/knowledge/load-live-history.ts";

const historyOf = (file: string): LoadedHistory => ({
  history: new Map([[file, []]]),
  extent: "whole",
});

/** A history whose reading ends when the test says so. */
function slowHistory() {
  const readings: ((read: LoadedHistory) => void)[] = [];
  const signals: AbortSignal[] = [];
  const told: string[] = [];
  const live = createLiveHistory(
    (signal) =>
      new Promise((resolve) => {
        signals.push(signal);
        readings.push(resolve);
      }),
    ({ history }) => told.push([...history.keys()].join()),
  );
  return { live, readings, signals, told, names: () => [...live.history().keys()] };
}

describe("a live history", () => {
  it("is empty until it is read, and then stands until it is read again", async () => {
    const { live, readings, told, names } = slowHistory();
    expect(names()).toEqual([]);
    const first = live.refresh();
    expect(names()).toEqual([]);
    readings[0]?.(historyOf("a.md"));
    await first;
    const second = live.refresh();
    expect(names()).toEqual(["a.md"]);
    readings[1]?.(historyOf("b.md"));
    await second;
    expect({ names: names(), told }).toEqual({ names: ["b.md"], told: ["a.md", "b.md"] });
  });

  it("asked for while it is read is read once more, however often it was asked for", async () => {
    const { live, readings, told } = slowHistory();
    const first = live.refresh();
    await Promise.resolve();
    const others = [live.refresh(), live.refresh()];
    readings[0]?.(historyOf("a.md"));
    while (readings.length < 2) await Promise.resolve();
    readings[1]?.(historyOf("b.md"));
    await Promise.all([first, ...others]);
    expect({ readings: readings.length, told }).toEqual({ readings: 2, told: ["a.md", "b.md"] });
  });

  it("that is stopped ends what is under way, and is not read again", async () => {
    const { live, readings, signals, told } = slowHistory();
    const reading = live.refresh();
    live.stop();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    readings[0]?.(historyOf("a.md"));
    await reading;
    await live.refresh();
    expect({ readings: readings.length, told }).toEqual({ readings: 1, told: [] });
  });
});
