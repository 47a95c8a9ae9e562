import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { createGapListStore } from "../../src/gaps/gap-list-store.ts";
import { createGapStore } from "../../src/gaps/gap-store.ts";
import type { GapTables } from "../../src/gaps/gap-tables.ts";
import { createGapsFeature, type Miss } from "../../src/gaps/gaps-feature.ts";
import { createLog } from "../../src/kernel/log.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../src/storage/open-storage.ts";
import { captureOutput } from "../support/captured-output.ts";

const at = Temporal.Instant.from("2026-11-25T09:00:00Z");

async function openFeature() {
  const storage = await openStorage<GapTables>(inMemory);
  await migrateStorage(storage);
  const output = captureOutput();
  const feature = createGapsFeature({
    store: createGapStore(storage.db),
    secret: "00".repeat(32),
    timeZone: "UTC",
    log: createLog("trace", output),
  });
  let messages = 0;
  return {
    ...storage,
    output,
    feature,
    list: createGapListStore(storage.db),
    miss(given: Partial<Miss> = {}) {
      messages += 1;
      return feature.recordMiss({
        question: "How do I restart the flux capacitor?",
        kind: "no_answer",
        key: undefined,
        asker: { platform: "console", user: "ana" },
        at,
        messageKey: `console:${messages}`,
        ...given,
      });
    },
  };
}

describe("a miss that is taken back", () => {
  const ana = { platform: "console", user: "ana" };
  const vpn = { kind: "wrong_or_stale", key: "entry|vpn" } as const;
  const withdraw = async (
    { db, feature }: Awaited<ReturnType<typeof openFeature>>,
    given: Partial<Parameters<typeof feature.withdrawWithin>[1]> = {},
  ) => {
    const miss = { key: vpn.key, asker: ana, at, ...given };
    await db.transaction().execute((transaction) => feature.withdrawWithin(transaction, miss));
  };

  it("leaves a gap that nobody asks for, which is nowhere shown and cannot be dismissed", async () => {
    const gaps = await openFeature();
    await gaps.miss(vpn);
    await withdraw(gaps);
    expect(await gaps.list.list({}, at)).toEqual([]);
    expect(await gaps.list.show(1, at)).toBeUndefined();
    expect(await gaps.list.nearest(1)).toBeUndefined();
    const dismissal = { reason: "not-ours", note: undefined, actor: "console", at } as const;
    expect(await gaps.feature.dismiss(1, dismissal)).toBeUndefined();
    expect(await gaps.miss(vpn)).toMatchObject({ id: "G-1", text: "Logged as G-1." });
    await gaps.close();
  });

  it.each([
    ["by somebody else", { asker: { ...ana, user: "bo" } }],
    ["with another key", { key: "entry|wiki" }],
    ["at another instant", { at: at.add({ seconds: 1 }) }],
  ])("is not one that was recorded %s", async (_, given) => {
    const gaps = await openFeature();
    await gaps.miss(vpn);
    await withdraw(gaps, given);
    expect(await gaps.list.list({}, at)).toMatchObject([{ asks: 1 }]);
    await gaps.close();
  });

  it("is the last one of several", async () => {
    const gaps = await openFeature();
    await gaps.miss({ ...vpn, question: "first" });
    await gaps.miss({ ...vpn, question: "second" });
    await withdraw(gaps);
    expect(await gaps.list.list({}, at)).toMatchObject([{ asks: 1, title: "first" }]);
    await gaps.close();
  });
});

describe("a miss", () => {
  it("is told with its number, then as asked before, then with the people", async () => {
    const gaps = await openFeature();
    const asker = (user: string) => ({ asker: { platform: "console", user } });
    const notices = [
      await gaps.miss(asker("ana")),
      await gaps.miss(asker("ana")),
      await gaps.miss(asker("bo")),
      await gaps.miss(asker("cleo")),
    ];
    expect(notices).toEqual([
      { id: "G-1", text: "Logged as G-1." },
      { id: "G-1", text: "Asked before (G-1)." },
      { id: "G-1", text: "Asked before (G-1)." },
      {
        id: "G-1",
        text: 'Known gap G-1 "How do I restart the flux capacitor?", asked by 3 people since 25 November.',
      },
    ]);
    await gaps.close();
  });

  it("is scrubbed before anything of it is stored, and its asker is no name", async () => {
    const gaps = await openFeature();
    await gaps.miss({ question: "unlock jane.doe@example.org" });
    const [ask] = await gaps.db.selectFrom("ask").selectAll().execute();
    expect(ask).toMatchObject({
      text: "unlock [mail]",
      asker: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    const everything = JSON.stringify([
      ask,
      await gaps.db.selectFrom("gap").selectAll().execute(),
      await gaps.db.selectFrom("gap_event").selectAll().execute(),
    ]);
    expect(everything).not.toMatch(/jane|example|\bana\b|unlock(?! \[mail\])/);
    await gaps.close();
  });

  it("of a program is a quarter of an ask and no person", async () => {
    const gaps = await openFeature();
    await gaps.miss({ asker: undefined });
    const [gap] = await gaps.list.list({}, at);
    expect(gap).toMatchObject({ people: 0, asks: 1, recent: { people: 0, asks: 0.25 } });
    await gaps.close();
  });

  it("with a structured key belongs to it, whatever its words", async () => {
    const gaps = await openFeature();
    const key = "restart|payments-api";
    await gaps.miss({ kind: "no_runbook", key, question: "restart payments" });
    await gaps.miss({ kind: "no_runbook", key, question: "bounce the payments api" });
    expect(await gaps.list.list({}, at)).toMatchObject([{ kind: "no_runbook", key, asks: 2 }]);
    await gaps.close();
  });

  it("that the database does not take is logged without a word of it, and nothing is told", async () => {
    const gaps = await openFeature();
    await sql`drop table ask`.execute(gaps.db);
    expect(await gaps.miss()).toBeUndefined();
    expect(JSON.parse(gaps.output.text())).toMatchObject({
      level: "error",
      event: "gaps.unrecorded",
      code: "SQLITE_ERROR",
    });
    expect(gaps.output.text()).not.toContain("capacitor");
    await gaps.close();
  });
});

describe("a dismissal", () => {
  it("has its note scrubbed, too", async () => {
    const gaps = await openFeature();
    await gaps.miss();
    const note = "ask jane.doe@example.org";
    await gaps.feature.dismiss(1, { reason: "not-ours", note, actor: "console", at });
    const history = await gaps.list.show(1, at);
    expect(history?.gap.state).toMatchObject({ note: "ask [mail]" });
    expect(history?.events.at(-1)).toMatchObject({ note: "ask [mail]" });
    await gaps.close();
  });
});
