import { type Files, page } from "../../support/knowledge-folder.ts";

/** So many services there are, which can each have a page in chat at a time. */
export const services = 8;

export const serviceOf = (index: number) => `engine${index % services}`;

/** Ana is on call and hears of a page by all ways at once; Bo is asked second, by one way after the other; Dee pages. */
export const pagingKnowledge: Files = {
  "answers/vpn.md": page(
    ["title: Set up the VPN", "questions: [how do I set up the vpn]", "owner: team-platform"],
    "Install WireGuard and import your profile.",
  ),
  "services.yaml": `services: [${Array.from(
    { length: services },
    (_, index) => `{id: ${serviceOf(index)}, name: Engine ${index}, owner: team-platform}`,
  ).join(", ")}]\n`,
  "people.yaml": `teams: [{id: team-platform, name: Platform, members: [ana, bo]}]
people:
  - {id: ana, name: Ana, ntfy: "env:PHONE_OF_ANA", webhook: "env:HOOK_OF_ANA", roles: [oncall]}
  - {id: bo, name: Bo, ntfy: "env:PHONE_OF_BO", webhook: "env:HOOK_OF_BO", roles: [oncall], notify: [{via: chat, after: 0m}, {via: ntfy, after: 0m}, {via: webhook, after: 1m}]}
  - {id: dee, name: Dee}
`,
  "oncall.yaml": `schedules:
  primary:
    timezone: Europe/Berlin
    layers: [{name: always, people: [ana], every: 1 week, start: "2026-01-05T09:00"}]
policies:
  default:
    steps:
      - {notify: ["schedule:primary"], wait: 1m}
      - {notify: ["person:bo"], wait: 1m}
    repeat: 1
    then_every: 5m
    ack_timeout: 24h
`,
};
