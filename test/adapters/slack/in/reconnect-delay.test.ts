import { expect, it } from "vitest";
import { reconnectDelayMs } from "../../../../src/adapters/slack/in/reconnect-delay.ts";

it("a lost connection is made anew at once, and after failures with waits from 5 s to 5 min", () => {
  const waits = [0, 1, 2, 3, 6, 7, 8, 2_000].map(reconnectDelayMs);

  expect(waits).toEqual([0, 5_000, 10_000, 20_000, 160_000, 300_000, 300_000, 300_000]);
});
