import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LinkAction, makeLink } from "../../src/oncall/notify/one-time-link.ts";
import type { PagingTables } from "../../src/oncall/paging/paging-tables.ts";
import { type OpenPages, openPages } from "./pages-under-test.ts";
import {
  alertmanager,
  bearer,
  grafanaToken,
  page,
  prometheusToken,
  signed,
  webUnderTest,
} from "./web-under-test.ts";

// Everybody who should not be able to change anything, on the real routes with the real pages behind them.

let pages: OpenPages;
let app: ReturnType<typeof webUnderTest>["app"];
let bytes = 0;
beforeEach(async () => {
  pages = await openPages();
  pages.clock.set("2026-03-02T09:00:00Z");
  const { seen, take, look, act } = pages;
  ({ app } = webUnderTest({ seen, take, look, act, clock: pages.clock }));
  expect(
    (await post("/hooks/page/grafana", JSON.stringify(page), bearer(grafanaToken))).status,
  ).toBe(202);
});
afterEach(() => pages.close());

const post = (path: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
  Promise.resolve(app.request(path, { method: "POST", body, headers }));

async function linkFor(person: string, action: LinkAction): Promise<string> {
  bytes += 1;
  const at = pages.clock.now();
  const { token, stored } = makeLink({ page: 1, person, action }, Buffer.alloc(16, bytes), at);
  await pages.db.transaction().execute((transaction) => pages.links.add(transaction, stored));
  return token;
}

const tables = [
  "page",
  "page_event",
  "page_notification",
  "page_link",
  "page_delivery",
  "page_mute",
  "heartbeat",
  "outbox",
] as const satisfies readonly (keyof PagingTables)[];
async function everything() {
  const rows = tables.map((table) => pages.db.selectFrom(table).selectAll().execute());
  return JSON.stringify(await Promise.all(rows));
}

const trigger = JSON.stringify({ ...page, summary: "Another thing" });
const settle = JSON.stringify({ action: "resolve", dedup_key: "x" });
const alerts = JSON.stringify(alertmanager);
type Attempt = () => Promise<Response>;
const attempts: readonly (readonly [what: string, attempt: Attempt, status: number])[] = [
  ["a hook without a token", () => post("/hooks/page/grafana", trigger), 401],
  ["a hook with a wrong token", () => post("/hooks/page/grafana", trigger, bearer("no")), 401],
  [
    "a hook with the token of another source",
    () => post("/hooks/page/grafana", trigger, bearer(prometheusToken)),
    401,
  ],
  [
    "a hook of a source that nobody knows",
    () => post("/hooks/page/evil", trigger, bearer(grafanaToken)),
    401,
  ],
  [
    "alerts with the token of another source",
    () => post("/hooks/alertmanager/prometheus", alerts, bearer(grafanaToken)),
    401,
  ],
  [
    "a signature over another body",
    () => post("/hooks/page/grafana", trigger, signed(settle)),
    401,
  ],
  [
    "a signature with another key",
    () => post("/hooks/page/grafana", trigger, signed(trigger, { token: prometheusToken })),
    401,
  ],
  [
    "a signature of ten minutes ago",
    () => post("/hooks/page/grafana", trigger, signed(trigger, { at: "2026-03-02T08:50:00Z" })),
    401,
  ],
  [
    "a signature of ten minutes to come",
    () => post("/hooks/page/grafana", trigger, signed(trigger, { at: "2026-03-02T09:10:00Z" })),
    401,
  ],
  [
    "a malformed body that nobody signed",
    () => post("/hooks/page/grafana", "{{{", bearer("no")),
    401,
  ],
  [
    "a megabyte of a stranger's",
    () => post("/hooks/page/grafana", "x".repeat(1_000_000), bearer("no")),
    401,
  ],
  [
    "a heartbeat with the token of another",
    () => post("/hooks/heartbeat/watchdog", "", bearer(grafanaToken)),
    401,
  ],
  [
    "a heartbeat with a wrong token in its path",
    () => post("/hooks/heartbeat/watchdog/no", ""),
    401,
  ],
  [
    "a hook asked with GET",
    async () => await app.request("/hooks/page/grafana", { headers: bearer(grafanaToken) }),
    405,
  ],
  [
    "a scanner that opens a link",
    async () => await app.request(`/act/${await linkFor("ana", "ack")}`, { method: "HEAD" }),
    200,
  ],
  ["a link that nobody made", () => post("/act/AAAAAAAAAAAAAAAAAAAAAA", ""), 404],
  ["a link that was cut short", () => post("/act/AAAA", ""), 404],
];

describe("nothing changes by", () => {
  it.each(attempts)("%s", async (_, attempt, status) => {
    const before = await everything();
    const answer = await attempt();
    expect(answer.status).toBe(status);
    expect(withoutLinks(await everything())).toEqual(withoutLinks(before));
  });

  it("a link that is opened ten times; its button then works, once", async () => {
    const token = await linkFor("ana", "ack");
    const before = await everything();
    for (const _ of Array.from({ length: 10 })) await app.request(`/act/${token}`);
    expect(await everything()).toBe(before);
    expect((await post(`/act/${token}`, "")).status).toBe(200);
    expect(await pages.events(1)).toContain("acknowledged");
    const acked = await everything();
    expect((await post(`/act/${token}`, "")).status).toBe(404);
    expect(await everything()).toBe(acked);
  });

  it("a link of yesterday", async () => {
    const token = await linkFor("ana", "ack");
    pages.clock.advance({ hours: 25 });
    const before = await everything();
    expect((await post(`/act/${token}`, "")).status).toBe(404);
    expect(await everything()).toBe(before);
  });

  it("a signed delivery that is played again", async () => {
    const headers = signed(trigger, { id: "msg_7" });
    expect((await post("/hooks/page/grafana", trigger, headers)).status).toBe(202);
    const before = await everything();
    expect((await post("/hooks/page/grafana", trigger, headers)).status).toBe(202);
    expect(await everything()).toBe(before);
  });

  it("a sender who never ends its body", async () => {
    const deadline = new AbortController();
    const { seen, take, look, act } = pages;
    ({ app } = webUnderTest({
      seen,
      take,
      look,
      act,
      clock: pages.clock,
      bodyDeadline: () => deadline.signal,
    }));
    const before = await everything();
    const request = new Request("http://localhost/hooks/page/grafana", {
      method: "POST",
      headers: bearer(grafanaToken),
      body: slow(deadline),
      duplex: "half",
    } as RequestInit);
    const answer = await app.request(request);
    expect(answer.status).toBe(503);
    expect(await everything()).toBe(before);
  });
});

/** The attempt itself may make one. */
const withoutLinks = (all: string) => {
  const parsed: unknown = JSON.parse(all);
  return Array.isArray(parsed)
    ? parsed.filter((_, index) => tables[index] !== "page_link")
    : parsed;
};

/** A few bytes, and then nothing until the deadline. */
function slow(deadline: AbortController): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("{"));
      queueMicrotask(() => deadline.abort());
    },
  });
}
