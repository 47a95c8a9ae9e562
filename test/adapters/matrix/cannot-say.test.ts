import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChatPlatform } from "../../../src/chat/chat-platform.ts";
import { closeTownAtEnd, type MatrixWorld, openMatrixWorld } from "../../contract/matrix-world.ts";

closeTownAtEnd();

let world: MatrixWorld;
let platform: ChatPlatform;
beforeEach(async () => {
  world = await openMatrixWorld({ encrypted: true });
  platform = world.connect();
  await platform.start(async () => "stored");
});
afterEach(async () => {
  await platform.stop(Temporal.Duration.from("PT1S"));
  expect(world.faults).toEqual([]);
  await world.close();
});

const notNow = { kind: "refused", status: 502, errcode: "M_UNKNOWN" } as const;
const forbidden = { kind: "refused", status: 403, errcode: "M_FORBIDDEN" } as const;

describe("a homeserver that cannot say now", () => {
  it("does not make a room gone, which one that knows none does", async () => {
    world.server.failNext("alias", notNow);
    await expect(platform.roomNamed?.("#ops")).rejects.toThrow("502");
    expect(await platform.roomNamed?.("#nowhere")).toBeUndefined();
  });

  it("does not leave somebody without a direct room, which one that refuses does", async () => {
    world.server.failNext("createRoom", notNow);
    await expect(platform.directRoom(world.bo)).rejects.toThrow("502");
    world.server.failNext("createRoom", forbidden);
    expect(await platform.directRoom(world.bo)).toBeUndefined();
  });
});
