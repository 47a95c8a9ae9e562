import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { createGapListStore } from "../../src/gaps/gap-list-store.ts";
import { createGapStore, type Dismissal } from "../../src/gaps/gap-store.ts";
import type { GapTables } from "../../src/gaps/gap-tables.ts";
import type { KeptMiss } from "../../src/gaps/miss-store.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../src/storage/open-storage.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";

const emptyFolder = useEmptyFolders();
const at = Temporal.Instant.from("2026-11-25T09:00:00Z");

async function openGaps(file = inMemory) {
  const storage = await openStorage<GapTables>(file);
  await migrateStorage(storage);
  let messages = 0;
  const store = createGapStore(storage.db);
  const list = createGapListStore(storage.db);
  return {
    ...storage,
    store,
    list,
    record(given: Partial<KeptMiss> = {}) {
      messages += 1;
      return store.record({
        kind: "no_answer",
        key: undefined,
        groupKey: "question:flux",
        text: "restart flux",
        asker: "a1",
        weight: 1,
        at,
        messageKey: `console:${messages}`,
        ...given,
      });
    },
    dismiss: (given: Partial<Dismissal> = {}, id = 1) =>
      store.dismiss(id, { reason: "not-ours", note: undefined, actor: "console", at, ...given }),
  };
}

describe("the installation's key", () => {
  it("is made once, whoever asks first", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    const [one, other] = [await openGaps(file), await openGaps(file)];
    expect(await one.store.installationKey("aa")).toBe("aa");
    expect(await other.store.installationKey("bb")).toBe("aa");
    await one.close();
    expect(await other.store.installationKey("cc")).toBe("aa");
    await other.close();
  });
});

describe("a miss", () => {
  it("opens a gap, and is counted for it when it comes again", async () => {
    const gaps = await openGaps();
    expect(await gaps.record()).toMatchObject({ id: 1, asks: 1, people: 1, title: "restart flux" });
    const later = at.add({ hours: 1 });
    expect(await gaps.record({ asker: "a2", text: "Flux?", at: later })).toMatchObject({
      id: 1,
      state: { state: "open", cameBack: false },
      title: "restart flux",
      asks: 2,
      people: 2,
      first: at,
      last: later,
    });
    await gaps.close();
  });

  it.each([
    ["the same person twice", { asker: "a1" }, 1],
    ["a program", { asker: undefined, weight: 0.25 }, 1],
    ["another person", { asker: "a2" }, 2],
  ])("counts people: %s", async (_what, given, people) => {
    const gaps = await openGaps();
    await gaps.record();
    expect(await gaps.record(given)).toMatchObject({ asks: 2, people });
    await gaps.close();
  });

  it("counts the same message once, even when its words have become another question", async () => {
    const gaps = await openGaps();
    await gaps.record({ messageKey: "m" });
    expect(await gaps.record({ messageKey: "m" })).toMatchObject({ id: 1, asks: 1 });
    expect(await gaps.record({ messageKey: "m", groupKey: "question:x" })).toMatchObject({ id: 1 });
    expect(await gaps.list.list({}, at)).toHaveLength(1);
    await gaps.close();
  });

  it("uses up no number when it comes again", async () => {
    const gaps = await openGaps();
    for (const groupKey of ["a", "a", "a", "b"]) await gaps.record({ groupKey });
    expect((await gaps.list.list({}, at)).map(({ id }) => id)).toEqual([1, 2]);
    await gaps.close();
  });

  it("is there after a restart", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    const before = await openGaps(file);
    await before.record({ messageKey: "before" });
    await before.close();
    const after = await openGaps(file);
    expect(await after.record()).toMatchObject({ id: 1, asks: 2 });
    await after.close();
  });
});

describe("the last 30 days", () => {
  it.each([
    ["a moment less", { hours: 30 * 24 - 1, minutes: 59, seconds: 59, milliseconds: 999 }, 1],
    ["exactly", { hours: 30 * 24 }, 0],
    ["a moment more", { hours: 30 * 24, milliseconds: 1 }, 0],
    ["no time", { hours: 0 }, 1],
  ])("hold an ask of %s ago", async (_what, age, people) => {
    const gaps = await openGaps();
    await gaps.record({ at: at.subtract(age) });
    const [gap] = await gaps.list.list({}, at);
    expect(gap).toMatchObject({ asks: 1, people: 1, recent: { people, asks: people } });
    await gaps.close();
  });

  it("hold a quarter for the ask of a program", async () => {
    const gaps = await openGaps();
    await gaps.record();
    await gaps.record({ asker: undefined, weight: 0.25 });
    const [gap] = await gaps.list.list({}, at);
    expect(gap?.recent).toEqual({ people: 1, asks: 1.25 });
    await gaps.close();
  });

  it("know nothing of what is asked later", async () => {
    const gaps = await openGaps();
    await gaps.record();
    await gaps.record({ at: at.add({ hours: 1 }) });
    expect(await gaps.list.list({}, at)).toMatchObject([{ asks: 1, last: at }]);
    expect(await gaps.list.list({}, at.subtract({ hours: 1 }))).toEqual([]);
    await gaps.close();
  });
});

describe("a dismissed gap", () => {
  it("stays dismissed until its asks have doubled, and comes back only once", async () => {
    const gaps = await openGaps();
    const states: string[] = [];
    const ask = async () => states.push((await gaps.record()).state.state);
    await ask();
    await ask();
    await gaps.dismiss({ note: "ask IT" });
    for (let n = 0; n < 2; n += 1) await ask();
    await gaps.dismiss();
    for (let n = 0; n < 8; n += 1) await ask();
    expect(states).toEqual(["open", "open", "dismissed", "open", ...Array(8).fill("dismissed")]);
    const history = await gaps.list.show(1, at);
    expect(history?.gap).toMatchObject({ asks: 12, reopened: 1 });
    expect(history?.events).toMatchObject([
      { from_state: undefined, event: "first-miss", to_state: "open", actor: undefined },
      {
        from_state: "open",
        event: "dismiss",
        to_state: "dismissed",
        cause: "not-ours",
        note: "ask IT",
      },
      { from_state: "dismissed", event: "asked-again", to_state: "open", cause: "asks doubled" },
      { from_state: "open", event: "dismiss", to_state: "dismissed", actor: "console" },
    ]);
    await gaps.close();
  });

  it("refuses to be dismissed again, and nothing changes", async () => {
    const gaps = await openGaps();
    await gaps.record();
    await gaps.dismiss();
    const before = await gaps.list.show(1, at);
    expect(await gaps.dismiss({ reason: "sensitive" })).toMatchObject({
      from: { state: "dismissed" },
      step: { problem: expect.stringContaining("G-1"), allowed: ["asked-again"] },
    });
    expect(await gaps.list.show(1, at)).toEqual(before);
    await gaps.close();
  });

  it("is none when nobody knows its number", async () => {
    const gaps = await openGaps();
    expect(await gaps.dismiss({}, 7)).toBeUndefined();
    await gaps.close();
  });

  it("loses its texts when it is sensitive, keeps its counters and group, and takes no text again", async () => {
    const gaps = await openGaps();
    await gaps.record();
    await gaps.dismiss({ reason: "sensitive" });
    for (let n = 0; n < 2; n += 1) {
      expect(await gaps.record()).toMatchObject({ id: 1, title: undefined });
    }
    expect(await gaps.list.show(1, at)).toMatchObject({ gap: { asks: 3 }, questions: [] });
    await gaps.close();
  });
});

describe("the questions of a gap", () => {
  it("are each wording once, the most asked first, then the oldest", async () => {
    const gaps = await openGaps();
    for (const text of ["c", "b", "a", "b"]) await gaps.record({ text });
    expect(await gaps.list.questions(1)).toEqual([
      { text: "b", asks: 2 },
      { text: "c", asks: 1 },
      { text: "a", asks: 1 },
    ]);
    await gaps.close();
  });
});

describe("the list", () => {
  it("may be narrowed to a state and a kind", async () => {
    const gaps = await openGaps();
    await gaps.record({ groupKey: "a" });
    await gaps.record({ groupKey: "b", kind: "rejected" });
    await gaps.record({ groupKey: "c" });
    await gaps.dismiss({}, 3);
    const ids = async (filter: Parameters<typeof gaps.list.list>[0]) =>
      (await gaps.list.list(filter, at)).map(({ id }) => id);
    expect(await ids({})).toEqual([1, 2, 3]);
    expect(await ids({ state: "open" })).toEqual([1, 2]);
    expect(await ids({ state: "dismissed" })).toEqual([3]);
    expect(await ids({ kind: "rejected" })).toEqual([2]);
    expect(await ids({ state: "answered" })).toEqual([]);
    await gaps.close();
  });

  it.each([
    [7, 3],
    [2, 1],
    [1, 1],
  ])("names the number that comes nearest to %i", async (id, nearest) => {
    const gaps = await openGaps();
    for (const groupKey of ["a", "b", "c"]) await gaps.record({ groupKey });
    await sql`delete from ask where gap = 2`.execute(gaps.db);
    await sql`delete from gap_event where gap = 2`.execute(gaps.db);
    await sql`delete from gap where id = 2`.execute(gaps.db);
    expect(await gaps.list.nearest(id)).toBe(nearest);
    await gaps.close();
  });
});

describe("the hot queries", () => {
  it.each([
    ["a group", "select * from gap where group_key = 'a'", "USING INDEX"],
    ["a message", "select gap from ask where message_key = 'm'", "USING INDEX"],
    [
      "the asks of a gap",
      "select count(*) from ask where gap = 1",
      "USING COVERING INDEX ask_of_gap",
    ],
    ["the open gaps", "select * from gap where state = 'open' order by id", "USING INDEX gap_open"],
  ])("find %s by an index", async (_what, query, index) => {
    const gaps = await openGaps();
    const { rows } = await sql`explain query plan ${sql.raw(query)}`.execute(gaps.db);
    expect(JSON.stringify(rows)).toContain(index);
    await gaps.close();
  });
});

describe("what somebody asked about", () => {
  const asked = async (gaps: Awaited<ReturnType<typeof openGaps>>) =>
    (await gaps.store.askedBy("a1")).map(({ id, question }) => [id, question]);

  it("is in their newest words, the open ones first, the last one asked about first", async () => {
    const gaps = await openGaps();
    await gaps.record();
    await gaps.record({ groupKey: "question:vpn", text: "vpn", at: at.add({ minutes: 1 }) });
    await gaps.record({ groupKey: "question:fax", text: "fax", at: at.add({ minutes: 2 }) });
    await gaps.record({ text: "flux restart", at: at.add({ minutes: 3 }) });
    await gaps.record({ text: "reboot flux", asker: "a2", at: at.add({ minutes: 4 }) });
    await gaps.dismiss({}, 3);
    expect(await asked(gaps)).toEqual([
      [1, "flux restart"],
      [2, "vpn"],
      [3, "fax"],
    ]);
    await gaps.close();
  });

  it("leaves out what others asked, and what nobody was told of", async () => {
    const gaps = await openGaps();
    await gaps.record({ asker: "a2" });
    await gaps.record({ kind: "repeat", groupKey: "entry|vpn" });
    await gaps.record({ kind: "human_answered", groupKey: "question:fax" });
    expect(await asked(gaps)).toEqual([]);
    await gaps.close();
  });

  it("is without words where they are deleted", async () => {
    const gaps = await openGaps();
    await gaps.record();
    await gaps.dismiss({ reason: "sensitive" });
    expect(await asked(gaps)).toEqual([[1, undefined]]);
    await gaps.close();
  });
});
