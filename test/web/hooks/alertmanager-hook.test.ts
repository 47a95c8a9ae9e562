import { describe, expect, it } from "vitest";
import { parseAlertmanagerHook } from "../../../src/web/hooks/alertmanager-hook.ts";
import type { HookAlerts } from "../../../src/web/hooks/hook-event.ts";
import { alert, alertmanager } from "../web-under-test.ts";

function read(content: unknown): readonly HookAlerts[] {
  const reading = parseAlertmanagerHook(content, "prometheus");
  if ("unreadable" in reading) throw new Error(reading.unreadable);
  return reading.events.filter((event) => event.kind === "alerts");
}

function keyOf(change: object): string | undefined {
  return read({ ...alertmanager, ...change })[0]?.dedupKey;
}

const labels = { service: "payments-api" };

describe("what Alertmanager sends", () => {
  it("is one event with its alerts", () => {
    expect(read({ ...alertmanager, truncatedAlerts: 3 })).toEqual([
      {
        kind: "alerts",
        source: "prometheus",
        target: { kind: "service", name: "payments-api" },
        dedupKey: expect.stringMatching(/^am:[0-9a-f]{64}$/),
        summary: "HighLatency: p99 over 2 s",
        firing: [
          {
            fingerprint: "c0ffee",
            name: "HighLatency",
            summary: "p99 over 2 s",
            details: "Since the last deploy.",
            since: Temporal.Instant.from("2026-03-02T08:58:00.5Z"),
            until: undefined,
          },
        ],
        resolved: [],
        truncated: 3,
        links: [{ text: "Source", url: "https://prometheus.example.org/graph?g0.expr=up" }],
      },
    ]);
  });

  it("parts what fires from what is over, each with its times", () => {
    const over = {
      ...alert,
      fingerprint: "beef",
      status: "resolved",
      endsAt: "2026-03-02T10:00:00+01:00",
    };
    const [event] = read({ ...alertmanager, status: "firing", alerts: [over, alert] });
    expect(event?.firing.map(({ fingerprint }) => fingerprint)).toEqual(["c0ffee"]);
    expect(event?.resolved.map(({ fingerprint }) => fingerprint)).toEqual(["beef"]);
    expect(event?.resolved[0]?.until).toEqual(Temporal.Instant.from("2026-03-02T09:00:00Z"));
  });

  it("is an event for each service", () => {
    const other = { ...alert, labels: { service: "search" } };
    const none = { ...alert, labels: {} };
    const events = read({ ...alertmanager, alerts: [alert, other, none, alert] });
    expect(events.map(({ target, firing }) => [target?.name, firing.length])).toEqual([
      ["payments-api", 2],
      ["search", 1],
      [undefined, 1],
    ]);
  });

  it.each([
    ["the order of labels", { groupLabels: { cluster: "eu", alertname: "HighLatency" } }, true],
    ["which of a pair it is", { externalURL: "http://am-2:9093" }, true],
    ["the alerts of the moment", { alerts: [{ ...alert, fingerprint: "beef" }] }, true],
    ["the receiver", { receiver: "other" }, false],
    ["a label of the group", { groupLabels: { alertname: "HighLatency", cluster: "us" } }, false],
    [
      "what could be read as another label",
      { groupLabels: { alertname: "HighLatency,cluster=eu" } },
      false,
    ],
  ])("is of the same group whatever changes in %s: %#", (_what, change, same) => {
    expect(keyOf(change) === keyOf({})).toBe(same);
  });

  it.each([
    ["summary", { summary: "p99 over 2 s", description: "Long" }, "p99 over 2 s"],
    ["description", { description: "Long\nand longer" }, "Long and longer"],
    ["neither", {}, "Alert"],
  ])("is told by its %s", (_what, annotations, summary) => {
    expect(read({ ...alertmanager, alerts: [{ ...alert, labels, annotations }] })[0]?.summary).toBe(
      summary,
    );
  });

  it("says how many more fire", () => {
    const [event] = read({
      ...alertmanager,
      alerts: [alert, alert, { ...alert, status: "resolved" }],
    });
    expect(event?.summary).toBe("HighLatency: p99 over 2 s (and 1 more)");
  });

  it("keeps an alert whose times cannot be read", () => {
    const [event] = read({
      ...alertmanager,
      alerts: [{ ...alert, startsAt: "yesterday", endsAt: 7 }],
    });
    expect(event?.firing[0]).toMatchObject({ since: undefined, until: undefined });
  });

  it("links to nothing but web addresses", () => {
    const annotations = {
      runbook_url: "javascript:alert(1)",
      dashboard_url: "https://g.example.org/d/1",
    };
    const [event] = read({
      ...alertmanager,
      alerts: [{ ...alert, annotations, generatorURL: "/graph" }],
    });
    expect(event?.links).toEqual([{ text: "Dashboard", url: "https://g.example.org/d/1" }]);
  });

  it("comes without control characters and half letters", () => {
    const annotations = { summary: "a\u0000b\u001b[31m\ud800" };
    const [event] = read({ ...alertmanager, alerts: [{ ...alert, labels, annotations }] });
    expect(event?.summary).toBe("a b [31m\ufffd");
  });

  it.each([
    ["another version", { ...alertmanager, version: "3" }, 'At "version"'],
    ["no alert", { ...alertmanager, alerts: [] }, 'At "alerts"'],
    [
      "an alert without fingerprint",
      { ...alertmanager, alerts: [{ ...alert, fingerprint: undefined }] },
      'At "alerts.0.fingerprint"',
    ],
    [
      "another status",
      { ...alertmanager, alerts: [{ ...alert, status: "SECRET" }] },
      'At "alerts.0.status"',
    ],
    ["a list", [], "Invalid input"],
    ["nothing", null, "Invalid input"],
  ])("is unreadable with %s, which is told without its value", (_what, content, beginning) => {
    const reading = parseAlertmanagerHook(content, "prometheus");
    expect(reading).toEqual({ unreadable: expect.stringContaining(beginning) });
    expect(JSON.stringify(reading)).not.toContain("SECRET");
  });
});
