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
