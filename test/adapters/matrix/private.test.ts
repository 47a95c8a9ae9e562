import { afterEach, expect, it } from "vitest";
import { saying } from "../../contract/core-bench.ts";
import { closeTownAtEnd, type MatrixWorld, openMatrixWorld } from "../../contract/matrix-world.ts";

closeTownAtEnd();

let world: MatrixWorld;
afterEach(async () => {
  expect(world.faults).toEqual([]);
  await world.close();
});

it.each([
  ["is said where it was asked for, in a direct room that is encrypted", true],
  ["goes to an encrypted direct room from one that is not, which is told so", false],
])("a private answer %s", async (_where, encrypted) => {
  world = await openMatrixWorld({ encrypted });
  const { server, ana, dm, lines } = world;
  const platform = world.connect();
  await platform.start(async () => "stored");
  const outcome = await platform.send(saying(dm, "for you", { audience: { only: ana } }), "n1");
  if (!("sent" in outcome)) throw new Error("It was not sent.");
  await world.arrived();
  expect(outcome.sent.room === dm.room).toBe(encrypted);
  expect(lines.seen(ana, { ...dm, room: outcome.sent.room }).map(({ text }) => text)).toEqual([
    "for you",
  ]);
  expect(server.seen(ana.user, outcome.sent.room)).toMatchObject([{ kind: "encrypted" }]);
  expect(server.seen(ana.user, dm.room).map(({ text }) => text)).toEqual(
    encrypted ? [""] : ["ana: I answered you in our direct room."],
  );
  await platform.stop(Temporal.Duration.from("PT1S"));
});

it("a private answer in a new room can be read by whom it is for, whom one sync brings with the room's mark", async () => {
  world = await openMatrixWorld({ encrypted: false });
  const { server, ama, ana, dm, lines } = world;
  const platform = world.connect();
  await platform.start(async () => "stored");
  const next = server.holdNext("sync", "before", undefined, ama);
  const mark = server.holdNext("put account_data", "after", undefined, ama);
  const sending = platform.send(saying(dm, "for you", { audience: { only: ana } }), "n1");
  await Promise.all([next.arrived, mark.arrived]);
  mark.release();
  await fetch(`${server.url}/_matrix/client/versions`);
  next.release();
  const outcome = await sending;
  if (!("sent" in outcome)) throw new Error("It was not sent.");
  await world.arrived();
  const direct = { ...dm, room: outcome.sent.room };
  expect(lines.seen(ana, direct).map(({ text }) => text)).toEqual(["for you"]);
  await platform.stop(Temporal.Duration.from("PT1S"));
});

it.each([
  ["encrypted", true],
  ["not", false],
])(
  "a new version that is for one alone is said to nobody else in a room that is %s",
  async (_how, encrypted) => {
    world = await openMatrixWorld({ encrypted });
    const { ana, bo, here, lines } = world;
    const platform = world.connect();
    await platform.start(async () => "stored");
    const first = await platform.send(saying(here, "for all", {}), "n1");
    if (!("sent" in first)) throw new Error("It was not sent.");
    const later = saying(here, "for you", { audience: { only: ana } });
    const outcome = await platform.edit(first.sent, later, "n2");
    if (!("sent" in outcome)) throw new Error("It was not sent.");
    await world.arrived();
    const direct = { ...here, room: outcome.sent.room };
    expect(direct.room).not.toBe(here.room);
    expect(lines.seen(ana, direct).map(({ text }) => text)).toEqual(["for you"]);
    // That there is something for Ana is left out by who reads for them.
    expect(lines.seen(bo, here).map(({ text }) => text)).toEqual(["for all"]);
    await platform.stop(Temporal.Duration.from("PT1S"));
  },
);
