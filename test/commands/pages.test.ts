import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { createOutboxStore } from "../../src/chat/outbox-store.ts";
import { createRoomSettingStore } from "../../src/chat/room-setting-store.ts";
import { loadOncall } from "../../src/oncall/load-oncall.ts";
import type { Actor } from "../../src/oncall/page/actor.ts";
import { knownWays } from "../../src/oncall/page/personal-rules.ts";
import { createMuteStore } from "../../src/oncall/paging/mute-store.ts";
import { createNotificationStore } from "../../src/oncall/paging/notification-store.ts";
import { createPageStore } from "../../src/oncall/paging/page-store.ts";
import type { PageAsked } from "../../src/oncall/paging/paging.ts";
import { createPaging } from "../../src/oncall/paging/paging-feature.ts";
import { rosterOf } from "../../src/oncall/roster.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import type { TalkTables } from "../../src/talk/talk-tables.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { runInWorld, startInWorld } from "../support/test-world.ts";
import { oncallOffice } from "./oncall-office.ts";

const emptyFolder = useEmptyFolders();
let office: string;
let database: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, {
    ...oncallOffice,
    "answers/vpn.md": "# Set up the VPN\n\nInstall WireGuard.\n",
    "people.yaml": `${oncallOffice["people.yaml"]}  - {id: dee, name: Dee, email: dee@example.org}\n`,
    "services.yaml": "services: [{id: payments, owner: ana}, {id: search, owner: ana}]\n",
  });
  database = join(emptyFolder(), "ama.sqlite");
});

const openedAt = "2026-11-25T09:10:00Z";
const failing = "checkout is returning 500s";
const bo: Actor = { kind: "person", person: "bo" };

/** What the first turn says. */
const asked =
  'This asks Ana (on call for "primary"). Ana hears of it by e-mail now. Unless somebody has it by then, step 2 asks Cem and #ops in 5 min.';

type Asked = { readonly service?: string; readonly text?: string; readonly by?: Actor };

/** Pages for services at 09:10, one page each; the first turn of each asks Ana. */
async function page(...all: readonly Asked[]): Promise<void> {
  const { oncall } = await loadOncall(office);
  const roster = rosterOf(oncall, []);
  const storage = await openStorage<TalkTables>(database);
  await migrateStorage(storage);
  const { db } = storage;
  const paging = createPaging({
    db,
    pages: createPageStore(db),
    notifications: createNotificationStore(db),
    mutes: createMuteStore(db),
    settings: createRoomSettingStore(db),
    outbox: createOutboxStore(db),
    roster: () => roster,
    keptSchedules: () => [],
    waysOf: (person) => knownWays(person, ["email"]),
    timeZone: "UTC",
    randomHex: (bytes) => randomBytes(bytes).toString("hex"),
    roomOf: () => undefined,
    oncallRoom: undefined,
    otherwise: undefined,
    offerPresses: async () => undefined,
    runbookFor: (_alert, service) =>
      service === "search" ? { entry: "reindex", title: "Reindex" } : undefined,
  });
  for (const { service = "payments", text = failing, by = bo } of all) {
    const one: PageAsked = {
      target: { kind: "service", id: service },
      urgency: "high",
      text,
      by,
      askedIn: undefined,
      dedupKey: undefined,
      source: undefined,
      alerts: [],
      alertName: undefined,
    };
    await db
      .transaction()
      .execute((transaction) =>
        paging.openWithin(transaction, one, Temporal.Instant.from(openedAt)),
      );
  }
  await storage.close();
}

const pages = (name: string, ...words: readonly string[]) =>
  runInWorld(["pages", name, "--db", database, "--knowledge", office, ...words]);
const jsonOf = async (name: string, ...words: readonly string[]) => {
  const { code, stdout, stderr } = await pages(name, ...words, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
};

/** Commands that take a number, with what else they cannot do without. */
const ofOnePage: readonly (readonly [string, readonly string[]])[] = [
  ["show", []],
  ["ack", ["--as", "ana"]],
  ["resolve", ["--as", "ana"]],
  ["postmortem", []],
];
const byPerson = ["ack", "resolve"];
const noNumbers = ["0", "#", "-1", "1.5", "##1", "G-1", "one", "", "1 2", "12345678901"];

describe("a command about pages", () => {
  it.each([
    ["list", []],
    ...ofOnePage.map(([name, more]) => [name, ["1", ...more]] as const),
  ] as const)("makes no database: %s", async (name, words) => {
    const { code, stdout, stderr } = await pages(name, ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /^The database \S+ama\.sqlite does not exist: expected one with the pages that were asked for\. [^\n]*\n$/,
    );
    expect(existsSync(database)).toBe(false);
  });

  it.each(
    ofOnePage.flatMap(([name, more]) => noNumbers.map((word) => [name, word, more] as const)),
  )("says what a number is: %s %j", async (name, word, more) => {
    const { code, stdout, stderr } = await pages(name, ...more, "--", word);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      `${JSON.stringify(word)} is no number of a page: expected one such as 12. "ama pages list" names them.\n`,
    );
  });

  it.each(ofOnePage)("names the open pages where there is no such page: %s", async (name, more) => {
    await page({}, { service: "search" });
    const { code, stdout, stderr } = await pages(name, "#7", ...more);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /^There is no page #7 in \S+: expected one that was asked for\. #1, #2 are open; "ama pages list --all" names the others\.\n$/,
    );
  });

  it("names the newest where none is open, and says where there is none at all", async () => {
    await page();
    expect((await pages("show", "7")).stderr).toContain("and none was.");
    await page({});
    await pages("resolve", "1", "--as", "ana");
    expect((await pages("show", "7")).stderr).toContain("none is open, and the newest is #1.");
  });

  it.each(byPerson)("knows only people of people.yaml: %s", async (name) => {
    await page({});
    const { code, stdout, stderr } = await pages(name, "1", "--as", "anna");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      '--as is "anna": expected the id of somebody in people.yaml. Did you mean "ana"?\n',
    );
  });

  it.each(byPerson)("wants to know who does it: %s", async (name) => {
    const { code, stderr } = await pages(name, "1");
    expect(code).toBe(2);
    expect(stderr).toContain("required option '--as <person>' not specified");
    expect(stderr).toContain(`Usage: ama pages ${name} `);
  });

  it("goes on where oncall.yaml is broken, and tells it", async () => {
    await page({});
    writeFiles(office, { "oncall.yaml": "schedules: [" });
    const { code, stdout, stderr } = await pages("ack", "1", "--as", "ana");
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("Ana has it") });
    expect(stderr).toContain("oncall.yaml:1");
  });
});

describe("pages list", () => {
  it("has the open pages, and on demand those that are resolved", async () => {
    await page({}, { service: "search", text: "no hits" }, {});
    await pages("resolve", "1", "rolled back", "--as", "ana");
    await pages("ack", "2", "--as", "ana");
    expect(await jsonOf("list")).toMatchObject({
      version: 1,
      pages: [
        { number: 3, state: "triggered" },
        { number: 2, state: "acknowledged", acked_by: "ana" },
      ],
    });
    const all = await jsonOf("list", "--all");
    expect(all.pages.map(({ number }: { number: number }) => number)).toEqual([3, 2, 1]);
  });

  it("tells people who has what, and names the zone of its times once", async () => {
    await page({}, { service: "search", text: "no hits\nat all" });
    await pages("ack", "2", "--as", "ana");
    expect(await pages("list")).toEqual({
      code: 0,
      stdout: `2 open pages, those first that nobody has; all times are of UTC.
#1 payments: ${failing} (opened Wed 2026-11-25 09:10 +00:00) Nobody has it yet.
#2 search: no hits at all (opened Wed 2026-11-25 09:10 +00:00) Ana has it since Wed 2026-11-25 09:14:31 +00:00.
`,
      stderr: "",
    });
  });

  it("has times of the company's zone", async () => {
    await page({});
    const { stdout } = await runInWorld(
      ["pages", "list", "--db", database, "--knowledge", office],
      { env: { AMA_TIMEZONE: "Asia/Kolkata" } },
    );
    expect(stdout).toContain("all times are of Asia/Kolkata.");
    expect(stdout).toContain("opened Wed 2026-11-25 14:40 +05:30");
  });

  it("lets no text of a page speak to the terminal", async () => {
    await page({ text: "\u001b[2Jdown\u202e\u0007" });
    for (const [name, ...words] of [["list"], ["show", "1"], ["postmortem", "1"]] as const) {
      const { code, stdout } = await pages(name, ...words);
      expect(code).toBe(0);
      expect(stdout).toContain("down");
      expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
    }
  });

  it("says so when there is nothing", async () => {
    await page();
    expect(await pages("list")).toEqual({
      code: 0,
      stdout: "There are no open pages.\n",
      stderr: "",
    });
    expect((await pages("list", "--all")).stdout).toBe("There are no pages.\n");
    expect(await jsonOf("list")).toEqual({ version: 1, pages: [] });
  });
});

describe("pages show", () => {
  it("has the keys of the contract, in their order", async () => {
    await page({});
    const shown = await jsonOf("show", "#1");
    expect(Object.keys(shown)).toEqual(["version", "page", "runbook", "timeline"]);
    expect(Object.entries(shown.page)).toEqual(
      Object.entries({
        number: 1,
        state: "triggered",
        service: "payments",
        policy: "default",
        urgency: "high",
        text: failing,
        opened_at: openedAt,
        opened_by: { kind: "person", person: "bo", principal: null },
        requester: null,
        joins: 0,
        joiners: [],
        source: null,
        alerts: [],
        follows: null,
        added: [],
        turn: 1,
        due: "turn",
        due_at: "2026-11-25T09:15:00Z",
        acked_by: null,
        acked_at: null,
        snoozed_until: null,
        resolved_at: null,
      }),
    );
  });

  it("has a timeline of events with their data and a sentence", async () => {
    await page({});
    await pages("ack", "1", "--as", "ana");
    await pages("ack", "1", "--as", "cem");
    await pages("resolve", "1", "rolled back", "--as", "ana");
    const { page: shown, timeline } = await jsonOf("show", "1");
    const at = "2026-11-25T09:14:31Z";
    expect(shown).toMatchObject({ state: "resolved", resolved_at: at, due_at: null });
    const actor = { kind: "person", person: "ana", principal: null };
    expect(timeline).toEqual([
      {
        seq: 1,
        at: openedAt,
        actor: { kind: "person", person: "bo", principal: null },
        event: "triggered",
        data: { service: "payments", urgency: "high", text: failing },
        text: `Bo paged for payments: ${failing}`,
      },
      {
        seq: 2,
        at: openedAt,
        actor: { kind: "clock" },
        event: "turn",
        data: {
          turn: 1,
          taken: {
            people: ["ana"],
            rooms: [],
            unreachable: [],
            schedules: [{ schedule: "primary", state: "read", person: "ana" }],
            said: asked,
          },
          late_by: "PT0S",
        },
        text: asked,
      },
      { seq: 3, at, actor, event: "acknowledged", data: {}, text: "Ana has it." },
      {
        seq: 4,
        at,
        actor: { kind: "person", person: "cem", principal: null },
        event: "joined-in",
        data: { acked_by: "ana", since: at },
        text: "Cem joined in; Ana has it since Wed 2026-11-25 09:14:31 +00:00.",
      },
      {
        seq: 5,
        at,
        actor,
        event: "resolved",
        data: { text: "rolled back" },
        text: "Ana resolved it: rolled back",
      },
    ]);
  });

  it("tells people the same, one line an entry", async () => {
    await page({});
    await pages("ack", "1", "--as", "ana");
    expect((await pages("show", "1")).stdout).toBe(`#1 payments: ${failing}

Ana has it since Wed 2026-11-25 09:14:31 +00:00. Policy default, turn 1.
All times are of UTC.

Wed 2026-11-25 09:10 +00:00  Bo paged for payments: ${failing}
Wed 2026-11-25 09:10 +00:00  ${asked}
Wed 2026-11-25 09:14:31 +00:00  Ana has it.
`);
  });

  it("names the runbook that the page shows", async () => {
    await page({ service: "search" });
    expect(await jsonOf("show", "1")).toMatchObject({
      runbook: { entry: "reindex", title: "Reindex" },
    });
    expect((await pages("show", "1")).stdout).toContain("\nRunbook: Reindex\n");
  });

  it("names an account that is nobody's by its id", async () => {
    const principal = JSON.stringify(["slack", "T1", "U0123"]);
    await page({ by: { kind: "account", principal } });
    const { page: shown, timeline } = await jsonOf("show", "1");
    expect(shown).toMatchObject({
      opened_by: { kind: "account", principal },
      requester: principal,
    });
    expect(timeline[0].text).toBe(`U0123 paged for payments: ${failing}`);
  });
});

describe("pages ack", () => {
  it("gives a page to a responder, and refuses whoever is none with the reason", async () => {
    await page({});
    expect(await pages("ack", "1", "--as", "dee")).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "#1 can only be acknowledged by a responder: that stops the pager, and it goes on until one does. Nothing has changed.\n",
    });
    expect(await pages("ack", "1", "--as", "ana")).toEqual({
      code: 0,
      stdout: expect.stringContaining("Ana has it"),
      stderr: "",
    });
  });

  it("calls off what was still to be sent", async () => {
    await page({});
    await pages("ack", "1", "--as", "cem");
    const { db, close } = await openStorage<TalkTables>(database);
    const rows = await db.selectFrom("page_notification").select(["person", "state"]).execute();
    await close();
    expect(rows).toEqual([{ person: "ana", state: "cancelled" }]);
  });

  it("has the page, or the reason why not, in JSON", async () => {
    await page({});
    const refused = await pages("ack", "1", "--as", "dee", "--json");
    expect(refused).toMatchObject({ code: 1, stderr: "" });
    expect(JSON.parse(refused.stdout)).toEqual({
      version: 1,
      done: false,
      told: expect.stringContaining("responder"),
      page: null,
    });
    expect(await jsonOf("ack", "1", "--as", "cem")).toMatchObject({
      version: 1,
      done: true,
      page: { number: 1, state: "acknowledged", acked_by: "cem" },
    });
  });

  it("works beside the process that serves the database", async () => {
    await page({});
    const serving = startInWorld(["serve", "--db", database, "--knowledge", office]);
    expect(await pages("ack", "1", "--as", "ana")).toMatchObject({ code: 0, stderr: "" });
    serving.stdin.end();
    expect(await serving.ended).toMatchObject({ code: 0 });
    expect(await jsonOf("list")).toMatchObject({ pages: [{ number: 1, state: "acknowledged" }] });
  });

  it("is refused once the page is resolved", async () => {
    await page({});
    await pages("resolve", "1", "--as", "ana");
    const { code, stderr } = await pages("ack", "1", "--as", "ana");
    expect(code).toBe(1);
    expect(stderr).toBe("#1 is resolved, and cannot be acknowledged. Nothing has changed.\n");
  });
});

describe("pages resolve", () => {
  it("closes a page with a word why, or without one where a responder says so", async () => {
    await page({}, {});
    expect(await pages("resolve", "1", "rolled back", "--as", "ana")).toMatchObject({ code: 0 });
    expect(await pages("resolve", "2", "  ", "--as", "ana")).toMatchObject({ code: 0 });
    const last = async (number: string) =>
      (await jsonOf("show", number)).timeline.find(
        ({ event }: { event: string }) => event === "resolved",
      );
    expect(await last("1")).toMatchObject({ data: { text: "rolled back" } });
    expect(await last("2")).toMatchObject({ data: {}, text: "Ana resolved it." });
  });

  it("wants a word why of whoever only asked for the page", async () => {
    await page({ by: { kind: "person", person: "dee" } });
    expect(await pages("resolve", "1", "--as", "dee")).toMatchObject({ code: 1, stdout: "" });
    expect(await pages("resolve", "1", "false alarm", "--as", "dee")).toMatchObject({ code: 0 });
  });
});

describe("pages postmortem", () => {
  it("is Markdown with times of one zone, of an open page as well", async () => {
    await page({});
    await pages("ack", "1", "--as", "ana");
    const { code, stdout, stderr } = await pages("postmortem", "1");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`# Postmortem of #1: payments: ${failing}\n\nAll times are of UTC.\n`);
    expect(stdout).toContain("- Duration: 4 min so far, it is still open\n");
    expect(stdout).toContain("- 09:14:31 Ana has it.\n");
    expect(stdout).toMatch(/[^\n]\n$/);
  });
});
