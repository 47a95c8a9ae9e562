import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LinkAction, makeLink } from "../../src/oncall/notify/one-time-link.ts";
import { parsePageHook } from "../../src/web/hooks/page-hook.ts";
import { type OpenPages, openPages } from "./pages-under-test.ts";

let pages: OpenPages;
beforeEach(async () => {
  pages = await openPages();
  const body = { action: "trigger", service: "pay", summary: "Checkout <is> down" };
  const reading = parsePageHook(body, "grafana");
  await pages.take("events" in reading ? reading.events : [], undefined);
});
afterEach(() => pages.close());

let bytes = 0;
async function linkFor(person: string, action: LinkAction): Promise<string> {
  bytes += 1;
  const at = pages.clock.now();
  const { token, stored } = makeLink({ page: 1, person, action }, Buffer.alloc(16, bytes), at);
  await pages.db.transaction().execute((transaction) => pages.links.add(transaction, stored));
  return token;
}

const pageNow = async () => (await pages.all())[0];

describe("a one-time link", () => {
  it("shows what it would do, for whom, and how the page stands", async () => {
    const token = await linkFor("ana", "ack");
    expect(await pages.look(token)).toEqual({
      title: "Acknowledge #1 as Ana",
      lines: ["payments-api: Checkout <is> down", "Nobody has it yet."],
      button: "I have it",
    });
    await pages.act(await linkFor("bo", "ack"));
    expect((await pages.look(token))?.lines.at(-1)).toBe(
      "Bo has it since Wed 2026-11-25 09:00 +00:00.",
    );
    await pages.act(await linkFor("bo", "resolve"));
    expect((await pages.look(token))?.lines.at(-1)).toBe("Resolved Wed 2026-11-25 09:00 +00:00.");
  });

  it("changes nothing however often it is looked at", async () => {
    const token = await linkFor("ana", "ack");
    for (const _ of [1, 2, 3]) await pages.look(token);
    expect(await pages.events(1)).toEqual(["triggered", "turn"]);
    expect(await pages.act(token)).toMatchObject({ title: "Page #1" });
  });

  it.each([
    ["ack", "acknowledged", "acknowledged"],
    ["escalate", "escalated", "triggered"],
    ["resolve", "resolved", "resolved"],
  ] as const)(
    "does what it is for, as the person it was made for: %s",
    async (action, event, state) => {
      const done = await pages.act(await linkFor("ana", action));
      expect(done?.lines.join()).toContain("Ana");
      expect(await pageNow()).toMatchObject({ state });
      const timeline = (await pages.paging.show(1))?.timeline ?? [];
      expect(timeline.find((entry) => entry.event === event)?.actor).toEqual({
        kind: "person",
        person: "ana",
      });
    },
  );

  it("works once", async () => {
    const token = await linkFor("ana", "ack");
    const came = await Promise.all([pages.act(token), pages.act(token)]);
    expect(came.filter((done) => done !== undefined)).toHaveLength(1);
    expect(await pages.act(token)).toBeUndefined();
    expect(await pages.look(token)).toBeUndefined();
    expect((await pages.events(1))?.filter((event) => event === "acknowledged")).toHaveLength(1);
  });

  it("works for a day", async () => {
    const token = await linkFor("ana", "ack");
    pages.clock.advance("PT23H59M59S");
    expect(await pages.look(token)).toBeDefined();
    pages.clock.advance("PT1S");
    expect(await pages.look(token)).toBeUndefined();
    expect(await pages.act(token)).toBeUndefined();
    expect(await pageNow()).toMatchObject({ state: "triggered" });
  });

  it("that comes too late says why nothing has changed", async () => {
    const token = await linkFor("ana", "escalate");
    await pages.act(await linkFor("bo", "resolve"));
    const done = await pages.act(token);
    expect(done?.lines).toEqual([expect.stringMatching(/^#1 is resolved.*Nothing has changed\.$/)]);
  });

  it("that nobody was given does nothing", async () => {
    expect(await pages.look("A".repeat(22))).toBeUndefined();
    expect(await pages.act("no token")).toBeUndefined();
  });
});
