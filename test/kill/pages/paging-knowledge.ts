import { type Files, page } from "../../support/knowledge-folder.ts";

/** Those who are paged. The first is on call by a schedule. */
export const responders = ["ana", "bo", "cem", "dot"] as const;

/** So many services there are, which can each have a page in chat at a time. */
export const services = 8;

export const serviceId = (service: number) => `engine${service}`;

/** Whom the pages of a service ask first, and whom then. */
export function askedFor(service: number): { readonly first: string; readonly second: string } {
  const at = (place: number) => responders[place % responders.length] ?? responders[0];
  return { first: at(service), second: at(service + 1) };
}

const each = <T>(most: number, make: (index: number) => T) =>
  Array.from({ length: most }, (_, index) => make(index));

/** All ways at once, or one after the other. */
const rules = [
  "",
  ", notify: [{via: chat, after: 0m}, {via: ntfy, after: 0m}, {via: webhook, after: 1m}]",
];

function policy(service: number): string {
  const { first, second } = askedFor(service);
  const target = first === responders[0] ? "schedule:primary" : `person:${first}`;
  return `  of-${serviceId(service)}:
    steps:
      - {notify: ["${target}"], wait: 1m}
      - {notify: ["person:${second}"], wait: 1m}
    repeat: 1
    then_every: 5m
    ack_timeout: 24h
`;
}

/** The folder of an office in which everybody can be reached by three ways; Dee pages. */
export const pagingKnowledge: Files = {
  "answers/vpn.md": page(
    ["title: Set up the VPN", "questions: [how do I set up the vpn]", "owner: team-platform"],
    "Install WireGuard and import your profile.",
  ),
  "services.yaml": each(
    services,
    (service) =>
      `- {id: ${serviceId(service)}, name: Engine ${service}, owner: team-platform, escalation: of-${serviceId(service)}}\n`,
  )
    .join("")
    .replace(/^/, "services:\n"),
  "people.yaml": `teams: [{id: team-platform, name: Platform, members: [${responders.join(", ")}]}]
people:
  - {id: dee, name: Dee}
${responders
  .map(
    (id, index) =>
      `  - {id: ${id}, name: ${id}, ntfy: "env:PHONE_OF_${id.toUpperCase()}", webhook: "env:HOOK_OF_${id.toUpperCase()}", roles: [oncall]${rules[index % 2]}}\n`,
  )
  .join("")}`,
  "oncall.yaml": `schedules:
  primary:
    timezone: Europe/Berlin
    layers: [{name: always, people: [${responders[0]}], every: 1 week, start: "2026-01-05T09:00"}]
policies:
${each(services, policy).join("")}`,
};
