import { hasLeft } from "./oncall/channels.ts";
import type { Oncall } from "./oncall/oncall.ts";
import { type Aim, aimPage } from "./oncall/paging/aim-page.ts";
import type { PageAsked, PageTarget } from "./oncall/paging/paging.ts";
import { personNamed } from "./oncall/person-named.ts";
import type {
  HookAlert,
  HookAlerts,
  HookLink,
  HookTarget,
  HookTrigger,
} from "./web/hooks/hook-event.ts";

/** Where what a program says belongs. */
export type HookPlace = Pick<Aim, "service" | "scope"> & {
  readonly target: PageTarget;
  /** What is to be said of a name that nobody here has; the policy `default` is asked in its place. */
  readonly unknown: string | undefined;
};

/** Finds whom a program means: by the name that it gives, else the service that is called like the program itself. */
export function placeHook(
  named: HookTarget | undefined,
  source: string,
  oncall: Oncall,
  at: Temporal.Instant,
): HookPlace {
  const found = idOf(named ?? { kind: "service", name: source }, oncall, at);
  const kind = named?.kind ?? "service";
  const target: PageTarget = found === undefined ? { kind: "default" } : { kind, id: found };
  const { service, scope } = aimPage(target, oncall);
  const unknown =
    named === undefined || found !== undefined
      ? undefined
      : `It was for the ${kind} "${named.name}", which is not known here: the policy "default" is asked.`;
  return { target, service, scope, unknown };
}

function idOf(
  { kind, name }: HookTarget,
  { file, catalogue: { services, people } }: Oncall,
  at: Temporal.Instant,
): string | undefined {
  if (kind === "policy") return file.policies.find(({ id }) => id === name)?.id;
  if (kind === "person") {
    const here = people.filter((person) => !hasLeft(person, at));
    return personNamed(name, here)?.id;
  }
  const said = name.toLowerCase();
  const service =
    services.find(({ id }) => id === name) ??
    services.find((one) => [one.name, ...one.aliases].some((own) => own.toLowerCase() === said));
  return service?.id;
}

/** The page that a program asks for. */
export function triggeredPage(event: HookTrigger, { target, unknown }: HookPlace): PageAsked {
  const { source, summary, details, links, urgency, dedupKey } = event;
  return {
    ...machineAsks(source, target),
    urgency,
    text: pageText([summary, unknown, details, linkLines(links)]),
    dedupKey,
    alerts: [],
    alertName: undefined,
  };
}

/**
 * The page that alerts ask for.
 *
 * @param fresh those of the firing ones that no page has yet: at least one, and they alone are told
 */
export function alertsPage(
  event: HookAlerts,
  fresh: readonly HookAlert[],
  { target, unknown }: HookPlace,
): PageAsked {
  const { source, dedupKey, firing, truncated, links } = event;
  const isAll = fresh.length === firing.length;
  const more = truncated === 0 ? undefined : `${source} did not send ${truncated} more of them.`;
  return {
    ...machineAsks(source, target),
    urgency: "high",
    text: pageText([
      isAll ? event.summary : freshSummary(fresh),
      unknown,
      alertLines(fresh),
      more,
      linkLines(links),
    ]),
    dedupKey,
    alerts: fresh.map(({ fingerprint }) => fingerprint),
    alertName: fresh.find(({ name }) => name !== undefined)?.name,
  };
}

function machineAsks(source: string, target: PageTarget) {
  return { target, by: { kind: "source", source }, source, askedIn: undefined } as const;
}

function freshSummary([first, ...others]: readonly HookAlert[]): string {
  const said = first === undefined ? "Alert" : alertLine(first);
  return others.length === 0 ? said : `${said} (and ${others.length} more)`;
}

function alertLine({ name, summary }: HookAlert): string {
  return name === undefined || summary.includes(name) ? summary : `${name}: ${summary}`;
}

/** One is in the first line, and has room for what is known of it; of many each has a line. */
function alertLines(alerts: readonly HookAlert[]): string | undefined {
  const [only, ...others] = alerts;
  if (only === undefined || others.length === 0) return only?.details;
  const lines = alerts.slice(0, mostLines).map((alert) => `- ${alertLine(alert)}`);
  const rest = alerts.length - lines.length;
  return [...lines, ...(rest > 0 ? [`- and ${rest} more`] : [])].join("\n");
}

function linkLines(links: readonly HookLink[]): string | undefined {
  const lines = links.slice(0, mostLines).map(({ text, url }) => `${text}: ${url}`);
  return lines.length === 0 ? undefined : lines.join("\n");
}

const mostLines = 20;
const mostText = 6_000;

function pageText(parts: readonly (string | undefined)[]): string {
  const text = parts.filter((part) => part !== undefined).join("\n\n");
  return text.length > mostText ? `${text.slice(0, mostText - 1).toWellFormed()}…` : text;
}
