import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCommandStore, type SlackTables } from "../../../src/adapters/slack/command-store.ts";
import {
  type CommandRows,
  createCommands,
  rememberedCommands,
} from "../../../src/adapters/slack/commands.ts";
import { migrateStorage } from "../../../src/storage/migrate.ts";
import { inMemory, openStorage, type Storage } from "../../../src/storage/open-storage.ts";
import { createStoppedClock } from "../../support/stopped-clock.ts";

const url = "https://hooks.example/commands/1";

let storage: Storage<SlackTables>;
beforeEach(async () => {
  storage = await openStorage<SlackTables>(inMemory);
  await migrateStorage(storage);
});
afterEach(() => storage.close());

describe.each<[string, () => CommandRows]>([
  ["in the database", () => createCommandStore(storage.db)],
  ["in memory", rememberedCommands],
])("commands that are kept %s", (_where, rowsOf) => {
  async function kept() {
    const clock = createStoppedClock("2026-11-25T09:00:00Z");
    const commands = createCommands(rowsOf(), clock);
    await commands.keep("c:1", "U1", url);
    return { clock, commands };
  }

  it("give their address five times", async () => {
    const { commands } = await kept();
    for (const left of [5, 4, 3, 2, 1]) {
      expect(await commands.usesLeft("c:1")).toBe(left);
      expect(await commands.use("c:1")).toBe(url);
    }
    expect(await commands.usesLeft("c:1")).toBe(0);
    expect(await commands.use("c:1")).toBeUndefined();
  });

  it("give it for half an hour, and who gave them for a day", async () => {
    const { clock, commands } = await kept();
    clock.advance({ milliseconds: 30 * 60_000 - 1 });
    expect(await commands.use("c:1")).toBe(url);
    clock.advance({ milliseconds: 1 });
    expect(await commands.use("c:1")).toBeUndefined();
    clock.advance("PT23H30M");
    await commands.keep("c:2", "U2", url);
    expect(await commands.giver("c:1")).toBe("U1");
    clock.advance("PT1S");
    await commands.keep("c:3", "U3", url);
    expect(await commands.giver("c:1")).toBeUndefined();
    expect(await commands.giver("c:2")).toBe("U2");
  });

  it("begin anew with another address, and give none where there is none", async () => {
    const { commands } = await kept();
    await commands.use("c:1");
    await commands.keep("c:1", "U1", `${url}/more`);
    expect(await commands.usesLeft("c:1")).toBe(5);
    expect(await commands.use("c:1")).toBe(`${url}/more`);
    await commands.keep("c:1", "U1", undefined);
    expect(await commands.use("c:1")).toBeUndefined();
    expect(await commands.use("c:nowhere")).toBeUndefined();
  });
});
