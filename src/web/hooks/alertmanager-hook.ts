import { createHash } from "node:crypto";
import { z } from "zod";
import type { HookAlert, HookAlerts, HookReading } from "./hook-event.ts";
import { firstFault, hookLine, hookLines, hookLinks } from "./hook-text.ts";

const labelsSchema = z.record(z.string(), z.string());

type Labels = Readonly<Record<string, string>>;

/** An alert is not lost over its times. */
const timeSchema = z.string().transform(instantIn).optional().catch(undefined);

const alertSchema = z.object({
  status: z.enum(["firing", "resolved"]),
  labels: labelsSchema,
  annotations: labelsSchema.default({}),
  startsAt: timeSchema,
  endsAt: timeSchema,
  generatorURL: z.string().optional(),
  fingerprint: z.string().min(1).max(100),
});

type Alert = z.infer<typeof alertSchema>;

/**
 * The webhook payload of Alertmanager. Its `externalURL` is not read: of two Alertmanagers that run side by side each sends
 * its own, and both mean the same group.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
const payloadSchema = z.object({
  version: z.literal("4"),
  receiver: z.string(),
  groupLabels: labelsSchema,
  truncatedAlerts: z.int().min(0).default(0),
  alerts: z.array(alertSchema).min(1),
});

/** Reads what Alertmanager sends: one event for each service that the alerts name in their label `service`. */
export function parseAlertmanagerHook(content: unknown, source: string): HookReading {
  const { data, error } = payloadSchema.safeParse(content);
  if (data === undefined) return { unreadable: firstFault(error) };
  const dedupKey = groupKey(data.receiver, data.groupLabels);
  const services = Map.groupBy(data.alerts, ({ labels }) => hookLine(labels.service));
  return {
    events: [...services].map(([service, alerts]): HookAlerts => {
      const firing = alerts.filter(({ status }) => status === "firing");
      const resolved = alerts.filter(({ status }) => status === "resolved");
      const shown = firing.length > 0 ? firing : resolved;
      return {
        kind: "alerts",
        source,
        target: service === undefined ? undefined : { kind: "service", name: service },
        dedupKey,
        summary: groupSummary(shown),
        firing: firing.map(alertOf),
        resolved: resolved.map(alertOf),
        truncated: data.truncatedAlerts,
        links: linksOf(shown),
      };
    }),
  };
}

/** The same for both of a pair of Alertmanagers, and for every message about the group. */
function groupKey(receiver: string, labels: Labels): string {
  const sorted = Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1));
  return `am:${createHash("sha256")
    .update(JSON.stringify([receiver, sorted]))
    .digest("hex")}`;
}

function alertOf({ labels, annotations, fingerprint, startsAt, endsAt }: Alert): HookAlert {
  const name = hookLine(labels.alertname);
  const description = hookLines(annotations.description);
  return {
    fingerprint,
    name,
    summary: hookLine(annotations.summary) ?? hookLine(description) ?? name ?? "Alert",
    details: description,
    since: startsAt,
    until: endsAt === undefined || isNone(endsAt) ? undefined : endsAt,
  };
}

function instantIn(text: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
}

/** Alertmanager writes the zero of Go, the first of January of year 1, for an end it does not know. */
function isNone(at: Temporal.Instant): boolean {
  return at.equals("0001-01-01T00:00:00Z");
}

function groupSummary(alerts: readonly Alert[]): string {
  const [first] = alerts.map(alertOf);
  const { name, summary } = first ?? { name: undefined, summary: "Alert" };
  const said = name === undefined || summary.includes(name) ? summary : `${name}: ${summary}`;
  return alerts.length < 2 ? said : `${said} (and ${alerts.length - 1} more)`;
}

function linksOf([alert]: readonly Alert[]) {
  return hookLinks([
    { text: "Runbook", url: alert?.annotations.runbook_url },
    { text: "Dashboard", url: alert?.annotations.dashboard_url },
    { text: "Source", url: alert?.generatorURL },
  ]);
}
