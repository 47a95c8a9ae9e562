import { expect, it } from "vitest";
import type { InboxItem } from "../../../src/chat/inbox-item.ts";
import { membershipOf } from "../../support/mini-homeserver/room-state.ts";
import { useMatrixPlatforms } from "./office-platform.ts";

const open = useMatrixPlatforms();

/** A bot that listens, and somebody of a homeserver that is not listed. */
async function openWithStranger() {
  const office = await open();
  const { server, platform, ama } = office;
  const { id: eve } = server.addUser("eve", { server: "elsewhere.example" });
  const items: InboxItem[] = [];
  await platform.start(async (item) => {
    items.push(item);
    return "stored";
  });
  await server.caughtUp(ama);
  items.splice(0);
  return { ...office, eve, items };
}

it("an invitation of somebody who is not listed is declined, and nothing is said of it", async () => {
  const { server, ama, eve, items, faults } = await openWithStranger();
  const trap = server.openRoom("trap", [eve]);
  server.invite(eve, trap.id, ama);
  await server.caughtUp(ama);
  expect(membershipOf(trap, ama)).toBe("leave");
  expect(items.filter(({ kind }) => kind !== "room")).toEqual([]);
  expect(items).not.toContainEqual(expect.objectContaining({ change: "joined" }));
  expect(faults).toEqual([]);
});

it("an invitation into what a room of the bot goes on as is taken, whoever asks", async () => {
  const { server, room, where, ada, ama, eve, items, faults } = await openWithStranger();
  const next = server.upgrade(ada, room);
  await server.caughtUp(ama);
  expect(membershipOf(next, ama)).toBeUndefined();
  server.invite(ada, next.id, eve);
  server.join(eve, next.id);
  server.invite(eve, next.id, ama);
  await server.caughtUp(ama);
  expect(membershipOf(next, ama)).toBe("join");
  expect(items).toContainEqual(
    expect.objectContaining({ change: "upgraded", room: where, to: { ...where, room: next.id } }),
  );
  expect(faults).toEqual([]);
});

it("an invitation into a room that merely says it goes on from another is declined", async () => {
  const { server, room, ama, eve } = await openWithStranger();
  const fraud = server.openRoom("fraud", [eve], { predecessor: room });
  server.invite(eve, fraud.id, ama);
  await server.caughtUp(ama);
  expect(membershipOf(fraud, ama)).toBe("leave");
});
