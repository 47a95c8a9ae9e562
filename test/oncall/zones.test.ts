import { describe, expect, it } from "vitest";
import { createChance } from "../bench/chance.ts";
import { changesOf, checkChange, zones } from "./zones.ts";

describe("rotations and windows", () => {
  // All of them: node test/oncall/every-zone.ts
  it("leave no gap, no overlap and run forward only around the offset changes of a sample of zones", () => {
    const chance = createChance(20_260_329);
    const faults: string[] = [];
    let checks = 0;
    for (let sampled = 0; sampled < 250; ) {
      const changes = changesOf(zones[chance.even(zones.length)] ?? "UTC");
      const change = changes[chance.even(changes.length)];
      if (change === undefined) continue; // a zone that never changes
      const found = checkChange(change);
      faults.push(...found.faults);
      checks += found.checks;
      sampled += 1;
    }
    expect(faults).toEqual([]);
    expect(checks).toBeGreaterThan(17_500);
  });
});
