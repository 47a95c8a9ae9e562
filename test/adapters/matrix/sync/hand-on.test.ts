import { MatrixEvent } from "matrix-js-sdk";
import { describe, expect, it } from "vitest";
import type { RoomEvent } from "../../../../src/adapters/matrix/in/room-event.ts";
import { createHandOn } from "../../../../src/adapters/matrix/sync/hand-on.ts";
import { createReadability } from "../../../../src/adapters/matrix/sync/readability.ts";
import { createRoomLines } from "../../../../src/adapters/matrix/sync/room-lines.ts";
import { createStoppedClock } from "../../../support/stopped-clock.ts";
import { createKeyRing } from "../key-ring.ts";

function world() {
  const clock = createStoppedClock("2026-03-02T09:00:00Z");
  const ring = createKeyRing();
  const ended = new AbortController().signal;
  const fault = (error: unknown) => {
    throw error;
  };
  const lines = createRoomLines({ pause: async () => {}, ended, fault, changed() {} });
  const readability = createReadability();
  const taken: RoomEvent[] = [];
  const handOn = createHandOn({
    client: { decryptEventIfNeeded: (event) => event.attemptDecryption(ring.backend) },
    lines,
    take: async (event) => void taken.push(event),
    clock,
    readability,
  });
  const locked = () =>
    new MatrixEvent({
      ...{ event_id: "$1", sender: "@ada:x", room_id: "!a", origin_server_ts: 1_000 },
      type: "m.room.encrypted",
      content: { algorithm: "m.megolm.v1.aes-sha2", ciphertext: "AwgA" },
    });
  return {
    ...{ clock, ring, lines, readability, taken, locked },
    handOn: (event: MatrixEvent) => handOn(event, "!a", { replay: false, again: false }),
    async keyComes(event: MatrixEvent) {
      ring.has("m.room.message", { body: "hello" });
      await event.attemptDecryption(ring.backend, { isRetry: true });
      await lines.settled();
    },
  };
}

describe("an event that cannot be read", () => {
  it("is handed on as it is, and again once its key has come", async () => {
    const { handOn, locked, keyComes, taken, readability } = world();
    const event = locked();
    expect(await handOn(event)).toBe(true);
    expect(readability.unreadableRate()).toBe(1);
    await keyComes(event);
    expect(taken).toEqual([
      expect.objectContaining({ id: "$1", type: "m.room.encrypted", unreadable: "no-key-yet" }),
      expect.objectContaining({ id: "$1", type: "m.room.message", content: { body: "hello" } }),
    ]);
    expect(taken[1]).not.toHaveProperty("unreadable");
    expect([readability.unreadable(), readability.unreadableRate()]).toEqual([0, 0]);
  });

  it.each([
    ["a millisecond before ten minutes are over", 599_999, 2],
    ["not at ten minutes: nobody waits for an answer any more", 600_000, 1],
  ])("is handed on again %s", async (_when, milliseconds, times) => {
    const { handOn, locked, keyComes, taken, clock, readability } = world();
    const event = locked();
    await handOn(event);
    clock.advance({ milliseconds });
    await keyComes(event);
    expect(taken).toHaveLength(times);
    expect(readability.unreadable()).toBe(0);
  });

  it("is told from one that nobody will ever let us read", async () => {
    const { handOn, locked, ring, taken } = world();
    ring.isWithheld();
    await handOn(locked());
    expect(taken).toEqual([expect.objectContaining({ unreadable: "withheld" })]);
  });

  it("counts once, beside those that can be read", async () => {
    const { handOn, locked, ring, readability } = world();
    await handOn(locked());
    ring.has("m.room.message", { body: "hello" });
    for (let at = 0; at < 3; at += 1) await handOn(locked());
    expect([readability.unreadable(), readability.unreadableRate()]).toEqual([1, 0.25]);
  });
});
