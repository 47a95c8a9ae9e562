import { type IEvent, MatrixEvent } from "matrix-js-sdk";
import { describe, expect, it } from "vitest";
import { readEvent } from "../../../../src/adapters/matrix/sync/read-event.ts";
import { createKeyRing } from "../key-ring.ts";

const at = Temporal.Instant.from("2026-03-02T09:00:00Z");
const sent = { event_id: "$1", sender: "@ada:x", origin_server_ts: at.epochMilliseconds - 5 };
const relation = { rel_type: "m.thread", event_id: "$root" };

const read = (event: Partial<IEvent>) => readEvent(new MatrixEvent(event), "!a", at);

async function readLocked(content: object, clear?: object) {
  const ring = createKeyRing();
  if (clear) ring.has("m.room.message", clear);
  const event = new MatrixEvent({ ...sent, type: "m.room.encrypted", content });
  await event.attemptDecryption(ring.backend);
  return readEvent(event, "!a", at);
}

describe("an event of a room", () => {
  it("is read as it was sent", () => {
    const content = { msgtype: "m.text", body: "hello", "m.relates_to": relation };
    expect(read({ ...sent, type: "m.room.message", content })).toEqual({
      ...{ id: "$1", room: "!a", sender: "@ada:x", type: "m.room.message", content },
      sentAt: at.subtract({ milliseconds: 5 }),
      wasEncrypted: false,
    });
  });

  it("keeps the state that it is about", () => {
    expect(read({ ...sent, type: "m.room.tombstone", state_key: "", content: {} })).toMatchObject({
      stateKey: "",
    });
  });

  it.each([
    ["beside its content, as before version 11", { redacts: "$9", content: {} }],
    ["in its content", { content: { redacts: "$9" } }],
  ])("names what it redacts %s", (_where, more) => {
    expect(read({ ...sent, type: "m.room.redaction", ...more })).toMatchObject({ redacts: "$9" });
  });

  it.each([
    ["in the middle of the year 300000", 9_000_000_000_000_000],
    ["between two milliseconds", 1.5],
  ])("is as old as its arrival, when its sender says it was sent %s", (_when, time) => {
    const event = { ...sent, origin_server_ts: time, type: "m.room.message", content: {} };
    expect(read(event)?.sentAt).toEqual(at);
  });

  it.each([
    ["no id", { sender: "@ada:x", type: "m.room.message", content: {} }],
    ["no sender", { event_id: "$1", type: "m.room.message", content: {} }],
  ])("is none with %s", (_what, event) => {
    expect(read(event)).toBeUndefined();
  });

  it("is read as it was locked up, with the relation that was sent beside it", async () => {
    const locked = { ciphertext: "AwgA", "m.relates_to": relation };
    expect(await readLocked(locked, { body: "hello" })).toMatchObject({
      type: "m.room.message",
      content: { body: "hello", "m.relates_to": relation },
      wasEncrypted: true,
    });
  });

  it("tells what stands around the lock, when that cannot be opened", async () => {
    const event = await readLocked({ ciphertext: "AwgA", "m.relates_to": relation });
    expect(event).toMatchObject({ type: "m.room.encrypted", unreadable: "no-key-yet" });
    expect(event?.content).toEqual({ "m.relates_to": relation });
  });
});
