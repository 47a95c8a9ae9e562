import { expect, it } from "vitest";
import { createRecentMap } from "../../src/kernel/recent-map.ts";

it("a recent map forgets what was set longest ago, and not what was set anew since", () => {
  const map = createRecentMap<number>(2);
  map.set("one", 1);
  map.set("two", 2);
  map.set("one", 11);
  map.set("three", 3);
  expect(["one", "two", "three"].map(map.get)).toEqual([11, undefined, 3]);
  map.delete("one");
  map.set("four", 4);
  expect(["one", "three", "four"].map(map.has)).toEqual([false, true, true]);
});
