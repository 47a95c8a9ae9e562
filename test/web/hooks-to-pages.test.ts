import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseAlertmanagerHook } from "../../src/web/hooks/alertmanager-hook.ts";
import type { HookEvent, HookReading } from "../../src/web/hooks/hook-event.ts";
import { parsePageHook } from "../../src/web/hooks/page-hook.ts";
import { type OpenPages, openPages } from "./pages-under-test.ts";
import { alert, alertmanager } from "./web-under-test.ts";

let pages: OpenPages;
beforeEach(async () => {
  pages = await openPages();
});
afterEach(() => pages.close());

function eventsOf(reading: HookReading): readonly HookEvent[] {
  if ("unreadable" in reading) throw new Error(reading.unreadable);
  return reading.events;
}

/** Sends what any program may send. */
async function send(body: object, source = "grafana", delivery?: string): Promise<void> {
  await pages.take(eventsOf(parsePageHook(body, source)), delivery);
}

type Sent = { readonly fingerprint: string; readonly status?: string; readonly service?: string };

/** Sends one group of alerts. */
async function sendAlerts(alerts: readonly Sent[], more: object = {}): Promise<void> {
  const body = {
    ...alertmanager,
    ...more,
    alerts: alerts.map(({ fingerprint, status = "firing", service = "payments-api" }) => ({
      ...alert,
      fingerprint,
      status,
      labels: { ...alert.labels, service },
      annotations: { summary: `p99 of ${fingerprint}` },
    })),
  };
  await pages.take(eventsOf(parseAlertmanagerHook(body, "prometheus")), undefined);
}

const page = { action: "trigger", service: "payments-api", summary: "Checkout is down" };

describe("a program that pages", () => {
  it.each([
    ["the id of a service", { service: "payments-api" }, "payments-api", "default"],
    ["its name", { service: "PAYMENTS" }, "payments-api", "default"],
    ["an alias", { service: "pay" }, "payments-api", "default"],
    ["a service with a policy of its own", { service: "search" }, "search", "nights"],
    ["a policy", { policy: "nights" }, undefined, "nights"],
    ["a person", { person: "bo" }, undefined, "default"],
    ["nothing, and is called like a service", {}, "grafana", "default"],
  ])("is understood when it names %s", async (_what, target, service, policy) => {
    await send({ action: "trigger", summary: "Checkout is down", ...target });
    const all = await pages.all();
    expect(all.map((one) => one.service)).toEqual([service]);
    expect(all).toMatchObject([
      {
        policy: { id: policy },
        text: "Checkout is down",
        source: "grafana",
        openedBy: { kind: "source", source: "grafana" },
        urgency: "high",
      },
    ]);
  });

  it("asks the person whom it names first", async () => {
    await send({ action: "trigger", summary: "Call", person: "bo" });
    const [opened] = await pages.all();
    expect(opened?.policy.steps[0]?.notify).toEqual([{ kind: "person", id: "bo" }]);
  });

  it.each([
    ["service", "payments-ap"],
    ["policy", "days"],
    ["person", "dora"],
    ["person", "cleo"],
  ])("asks the policy default for a %s that is not here, and says so", async (kind, name) => {
    await send({ action: "trigger", summary: "Help", [kind]: name });
    const [opened] = await pages.all();
    expect(opened).toMatchObject({ policy: { id: "default" } });
    expect(opened?.service).toBeUndefined();
    expect(opened?.text).toBe(
      `Help\n\nIt was for the ${kind} "${name}", which is not known here: the policy "default" is asked.`,
    );
  });

  it("has what it says, its details and its links in the text, at no more than 6,000 signs", async () => {
    const links = [{ text: "Graph", url: "https://grafana.example.org/d/1" }];
    await send({ ...page, details: "Since 09:00.", links, urgency: "low" });
    await send({
      ...page,
      details: "x".repeat(9_000),
      links: Array.from({ length: 30 }, () => ({ url: `https://example.org/${"y".repeat(900)}` })),
    });
    const [first, second] = await pages.all();
    expect(first).toMatchObject({
      urgency: "low",
      text: "Checkout is down\n\nSince 09:00.\n\nGraph: https://grafana.example.org/d/1",
    });
    expect(second?.text).toHaveLength(6_000);
    expect(second?.text).toMatch(/…$/);
  });

  it("joins its own page by the key, and opens one each time without", async () => {
    await send({ ...page, dedup_key: "disk" });
    await send({ ...page, dedup_key: "disk", summary: "Still down" });
    await send(page);
    await send(page);
    expect((await pages.all()).map(({ joins }) => joins)).toEqual([1, 0, 0]);
    expect(await pages.events(1)).toEqual(["triggered", "turn", "joined"]);
  });

  it("is heard once for each delivery", async () => {
    expect(await pages.seen("grafana:msg_1")).toBe(false);
    await send(page, "grafana", "grafana:msg_1");
    await send(page, "grafana", "grafana:msg_1");
    expect(await pages.seen("grafana:msg_1")).toBe(true);
    expect(await pages.all()).toHaveLength(1);
  });

  it("leaves nothing of a delivery of which a part cannot be written, so that it may be sent again", async () => {
    const [event] = eventsOf(parsePageHook({ ...page, dedup_key: "disk" }, "grafana"));
    const broken = { ...event, kind: "alerts" } as never;
    await expect(pages.take([event as HookEvent, broken], "grafana:msg_1")).rejects.toThrow();
    expect(await pages.all()).toEqual([]);
    expect(await pages.seen("grafana:msg_1")).toBe(false);
  });
});

describe("a program that takes its page back", () => {
  const resolve = { action: "resolve", dedup_key: "disk", summary: "Disk is fine" };

  it("resolves it by target and key, with what it says", async () => {
    await send({ ...page, dedup_key: "disk" });
    await send({ ...resolve, service: "pay" });
    expect(await pages.all()).toMatchObject([{ state: "resolved" }]);
    expect((await pages.paging.show(1))?.timeline.at(-1)).toMatchObject({
      event: "resolved",
      actor: { kind: "source", source: "grafana" },
      data: { text: "Disk is fine" },
    });
  });

  it.each([{ service: "payments-api" }, { policy: "nights" }, { person: "bo" }, {}])(
    "may leave out the target where one page has the key: opened for %j",
    async (target) => {
      await send({ action: "trigger", summary: "Down", ...target, dedup_key: "disk" });
      await send(resolve);
      expect(await pages.all()).toMatchObject([{ state: "resolved" }]);
    },
  );

  it("resolves none where it leaves open which of two", async () => {
    await send({ ...page, dedup_key: "disk" });
    await send({ ...page, service: "search", dedup_key: "disk" });
    await send(resolve);
    expect((await pages.all()).map(({ state }) => state)).toEqual(["triggered", "triggered"]);
    expect(await pages.events(1)).toEqual(["triggered", "turn"]);
  });

  it("changes nothing where no page is open, or another program has opened it", async () => {
    await send(resolve);
    expect(await pages.all()).toEqual([]);
    await send({ ...page, dedup_key: "disk" }, "datadog");
    await send({ ...resolve, service: "payments-api" }, "grafana");
    expect(await pages.all()).toMatchObject([{ state: "triggered" }]);
    expect(await pages.events(1)).toEqual(["triggered", "turn"]);
  });
});

describe("a program that says somebody is on it", () => {
  it("is noted, and stops no pager", async () => {
    await send({ ...page, dedup_key: "disk" });
    await send({ action: "ack", dedup_key: "disk", service: "payments-api", summary: "Dora" });
    expect(await pages.all()).toMatchObject([{ state: "triggered" }]);
    expect((await pages.paging.show(1))?.timeline.at(-1)).toMatchObject({
      event: "noted",
      actor: { kind: "source", source: "grafana" },
      data: { text: "grafana says that somebody is on it: Dora" },
    });
  });
});

describe("alerts", () => {
  it("of one group and service are one page that knows which of them fire", async () => {
    await sendAlerts([{ fingerprint: "a" }, { fingerprint: "b" }], { truncatedAlerts: 3 });
    const [opened] = await pages.all();
    expect(opened).toMatchObject({ service: "payments-api", alerts: ["a", "b"], joins: 0 });
    expect(opened?.text).toBe(
      [
        "HighLatency: p99 of a (and 1 more)",
        "- HighLatency: p99 of a\n- HighLatency: p99 of b",
        "prometheus did not send 3 more of them.",
        "Source: https://prometheus.example.org/graph?g0.expr=up",
      ].join("\n\n"),
    );
  });

  it("of two services are two pages, each resolved by its own", async () => {
    const two = [{ fingerprint: "a" }, { fingerprint: "b", service: "search" }];
    await sendAlerts(two);
    await sendAlerts([{ fingerprint: "a", status: "resolved" }]);
    expect((await pages.all()).map(({ service, state }) => [service, state])).toEqual([
      ["payments-api", "resolved"],
      ["search", "triggered"],
    ]);
  });

  it("that are sent again change nothing", async () => {
    await sendAlerts([{ fingerprint: "a" }]);
    await sendAlerts([{ fingerprint: "a" }]);
    expect(await pages.events(1)).toEqual(["triggered", "turn"]);
  });

  it("that are new join, and only they are told", async () => {
    await sendAlerts([{ fingerprint: "a" }]);
    await sendAlerts([{ fingerprint: "a" }, { fingerprint: "b" }]);
    expect(await pages.all()).toMatchObject([{ alerts: ["a", "b"], joins: 1 }]);
    const joined = (await pages.paging.show(1))?.timeline.at(-1);
    expect(joined).toMatchObject({
      event: "joined",
      data: { text: expect.stringMatching(/^HighLatency: p99 of b\n\nSource: /) },
    });
  });

  it("leave one by one; the last resolves the page", async () => {
    await sendAlerts([{ fingerprint: "a" }, { fingerprint: "b" }]);
    await sendAlerts([{ fingerprint: "a", status: "resolved" }, { fingerprint: "b" }]);
    expect(await pages.all()).toMatchObject([{ state: "triggered", alerts: ["b"] }]);
    await sendAlerts([{ fingerprint: "b", status: "resolved" }]);
    expect(await pages.all()).toMatchObject([{ state: "resolved" }]);
    expect(await pages.events(1)).toEqual(["triggered", "turn", "alerts-gone", "resolved"]);
  });

  it("that change places in one message leave one page open", async () => {
    await sendAlerts([{ fingerprint: "a" }]);
    await sendAlerts([{ fingerprint: "a", status: "resolved" }, { fingerprint: "b" }]);
    expect(await pages.all()).toMatchObject([{ state: "triggered", alerts: ["b"] }]);
  });

  it("that are gone and were never known change nothing", async () => {
    await sendAlerts([{ fingerprint: "z", status: "resolved" }]);
    expect(await pages.all()).toEqual([]);
    await sendAlerts([{ fingerprint: "a" }]);
    await sendAlerts([{ fingerprint: "z", status: "resolved" }]);
    expect(await pages.events(1)).toEqual(["triggered", "turn"]);
  });

  it("that fire again after their page was resolved open a new one that names it", async () => {
    await sendAlerts([{ fingerprint: "a" }]);
    await sendAlerts([{ fingerprint: "a", status: "resolved" }]);
    await sendAlerts([{ fingerprint: "a" }]);
    expect(await pages.all()).toMatchObject([{ state: "resolved" }, { number: 2, follows: 1 }]);
  });
});

describe("a heartbeat", () => {
  const beat = (source = "backup") => pages.take([{ kind: "beat", source }], undefined);
  const lookAt = (time: string) => {
    pages.clock.set(`2026-11-25T${time}Z`);
    return pages.heartbeats.refresh(pages.clock.now());
  };
  const states = async () => (await pages.all()).map(({ dedupKey, state }) => [dedupKey, state]);

  it("that was never heard counts from when it was first waited for", async () => {
    await lookAt("09:00:00");
    await lookAt("09:05:59");
    expect(await pages.all()).toEqual([]);
    await lookAt("09:06:00");
    expect(await pages.all()).toMatchObject([
      {
        service: "payments-api",
        source: "heartbeat:backup",
        dedupKey: "heartbeat:backup",
        openedBy: { kind: "clock" },
        text: "Nothing was heard of backup for 6 min: expected every 5 min, at most 1 min late.",
      },
    ]);
  });

  it("opens one page for one silence, also when it was resolved by hand, and after a restart", async () => {
    await lookAt("09:00:00");
    await lookAt("09:06:00");
    await lookAt("09:06:05");
    const bo = { kind: "person", person: "bo" } as const;
    await pages.db
      .transaction()
      .execute((transaction) =>
        pages.paging.actWithin(
          transaction,
          1,
          { event: "resolve", text: undefined, gone: [] },
          bo,
          undefined,
          pages.clock.now(),
        ),
      );
    await lookAt("09:20:00");
    const restarted = pages.listen();
    pages.clock.set("2026-11-25T09:40:00Z");
    await restarted.refresh(pages.clock.now());
    expect(await states()).toEqual([["heartbeat:backup", "resolved"]]);
  });

  it("that is heard again resolves its page, and may be silent anew", async () => {
    await lookAt("09:00:00");
    await lookAt("09:06:00");
    await beat();
    expect((await pages.paging.show(1))?.timeline.at(-1)).toMatchObject({
      event: "resolved",
      actor: { kind: "source", source: "heartbeat:backup" },
      data: { text: "backup is heard again." },
    });
    await lookAt("09:11:59");
    expect(await states()).toHaveLength(1);
    await lookAt("09:12:00");
    expect(await states()).toEqual([
      ["heartbeat:backup", "resolved"],
      ["heartbeat:backup", "triggered"],
    ]);
  });

  it("is written every ten seconds at most", async () => {
    const lastAt = async () =>
      (await pages.db.selectFrom("heartbeat").select("last_at").executeTakeFirst())?.last_at;
    await beat();
    const first = await lastAt();
    pages.clock.advance("PT9.999S");
    await beat();
    expect(await lastAt()).toBe(first);
    pages.clock.advance("PT0.001S");
    await beat();
    expect(await lastAt()).toBe((first ?? 0) + 10_000);
  });

  it("of which no oncall.yaml knows changes nothing", async () => {
    await beat("grafana");
    expect(await pages.db.selectFrom("heartbeat").selectAll().execute()).toEqual([]);
  });

  it("of a service that is not there pages the policy default", async () => {
    await lookAt("09:00:00");
    await beat();
    await lookAt("10:00:00");
    const ghost = (await pages.all()).find(({ dedupKey }) => dedupKey === "heartbeat:ghost");
    expect(ghost).toMatchObject({ policy: { id: "default" } });
    expect(ghost?.service).toBeUndefined();
  });
});

describe("while an open page cannot be read", () => {
  it("alerts page, join and are resolved, also those that it was about", async () => {
    await sendAlerts([{ fingerprint: "a" }], { groupKey: "one" });
    await pages.db.updateTable("page").set({ body: "{" }).execute();
    await sendAlerts([{ fingerprint: "b" }], { groupKey: "two", groupLabels: { job: "b" } });
    await sendAlerts([{ fingerprint: "c" }], { groupKey: "two", groupLabels: { job: "b" } });
    await sendAlerts([{ fingerprint: "a" }], { groupKey: "one" });
    const all = await pages.all();
    expect(all.map(({ number, alerts }) => [number, alerts])).toEqual([
      [2, ["b", "c"]],
      [3, ["a"]],
    ]);
    await sendAlerts([{ fingerprint: "a", status: "resolved" }], { groupKey: "one" });
    expect((await pages.all()).map(({ state }) => state)).toEqual(["triggered", "resolved"]);
  });
});
