import { createHmac } from "node:crypto";
import type { DoneAct, OfferedAct } from "../../src/web/act-routes.ts";
import type { PartHealth } from "../../src/web/health-routes.ts";
import type { HookEvent } from "../../src/web/hooks/hook-event.ts";
import { createWeb, type WebGiven } from "../../src/web/server.ts";
import { createStoppedClock } from "../support/stopped-clock.ts";

export const grafanaToken = "grafana-0123456789abcdef-0123456789";
export const prometheusToken = "prometheus-0123456789abcdef-012345";
export const linkToken = "AAAAAAAAAAAAAAAAAAAAAA";

const tokens = new Map([
  ["grafana", grafanaToken],
  ["prometheus", prometheusToken],
  ["watchdog", "watchdog-0123456789abcdef-01234567"],
]);

const offered: OfferedAct = {
  title: "Acknowledge #12",
  lines: ["payments-api: <b>p99</b> over 2 s", "Nobody has it yet."],
  button: "I have it",
};
const done: DoneAct = { title: "You have #12", lines: ["Everyone who was asked is told."] };

/** A web room, and all that it has changed or told. */
export function webUnderTest(given: Partial<WebGiven> = {}) {
  const clock = createStoppedClock("2026-03-02T09:00:00Z");
  const taken: HookEvent[] = [];
  const deliveries = new Set<string>();
  const links = new Set([linkToken]);
  const told: string[] = [];
  const acted: string[] = [];
  const looked: string[] = [];
  const web = createWeb({
    listen: { host: "127.0.0.1", port: 0 },
    publicUrl: undefined,
    clock,
    randomHex: (bytes) => "5f".repeat(bytes),
    report: {
      answered: ({ method, route, status }) => told.push(`${method} ${route} ${status}`),
      refused: (route) => told.push(`refused ${route}`),
      unreadable: ({ source, why }) => told.push(`unreadable ${source}: ${why}`),
      failed: ({ errorId, route }) => told.push(`failed ${route} ${errorId}`),
    },
    health: async (): Promise<readonly PartHealth[]> => [{ part: "database", up: true }],
    tokenOf: (source) => tokens.get(source),
    seen: async (delivery) => deliveries.has(delivery),
    take: async (events, delivery) => {
      if (delivery !== undefined) deliveries.add(delivery);
      taken.push(...events);
    },
    look: async (token) => {
      looked.push(token);
      return links.has(token) ? offered : undefined;
    },
    act: async (token) => {
      if (!links.delete(token)) return undefined;
      acted.push(token);
      return done;
    },
    bodyDeadline: () => new AbortController().signal,
    drainDeadline: () => new AbortController().signal,
    ...given,
  });
  return { web, app: web.app, clock, taken, told, acted, looked, deliveries };
}

export function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

/** The headers of a signed message, made without our code. */
export function signed(
  body: string,
  { token = grafanaToken, id = "msg_1", at = "2026-03-02T09:00:00Z" } = {},
): Record<string, string> {
  const timestamp = `${Temporal.Instant.from(at).epochMilliseconds / 1000}`;
  const key = token.startsWith("whsec_") ? Buffer.from(token.slice(6), "base64") : token;
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${mac}` };
}

export const page = { action: "trigger", service: "payments-api", summary: "Checkout is down" };

export const alert = {
  status: "firing",
  labels: { alertname: "HighLatency", service: "payments-api" },
  annotations: { summary: "p99 over 2 s", description: "Since the last deploy." },
  startsAt: "2026-03-02T08:58:00.5Z",
  endsAt: "0001-01-01T00:00:00Z",
  generatorURL: "https://prometheus.example.org/graph?g0.expr=up",
  fingerprint: "c0ffee",
};

export const alertmanager = {
  version: "4",
  receiver: "ama",
  status: "firing",
  groupLabels: { alertname: "HighLatency", cluster: "eu" },
  commonLabels: {},
  commonAnnotations: {},
  externalURL: "http://am-1:9093",
  groupKey: '{}:{alertname="HighLatency"}',
  truncatedAlerts: 0,
  alerts: [alert],
};
