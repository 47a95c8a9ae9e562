import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { oncall, openPagerOffice, type PagerOffice } from "./pager-office.ts";

const names = Array.from({ length: 10 }, (_, index) => `shop-${index + 1}`);
const services = `services: [${names.map((id) => `{id: ${id}, name: ${id}, owner: team-platform}`).join(", ")}]\n`;

const alarms = (count: number, service: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => ({
    target: { kind: "service", id: service(index) } as const,
    text: `host ${index + 1} is down`,
    dedupKey: `am:${index + 1}`,
    alerts: [`a${index + 1}`],
  }));

describe("A storm", () => {
  let office: PagerOffice;
  beforeEach(async () => {
    office = await openPagerOffice({ files: { "services.yaml": services }, oncallRoom: "#ops" });
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });
  const count = <T>(all: readonly T[], one: T) => all.filter((other) => other === one).length;
  const lastStatus = () =>
    office
      .heard("bo", office.ops)
      .filter((text) => text.includes("Many pages at once"))
      .at(-1) ?? "";

  it("of one service has 20 pages of its own, and one that counts the rest and names them", async () => {
    const placed = await office.storm(alarms(25, () => "shop-1"));
    expect(
      count(
        placed.map((one) => one.placed),
        "opened",
      ),
    ).toBe(20);
    expect(new Set(placed.slice(20).map(({ page }) => page.number))).toEqual(new Set([21]));
    expect(lastStatus()).toContain("#21 shop-1: Many pages at once: this one counts the rest.");
    expect(lastStatus()).toContain("The first is shop-1: host 21 is down");
    expect(lastStatus()).toContain("Asked for 5 times");
    for (const host of [22, 23, 24, 25]) {
      expect(lastStatus()).toContain(`shop-1: host ${host} is down`);
    }
    expect(await office.trigger({ target: { kind: "service", id: "shop-2" } })).toBe(22);
  });

  it("of 200 pages has 100 of their own; nobody's pager floods, and everything is listed within a minute", async () => {
    const placed = await office.storm(alarms(200, (index) => names[index % 10] ?? ""));
    expect(
      count(
        placed.map((one) => one.placed),
        "opened",
      ),
    ).toBe(100);
    const overflow = placed.at(-1)?.page;
    expect(overflow?.number).toBe(101);
    const { page } = await office.page(101);
    expect(page.joins + 1).toBe(100);
    expect(lastStatus()).toContain("host 200 is down");
    await office.pass(1);
    const ana = office.phone.sent.filter(({ notification }) => notification.to.person === "ana");
    expect(ana.length).toBeLessThanOrEqual(5 + 3);
    const heard = ana.map(({ notification }) => notification.text).join("\n");
    for (let host = 1; host <= 200; host += 1) expect(heard).toContain(`host ${host} is down`);
    expect((await office.page(100)).page.state).toBe("triggered");
  });

  it("never bundles the first page to somebody, and lists those beyond five in one message", async () => {
    await office.storm(alarms(8, (index) => names[index] ?? ""));
    const texts = () => office.phone.sent.map(({ notification }) => notification.text);
    expect(texts()).toHaveLength(5);
    expect(texts()[0]).toContain("host 1 is down");
    await office.pass(0.6);
    expect(texts()).toHaveLength(6);
    for (const host of [6, 7, 8]) expect(texts()[5]).toContain(`host ${host} is down`);
  });

  it("sends a list that may have got through again as it was, and with more in it as another", async () => {
    await office.storm(alarms(7, (index) => names[index] ?? "shop-1"));
    office.phone.answer({ unknown: "no answer" });
    await office.steady(31);
    await office.steady(1);
    const [first, again] = office.phone.sent.slice(-2);
    expect(again?.nonce).toBe(first?.nonce);
    office.phone.answer({ retryInMs: undefined, reason: "full" });
    await office.storm(alarms(8, (index) => names[index] ?? "shop-1").slice(7));
    office.phone.answer();
    await office.steady(10);
    const last = office.phone.sent.at(-1);
    for (const host of [6, 7, 8]) expect(last?.notification.text).toContain(`host ${host} is down`);
    expect(last?.nonce).not.toBe(first?.nonce);
  });

  it("does not flood a chat either", async () => {
    await office.edit({ "oncall.yaml": oncall.replace("schedule:primary", "person:cem") });
    await office.storm(alarms(8, (index) => names[index] ?? ""));
    const heard = () => office.heard("cem", office.memory.dm("cem"));
    expect(heard()).toHaveLength(5);
    await office.pass(0.6);
    expect(heard()).toHaveLength(6);
    for (const host of [6, 7, 8]) expect(heard()[5]).toContain(`host ${host} is down`);
  });

  it("that is over leaves room for pages of their own", async () => {
    await office.storm(alarms(21, () => "shop-1"));
    await office.gone(3, ["a3"]);
    await office.trigger({ target: { kind: "service", id: "shop-1" }, dedupKey: "am:new" });
    expect((await office.page(22)).page.dedupKey).toBe("am:new");
  });
});
