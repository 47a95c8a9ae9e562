import { describe, expect, it } from "vitest";
import { useMatrixPlatforms } from "./office-platform.ts";

const open = useMatrixPlatforms();

it("what is to be taken away as the process starts goes as soon as it can", async () => {
  const { platform, server, ada, ama, where } = await open();
  const { id } = server.say(ama, where.room, "too much");
  await platform.start(async () => "stored");
  await platform.remove({ ...where, message: id });
  expect(server.seen(ada, where.room)).toMatchObject([{ id, redacted: true }]);
});

describe("a reply that may be out already", () => {
  it("is looked for as soon as the homeserver is there to be asked", async () => {
    const { platform, faults, where, clock } = await open();
    await platform.start(async () => "stored");
    expect(await platform.findSent(where, "a-nonce", clock.now())).toBe("absent");
    expect(faults).toEqual([]);
  });

  it("may be out for all we know while the homeserver cannot be asked", async () => {
    const { platform, where, clock } = await open();
    const found = platform.findSent(where, "a-nonce", clock.now());
    await platform.stop(Temporal.Duration.from({ seconds: 1 }));
    expect(await found).toBe("cannot-tell");
  });
});
