import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewOverlay } from "../../src/oncall/overlay.ts";
import { createOverlayStore } from "../../src/oncall/overlay-store.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { weekly } from "../oncall/notices-roster.ts";
import { span } from "../oncall/rosters.ts";
import { createMemoryPlatform } from "../support/memory-platform.ts";
import { botUser } from "../support/memory-server.ts";
import { smallOffice } from "../support/small-office.ts";
import { createStoppedClock } from "../support/stopped-clock.ts";
import { openWholeBot } from "../support/whole-bot.ts";

const people = [
  "teams: [{id: team-platform, name: Platform, members: [ana]}]",
  "people: [{id: ana, name: Ana, timezone: Europe/Lisbon}, {id: bo, name: Bo}, {id: cem, name: Cem}]",
  "",
].join("\n");
const baseOf = (schedule: string) =>
  knowledgeOf({
    ...smallOffice,
    "people.yaml": people,
    "oncall.yaml": `schedules:\n  ${schedule}\n`,
  });

/** The small office an hour before Ana, in Lisbon, hands over to Bo: on Monday, 30 November 2026, at 08:00 UTC. */
async function openOffice() {
  const clock = createStoppedClock("2026-11-30T07:00:00Z");
  const memory = createMemoryPlatform({ clock });
  let base = baseOf(weekly);
  let rooms = { reach: true, have: true };
  const bot = await openWholeBot({
    clock,
    knowledge: () => base,
    connect: () => ({
      ...memory.platform,
      async directRoom(who) {
        if (!rooms.reach) throw new Error("The platform does not answer.");
        return rooms.have ? await memory.platform.directRoom(who) : undefined;
      },
    }),
  });
  const overlays = createOverlayStore(bot.db);
  const heard = (who: string) =>
    memory
      .seen(who, memory.dm(who))
      .filter(({ by }) => by === botUser)
      .map(({ text }) => text);
  const before: Record<string, number> = {};
  return {
    ...bot,
    isDead: () => bot.isDead,
    clock,
    heard,
    /** What somebody was told since this was last asked. */
    news(who: string) {
      const all = heard(who);
      const fresh = all.slice(before[who] ?? 0);
      before[who] = all.length;
      return fresh;
    },
    async at(instant: string) {
      clock.set(instant);
      await bot.settle();
    },
    /** Lets time pass while the bot is away. */
    async awayUntil(instant: string) {
      await bot.end("stop");
      clock.set(instant);
      await bot.start();
    },
    write(schedule: string) {
      base = baseOf(schedule);
    },
    rooms(now: Partial<typeof rooms>) {
      rooms = { ...rooms, ...now };
    },
    async change(madeBy: string, made: Partial<NewOverlay> & Pick<NewOverlay, "start" | "end">) {
      const plain = { kind: "override", schedule: "primary", person: madeBy } as const;
      const overlay = { ...plain, other: undefined, asked: undefined, ...made };
      const request = `by ${madeBy} from ${overlay.start}`;
      await bot.db.transaction().execute((transaction) =>
        overlays.add(transaction, [overlay], {
          request,
          by: madeBy,
          conversation: "here",
          at: clock.now(),
        }),
      );
      return request;
    },
    take: (request: string, by: string) =>
      bot.db
        .transaction()
        .execute((transaction) => overlays.take(transaction, request, by, clock.now())),
    cancel: (request: string) =>
      bot.db
        .transaction()
        .execute((transaction) => overlays.cancel(transaction, request, clock.now())),
  };
}

let office: Awaited<ReturnType<typeof openOffice>>;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(async () => {
  expect(office.faults).toEqual([]);
  await office.close();
});

const on = expect.stringMatching(/^You are on call for "primary": /);
const off = expect.stringMatching(/^You are off call for "primary" since /);
const changed = expect.stringMatching(/^Your shifts have changed:/);

describe("a hand-off", () => {
  it("is told when it is there, to both, and once", async () => {
    await office.at("2026-11-30T07:59:59Z");
    expect([office.heard("ana"), office.heard("bo")]).toEqual([[], []]);
    await office.at("2026-11-30T08:00:00Z");
    await office.at("2026-11-30T08:01:00Z");
    await office.at("2026-11-30T07:30:00Z");
    await office.at("2026-11-30T08:00:00Z");
    expect(office.heard("ana")).toEqual([off]);
    expect(office.heard("bo")).toEqual([on]);
    expect(office.heard("bo").join()).not.toContain("late");
  });

  it("is waited for without a write to the disk while nothing changes", async () => {
    const written = async () =>
      (await sql<{ count: number }>`select total_changes() as count`.execute(office.db)).rows[0];
    const before = await written();
    for (let second = 0; second < 20; second += 1) {
      office.clock.advance("PT1S");
      await office.settle();
    }
    expect(await written()).toEqual(before);
  });

  it("where the clocks change is told an hour later by UTC, and once", async () => {
    office.clock.set("2026-10-24T00:00:00Z");
    office.write(
      "nightly: {timezone: Europe/Berlin, layers: [{name: day, people: [ana, bo], every: 1 day, start: 2026-10-23T09:00}]}",
    );
    await office.settle();
    await office.at("2026-10-24T07:00:00Z");
    office.news("ana");
    await office.at("2026-10-25T07:00:00Z");
    expect(office.news("ana")).toEqual([]);
    await office.at("2026-10-25T08:00:00Z");
    expect(office.news("ana")).toEqual([expect.stringContaining("Sun 25 Oct 09:00")]);
  });

  it("moves with an override that is made after it was planned", async () => {
    await office.at("2026-11-30T07:30:00Z");
    await office.change("ana", span("2026-11-30T07:45:00Z", "2026-11-30T10:00:00Z"));
    await office.at("2026-11-30T08:00:00Z");
    expect(office.news("ana")).toEqual([]);
    expect(office.news("bo")).toEqual([changed]);
    await office.at("2026-11-30T10:00:00Z");
    expect(office.news("ana")).toEqual([off]);
    expect(office.news("bo")).toEqual([on]);
    await office.at("2026-11-30T23:00:00Z");
    expect([office.news("ana"), office.news("bo")]).toEqual([[], []]);
  });

  it("comes back when the override is taken back", async () => {
    const made = await office.change("ana", span("2026-11-30T07:45:00Z", "2026-11-30T10:00:00Z"));
    await office.at("2026-11-30T07:30:00Z");
    await office.cancel(made);
    await office.at("2026-11-30T07:40:00Z");
    office.news("bo");
    await office.at("2026-11-30T08:00:00Z");
    expect(office.news("bo")).toEqual([on]);
  });

  it.each([
    ["5 minutes", "2026-11-30T08:05:00Z", [off], [on], undefined],
    ["a moment more", "2026-11-30T08:05:01Z", [off], [on], "5 min"],
    ["an hour", "2026-11-30T09:12:00Z", [off], [on], "1 h 12 min"],
    ["three days", "2026-12-03T08:00:00Z", [], [on], "3 d"],
    ["the whole shift", "2026-12-07T08:00:00Z", [on], [off], undefined],
  ])("that came while we were away is told at once: %s late", async (_, until, ana, bo, late) => {
    await office.awayUntil(until);
    expect(office.heard("ana").slice(0, ana.length)).toEqual(ana);
    expect(office.news("bo").slice(0, bo.length)).toEqual(bo);
    const words = late === undefined ? "" : `This comes late by ${late}.`;
    if (words) expect(office.heard("bo")[0]).toContain(words);
    else expect(office.heard("bo").join()).not.toContain("late");
    office.takeFaults();
    await office.settle();
    expect(office.news("bo")).toEqual([]);
  });

  it("that was planned by nobody, since we were away so long, is told all the same", async () => {
    await office.at("2026-11-30T08:00:00Z");
    office.news("ana");
    await office.awayUntil("2026-12-08T08:00:00Z");
    expect(office.news("ana")).toEqual([
      expect.stringMatching(/^You are on call .*Mon 7 Dec 08:00 .*This comes late by 1 d\./s),
    ]);
    expect(office.takeFaults()).toEqual([]);
  });
});

describe("a restart", () => {
  it("at any statement of the database loses nothing and tells nothing twice", async () => {
    let statement = 0;
    let isThrough = false;
    while (!isThrough) {
      statement += 1;
      const one = await openOffice();
      one.write(weekly.replace("people: [ana, bo]", "people: [ana, bo, cem]"));
      one.clock.set("2026-11-30T08:00:00Z");
      one.dieAt(statement);
      await one.settle();
      isThrough = !one.isDead();
      await one.end("kill");
      one.clock.advance("PT1M");
      await one.start();
      expect([one.heard("ana"), one.heard("bo"), one.heard("cem")]).toEqual([
        expect.toSatisfy((lines) => lines.length === 2),
        [on],
        [changed],
      ]);
      await one.close();
    }
    expect(statement).toBeGreaterThan(20);
  });
});

describe("offered shifts", () => {
  const friday = span("2026-12-04T10:00:00Z", "2026-12-05T10:00:00Z");
  const offer = async () => {
    await office.at("2026-11-30T08:00:00Z");
    office.news("bo");
    return await office.change("bo", { ...friday, kind: "swap" });
  };
  const open = expect.stringMatching(/^Nobody has taken .* They stay yours until then\.$/s);

  it("that nobody takes are recalled three times, and then gone", async () => {
    await offer();
    const heard = [];
    for (const at of ["01T10:00", "01T11:00", "03T10:00", "03T22:00", "04T09:59"]) {
      await office.at(`2026-12-${at}:00Z`);
      heard.push(office.news("bo"));
    }
    expect(heard).toEqual([[open], [], [open], [open], []]);
    await office.at("2026-12-04T10:00:00Z");
    expect(office.news("bo")).toEqual([expect.stringMatching(/The offer is gone/)]);
    await office.at("2026-12-05T10:00:00Z");
    expect(office.news("bo")).toEqual([]);
  });

  it("that somebody takes are recalled no more, and both are told at the hand-offs", async () => {
    const request = await offer();
    await office.at("2026-12-01T10:00:00Z");
    expect(office.news("bo")).toEqual([open]);
    await office.take(request, "cem");
    await office.at("2026-12-03T22:00:00Z");
    expect(office.news("bo")).toEqual([changed]);
    expect(office.news("cem")).toEqual([]);
    await office.at("2026-12-04T10:00:00Z");
    expect(office.news("bo")).toEqual([off]);
    expect(office.news("cem")).toEqual([on]);
  });

  it("are not recalled for what was due before they were offered", async () => {
    await office.at("2026-11-30T08:00:00Z");
    await office.at("2026-12-03T12:00:00Z");
    office.news("bo");
    await office.change("bo", { ...friday, kind: "swap" });
    await office.at("2026-12-03T12:01:00Z");
    expect(office.news("bo")).toEqual([]);
    await office.at("2026-12-03T22:00:00Z");
    expect(office.news("bo")).toEqual([open]);
  });

  it("are recalled once after days of which we saw nothing", async () => {
    await offer();
    await office.settle();
    await office.awayUntil("2026-12-03T23:00:00Z");
    expect(office.news("bo")).toEqual([expect.stringContaining("This comes late by 1 h.")]);
    // The first that waited has been overtaken.
    expect(office.takeFaults()).toEqual([expect.stringMatching(/^cover:.*:3d$/)]);
  });
});

describe("an edit of the file", () => {
  it("is told to everybody whose shifts move, once", async () => {
    office.write(weekly.replace("people: [ana, bo]", "people: [ana, cem]"));
    await office.settle();
    expect(office.heard("ana")).toEqual([]);
    expect(office.news("bo")).toEqual([
      expect.stringMatching(
        /^Your shifts have changed:.*No longer yours: "primary", .*Now: Cem\./s,
      ),
    ]);
    expect(office.news("cem")).toEqual([expect.stringMatching(/New: "primary", .*Before: Bo\./s)]);
    await office.at("2026-11-30T07:10:00Z");
    expect([office.news("bo"), office.news("cem")]).toEqual([[], []]);
  });

  it("while we were away is told when we are back", async () => {
    office.write(weekly.replace("people: [ana, bo]", "people: [ana, cem]"));
    await office.awayUntil("2026-11-30T07:30:00Z");
    expect([office.heard("bo"), office.heard("cem")]).toEqual([[changed], [changed]]);
  });

  it("that is taken back is told as well", async () => {
    office.write(weekly.replace("people: [ana, bo]", "people: [ana, cem]"));
    await office.settle();
    office.write(weekly);
    await office.settle();
    expect([office.heard("bo"), office.heard("cem")]).toEqual([
      [changed, changed],
      [changed, changed],
    ]);
  });
});

describe("somebody", () => {
  it("without a room is not told, and whoever runs the bot is", async () => {
    office.rooms({ have: false });
    await office.at("2026-11-30T08:00:00Z");
    expect(office.takeFaults()).toEqual([
      { key: "handoff:primary:2026-11-30T08:00:00Z:ana:out", reason: "no-room" },
      { key: "handoff:primary:2026-11-30T08:00:00Z:bo:in", reason: "no-room" },
    ]);
    office.rooms({ have: true });
    await office.at("2026-11-30T08:01:00Z");
    expect([office.heard("ana"), office.heard("bo")]).toEqual([[], []]);
  });

  it("whose room cannot be looked up is told once it can", async () => {
    office.rooms({ reach: false });
    await office.at("2026-11-30T08:00:00Z");
    await office.at("2026-11-30T08:05:00Z");
    expect(office.takeFaults()).toHaveLength(4);
    office.rooms({ reach: true });
    await office.at("2026-11-30T08:10:00Z");
    expect(office.heard("bo")).toEqual([expect.stringContaining("This comes late by 10 min.")]);
  });

  it("who could not be told is not told any more when it was not so after all", async () => {
    office.rooms({ reach: false });
    await office.at("2026-11-30T08:00:00Z");
    await office.at("2026-11-30T08:10:00Z");
    office.takeFaults();
    office.rooms({ reach: true });
    office.write(weekly.replace("09:00", "09:05"));
    await office.at("2026-11-30T08:11:00Z");
    expect([office.heard("ana"), office.heard("bo")]).toEqual([[changed], [changed]]);
  });

  it("is not told any more what has come to its end meanwhile", async () => {
    office.rooms({ reach: false });
    await office.at("2026-11-30T08:00:00Z");
    office.takeFaults();
    office.rooms({ reach: true });
    await office.at("2026-11-30T20:00:00Z");
    expect(office.heard("ana")).toEqual([]);
    expect(office.takeFaults()).toEqual(["handoff:primary:2026-11-30T08:00:00Z:ana:out"]);
  });
});
