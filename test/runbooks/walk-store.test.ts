import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startChecklist } from "../../src/runbooks/checklist.ts";
import { createWalkStore, type Going, type WalkTables } from "../../src/runbooks/walk-store.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../src/storage/open-storage.ts";
import { readPage } from "../knowledge/read-page.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { ana, everything, noon, runbookPage, walked, walkOf } from "./walk-of.ts";

const emptyFolder = useEmptyFolders();
const walk = walkOf(runbookPage(everything));
const twoHours = 7_200_000;
const thread = '["console","local","room",null]';

async function openWalks(file = inMemory) {
  const storage = await openStorage<WalkTables>(file);
  await migrateStorage(storage);
  const broken: number[] = [];
  const store = createWalkStore(storage.db, (id) => broken.push(id));
  return {
    ...storage,
    store,
    broken,
    start: (going: Going, key = thread) =>
      storage.db.transaction().execute((transaction) => store.start(transaction, key, going, noon)),
    save: (id: number, going: Going) =>
      storage.db
        .transaction()
        .execute((transaction) =>
          store.save(transaction, { id, conversationKey: thread, going }, noon),
        ),
    end: (id: number) =>
      storage.db.transaction().execute((transaction) => store.end(transaction, id, noon)),
  };
}

function checklist() {
  const { entry } = readPage(
    "checklists/move.md",
    "---\ntitle: Move house\nowner: ana\n---\n\nMove.\n\n## Before\n\n- [ ] Boxes\n- [ ] Van\n",
  );
  const list = entry && startChecklist(entry, ana, noon);
  if (!list) throw new Error("The page holds no list");
  return list;
}

describe("a walk that is kept", () => {
  it("goes on after a restart between any two events", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    const events = ["start", "yes", "worked", "did-not-work", "note", "worked", "skip"] as const;
    let walks = await openWalks(file);
    await walks.start(walk);
    let expected = walk;
    for (const event of events) {
      await walks.close();
      walks = await openWalks(file);
      const stored = await walks.store.running(thread);
      expect(stored?.going).toEqual(expected);
      const outcome = walked(stored?.going ?? walk, [event]);
      await walks.save(stored?.id ?? 0, outcome.walk);
      expected = outcome.walk;
    }
    expect(expected.position).toEqual({ at: "step", step: 4 });
    await walks.close();
  });

  it("is ended by a new one in the thread, and by none elsewhere", async () => {
    const walks = await openWalks();
    const first = await walks.start(walk);
    const second = await walks.start(walk);
    const elsewhere = await walks.start(walk, "elsewhere");
    expect((await walks.store.running(thread))?.id).toBe(second.id);
    expect((await walks.store.running("elsewhere"))?.id).toBe(elsewhere.id);
    await walks.save(first.id, walk);
    expect((await walks.store.running(thread))?.id).toBe(second.id);
    await walks.end(second.id);
    expect(await walks.store.running(thread)).toBeUndefined();
    await walks.close();
  });

  it("is gone once it is over", async () => {
    const walks = await openWalks();
    const { id } = await walks.start(walk);
    await walks.save(id, walked(walk, ["stop"]).walk);
    expect(await walks.store.running(thread)).toBeUndefined();
    expect(await walks.store.sleepDue(noon.add({ hours: 9 }))).toEqual([]);
    await walks.close();
  });

  it.each([
    ["a millisecond early", -1, 0],
    ["when it is due", 0, 1],
    ["later", 60_000, 1],
  ])("falls asleep: %s", async (_, milliseconds, count) => {
    const walks = await openWalks();
    await walks.start(walk);
    const due = noon.add({ milliseconds: twoHours + milliseconds });
    expect(await walks.store.sleepDue(due)).toHaveLength(count);
    expect(await walks.store.sleepDue(due)).toEqual([]);
    expect((await walks.store.running(thread))?.going.asleep).toBe(count === 1);
    await walks.close();
  });

  it("is woken", async () => {
    const walks = await openWalks();
    const { id } = await walks.start(walk);
    const [slept] = await walks.store.sleepDue(noon.add({ hours: 2 }));
    const at = noon.add({ hours: 9 });
    const awake = walked(slept?.going ?? walk, ["where"], { at }).walk;
    await walks.save(id, awake);
    expect(await walks.store.sleepDue(at)).toEqual([]);
    expect(await walks.store.sleepDue(at.add({ hours: 2 }))).toHaveLength(1);
    await walks.close();
  });

  it.each([
    ["no JSON", "{"],
    ["something else", '{"kind":"runbook"}'],
    ["a position outside", JSON.stringify({ kind: "runbook", position: { at: "step", step: 9 } })],
  ])("is reported, and is not there, when its row is broken: %s", async (_, body) => {
    const walks = await openWalks();
    const { id } = await walks.start(walk);
    await walks.db.updateTable("walk").set({ body }).execute();
    expect(await walks.store.running(thread)).toBeUndefined();
    expect(await walks.store.sleepDue(noon.add({ hours: 2 }))).toEqual([]);
    expect(walks.broken).toEqual([id, id]);
    expect(await walks.store.sleepDue(noon.add({ hours: 2 }))).toEqual([]);
    expect(walks.broken).toHaveLength(2);
    const next = await walks.start(walk);
    expect((await walks.store.running(thread))?.id).toBe(next.id);
    expect(walks.broken).toHaveLength(2);
    await walks.close();
  });
});

describe("a checklist that is kept", () => {
  it("stands beside a walk, and never sleeps", async () => {
    const walks = await openWalks();
    const list = checklist();
    const { id } = await walks.start(list);
    await walks.start(walk);
    await walks.store.sleepDue(noon.add({ hours: 999 }));
    expect(await walks.store.ticking(thread)).toEqual({ id, conversationKey: thread, going: list });
    await walks.save(id, { ...list, ended: true });
    expect(await walks.store.ticking(thread)).toBeUndefined();
    await walks.close();
  });
});
