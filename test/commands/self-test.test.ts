import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSelfTest, isTicking } from "../../src/commands/self-test.ts";
import { type OpenPages, openPages } from "../web/pages-under-test.ts";

let office: OpenPages;
let lastTickAt: Temporal.Instant | undefined;
beforeEach(async () => {
  office = await openPages();
  lastTickAt = office.clock.now();
});
afterEach(() => office.close());

const selfTest = () => {
  const { db, pages, heartbeatStore: heartbeats, clock } = office;
  return createSelfTest({ db, pages, heartbeats, pulse: () => ({ lastTickAt }), clock })();
};

describe("the self-test", () => {
  it("finds nothing wrong with one that works, again and again", async () => {
    expect(await selfTest()).toBeUndefined();
    office.clock.advance("PT14.999S");
    expect(await selfTest()).toBeUndefined();
  });

  it.each([
    ["15 s ago", "PT15S"],
    ["later than now", "-PT15S"],
  ])("fails where what is due was last looked for %s", async (_when, passed) => {
    office.clock.advance(passed);
    expect(await selfTest()).toBe("What is due has not been looked for in 15 seconds.");
  });

  it("fails before what is due was looked for at all", async () => {
    lastTickAt = undefined;
    expect(isTicking(() => ({ lastTickAt }), office.clock.now())).toBe(false);
    expect(await selfTest()).toMatch(/has not been looked for/);
  });

  it("fails while an open page that cannot be read has no other in its place", async () => {
    const trigger = {
      kind: "trigger",
      source: "grafana",
      summary: "Down",
      urgency: "high",
    } as const;
    const rest = { target: undefined, dedupKey: undefined, details: undefined, links: [] };
    await office.take([{ ...trigger, ...rest }], undefined);
    await office.db.updateTable("page").set({ body: "{" }).execute();
    expect(await selfTest()).toBe("#1 cannot be read.");
  });

  it("fails where a page waits for a turn that was due more than a minute ago", async () => {
    await office.take(
      [
        {
          kind: "trigger",
          source: "grafana",
          target: undefined,
          dedupKey: undefined,
          summary: "Down",
          details: undefined,
          urgency: "high",
          links: [],
        },
      ],
      undefined,
    );
    office.clock.advance("PT6M");
    lastTickAt = office.clock.now();
    expect(await selfTest()).toBeUndefined();
    office.clock.advance("PT0.001S");
    expect(await selfTest()).toBe("#1 waits for what was due more than a minute ago.");
  });

  it("throws where the database takes nothing", async () => {
    await office.db.schema.dropTable("heartbeat").execute();
    await expect(selfTest()).rejects.toThrow();
  });
});
