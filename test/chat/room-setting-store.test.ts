import { expect, it } from "vitest";
import type { ChatTables } from "../../src/chat/chat-tables.ts";
import { createRoomSettingStore } from "../../src/chat/room-setting-store.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../src/storage/open-storage.ts";
import { nine } from "./a-message.ts";

it("keeps what each room has set, the last word of each name, until the default is back", async () => {
  const storage = await openStorage<ChatTables>(inMemory);
  await migrateStorage(storage);
  const store = createRoomSettingStore(storage.db);
  const set = (roomKey: string, text: string | undefined) =>
    storage.db
      .transaction()
      .execute((transaction) =>
        store.change(transaction, { roomKey, name: "mode", text, by: "p", at: nine }),
      );
  await set("r1", "quiet");
  await set("r1", "auto");
  await set("r2", "off");
  expect(await store.load("r1")).toMatchObject({ mode: "auto" });
  expect(await store.load("r2")).toMatchObject({ mode: "off" });
  expect(await store.load("r3")).toMatchObject({ mode: "mention" });
  await set("r1", undefined);
  expect(await store.load("r1")).toMatchObject({ mode: "mention" });
  await storage.close();
});
