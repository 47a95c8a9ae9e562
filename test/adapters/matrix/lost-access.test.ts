import { expect, it } from "vitest";
import { saying } from "../../contract/core-bench.ts";
import { closeTownAtEnd, openMatrixWorld } from "../../contract/matrix-world.ts";

closeTownAtEnd();

it("what is being encrypted when the homeserver forgets the bot is said later, and nothing breaks", async () => {
  const world = await openMatrixWorld({ encrypted: true });
  const { server, ama, here } = world;
  const platform = world.connect();
  await platform.start(async () => "stored");
  const held = server.holdNext("sendToDevice", "before", undefined, ama);
  const sending = platform.send(saying(here, "text"), "n1");
  await held.arrived;
  await server.revoke(ama);
  await world.life().becomes(({ state }) => state === "down");
  held.release();
  expect(await sending).not.toHaveProperty("sent");
  expect(await platform.send(saying(here, "text"), "n1")).toHaveProperty("retryInMs");
  expect(server.calls("send")).toEqual([]);
  await platform.stop(Temporal.Duration.from("PT1S"));
  await world.close();
});
