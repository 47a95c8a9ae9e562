import { once } from "node:events";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inMemory, openStorage } from "../../src/storage/open-storage.ts";
import { type ServeHolderTables, takeServeLease } from "../../src/storage/serve-lease.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { startProcess } from "./start-process.ts";

const emptyFolder = useEmptyFolders();
const open = (file: string) => openStorage<ServeHolderTables>(file);
const first = { pid: 4711, host: "web1", at: Temporal.Instant.from("2026-11-25T09:14:59Z") };
const second = { pid: 4712, host: "web2", at: Temporal.Instant.from("2026-11-25T10:00:00Z") };

describe("serving a database", () => {
  it("is refused to a second process, which hears who serves since when", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    const [ours, theirs] = [await open(file), await open(file)];
    const lease = await takeServeLease(ours, first);
    await expect(takeServeLease(theirs, second)).rejects.toMatchObject({
      code: "STORE_LOCKED",
      message: `${file} is served by process 4711 on web1 since 2026-11-25T09:14Z: only one "ama serve" may own it. Stop that one, or set AMA_DATABASE to another file.`,
    });
    await lease.release();
    await Promise.all([ours.close(), theirs.close()]);
  });

  it("is refused under another name of the same file", async () => {
    const folder = emptyFolder();
    const ours = await open(join(folder, "ama.sqlite"));
    symlinkSync(join(folder, "ama.sqlite"), join(folder, "alias.sqlite"));
    const theirs = await open(join(folder, "alias.sqlite"));
    const lease = await takeServeLease(ours, first);
    await expect(takeServeLease(theirs, second)).rejects.toMatchObject({ code: "STORE_LOCKED" });
    await lease.release();
    await Promise.all([ours.close(), theirs.close()]);
  });

  it("keeps nobody from reading and writing beside it", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    const [ours, theirs] = [await open(file), await open(file)];
    const lease = await takeServeLease(ours, first);
    await theirs.db.updateTable("serve_holder").set({ host: "web3" }).execute();
    expect(await ours.db.selectFrom("serve_holder").select("host").execute()).toEqual([
      { host: "web3" },
    ]);
    await lease.release();
    await Promise.all([ours.close(), theirs.close()]);
  });

  it("passes to the next one when it is released, and is released once", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    const [ours, theirs] = [await open(file), await open(file)];
    const lease = await takeServeLease(ours, first);
    await lease.release();
    expect(await ours.db.selectFrom("serve_holder").selectAll().execute()).toEqual([]);
    const next = await takeServeLease(theirs, second);
    await lease.release();
    await expect(takeServeLease(ours, first)).rejects.toMatchObject({
      message: expect.stringContaining("process 4712 on web2"),
    });
    await next.release();
    await Promise.all([ours.close(), theirs.close()]);
  });

  it("passes to the next one when its process is killed", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    using child = startProcess("serve", file);
    await once(child.stdout, "data");
    const storage = await open(file);
    await expect(takeServeLease(storage, second)).rejects.toMatchObject({
      code: "STORE_LOCKED",
      message: expect.stringContaining(`process ${child.pid} on web1 since 2026-11-25T09:14Z`),
    });
    child.kill("SIGKILL");
    await once(child, "exit");
    const lease = await takeServeLease(storage, second);
    expect(await storage.db.selectFrom("serve_holder").selectAll().execute()).toEqual([
      { seat: 1, pid: 4712, host: "web2", since: second.at.epochMilliseconds },
    ]);
    await lease.release();
    await storage.close();
  });

  it("in memory is nobody else's affair", async () => {
    const storage = await open(inMemory);
    await (await takeServeLease(storage, first)).release();
    expect(await storage.db.selectFrom("serve_holder").selectAll().execute()).toEqual([]);
    await storage.close();
  });
});
