import { describe, expect, it } from "vitest";
import { type PageVerb, pageVerbs } from "../../../src/chat/command-words.ts";
import { route } from "../../../src/chat/router.ts";
import { parseCatalogue } from "../../../src/knowledge/catalogue.ts";
import { createNames } from "../../../src/knowledge/names.ts";
import { oncallOf } from "../../../src/oncall/oncall.ts";
import type { PageCommand } from "../../../src/oncall/paging/page-command.ts";
import type { PageCommandGiven } from "../../../src/oncall/paging/page-command-given.ts";
import { readPageCommand } from "../../../src/oncall/paging/read-page-command.ts";
import { rosterOf } from "../../../src/oncall/roster.ts";

const { catalogue } = parseCatalogue(
  [
    {
      file: "people.yaml",
      text: `people:
  - {id: ana, name: Ana Ferreira, slack: U0ANA}
  - {id: bo, name: Bo Lindqvist, matrix: "@bo:example.org"}
  - {id: will, name: Will Okafor}
`,
    },
    {
      file: "services.yaml",
      text: `services:
  - {id: payments, owner: ana}
  - {id: payments-api, owner: ana, aliases: [pay, card gateway]}
  - {id: wiki, owner: bo, aliases: [docs]}
  - {id: archive, owner: bo, aliases: [docs]}
`,
    },
  ],
  [],
);
const oncall = oncallOf(
  `schedules:
  primary: {timezone: Europe/Berlin, layers: [{name: week, people: [ana, bo], every: 1 week, start: "2026-01-05T09:00"}]}
policies:
  default: {steps: [{notify: ["schedule:primary"], wait: 5m}]}
  nights: {steps: [{notify: ["person:bo"], wait: 5m}]}
  payments: {steps: [{notify: ["person:ana"], wait: 5m}]}
`,
  catalogue,
);
const given = {
  roster: rosterOf(oncall, []),
  names: createNames(catalogue, []),
  speaker: "ana",
  hasPage: false,
};
const inThread = { ...given, hasPage: true };
/** Whoever speaks stands in no people.yaml. */
const stranger = { ...inThread, speaker: undefined };

/** What a message is read as, from its first word on; undefined: a question. */
function read(message: string, of: PageCommandGiven = given): PageCommand | undefined {
  const isOfPages = (verb: PageVerb, words: string) =>
    readPageCommand(verb, words, of) !== undefined;
  const routed = route(message, { walking: false, offered: false, isOfPages });
  if (routed.kind !== "command") return undefined;
  const [verb] = pageVerbs.find(([one]) => one === routed.command) ?? [];
  return verb && readPageCommand(verb, routed.words.join(" "), of);
}
const asks = (message: string, of: PageCommandGiven = given) => {
  const command = read(message, of);
  return command?.do === "ask" ? command.text : command;
};

const service = (id: string) => ({ kind: "service", id });
const act = (number: number | undefined, event: object) => ({ do: "act", number, event });
const length = (text: string) => Temporal.Duration.from(text).total("minutes");
const resolve = (text: string | undefined) => ({ event: "resolve", text, gone: [] });

describe("page", () => {
  it.each([
    ["page payments checkout is returning 500s", service("payments"), "checkout is returning 500s"],
    ["Page Payments: is down", service("payments"), "is down"],
    ["page payments, prod is down", service("payments"), "prod is down"],
    ["page payments api restart loops", service("payments-api"), "restart loops"],
    ["page payments-api down", service("payments-api"), "down"],
    ["page card gateway – nothing goes through", service("payments-api"), "nothing goes through"],
    ["page @payments down", service("payments"), "down"],
    [
      "page payments see <https://x.example/A?b=C>",
      service("payments"),
      "see <https://x.example/A?b=C>",
    ],
    ["page primary the shop is down", { kind: "schedule", id: "primary" }, "the shop is down"],
    ["page nights the shop is down", { kind: "policy", id: "nights" }, "the shop is down"],
    ["page policy payments all of it", { kind: "policy", id: "payments" }, "all of it"],
    ["page policy default all of it", { kind: "default" }, "all of it"],
    ["page @bo can you look?", { kind: "person", id: "bo" }, "can you look?"],
    ["page <@U0ANA> can you look?", { kind: "person", id: "ana" }, "can you look?"],
    ["page @bo:example.org: disk", { kind: "person", id: "bo" }, "disk"],
  ])("wakes whoever is named: %s", (message, target, text) => {
    expect(read(message)).toEqual({ do: "page", target, urgency: "high", text });
  });
  it("keeps the lines of what is said", () => {
    expect(read("page payments first line\n  second  line")).toMatchObject({
      text: "first line\n  second  line",
    });
  });
  it.each([
    ["page low payments disk fills up", "low"],
    ["page LOW: payments disk fills up", "low"],
    ["page high payments disk fills up", "high"],
    ["page payments low disk", "high"],
  ])("takes the urgency as its first word: %s", (message, urgency) => {
    expect(read(message)).toMatchObject({ do: "page", target: service("payments"), urgency });
  });
  it.each([
    ["page", undefined, ""],
    ["page low", undefined, ""],
    ["page payments", service("payments"), ""],
    ["page payments!", service("payments"), ""],
    ["page @bo", { kind: "person", id: "bo" }, ""],
  ])("alone or without a text is the form: %s", (message, target, text) => {
    expect(read(message)).toEqual({ do: "form", target, text });
  });
  it.each([
    ["page payments is it you?", service("payments"), "is it you?"],
    ["page will load slowly", { kind: "person", id: "will" }, "load slowly"],
    ["page default size", { kind: "default" }, "size"],
    ["page payment failing", service("payments"), "failing"],
  ])(
    "wakes nobody by what may be other words, and fills in the form: %s",
    (message, target, text) => {
      expect(read(message)).toEqual({ do: "form", target, text });
    },
  );
  it("asks which of several services with that name is meant", () => {
    expect(read("page low docs are gone")).toEqual({
      do: "which",
      said: "docs",
      near: [service("wiki"), service("archive")],
      urgency: "low",
      text: "are gone",
    });
  });
  it.each([
    ["page low paymints disk fills up", "paymints", "payments", "disk fills up"],
    ["page paymints @bo disk fills up", "paymints", "payments", "@bo disk fills up"],
    ["page @wil: disk fills up?", "@wil", "will", "disk fills up?"],
  ])("offers the nearest for a name that nobody has: %s", (message, said, id, text) => {
    const command = read(message);
    expect(command).toMatchObject({ do: "which", said, text });
    expect(command?.do === "which" && command.near[0]).toMatchObject({ id });
  });
  it.each([
    ["page #12", 12],
    ["page 12", 12],
    ["pages #12", 12],
    ["page #12 timeline", 12],
  ])("with a number shows one: %s", (message, number) => {
    expect(read(message)).toEqual({ do: "show", number });
  });
  it.each([
    ["pages", "open"],
    ["Pages!", "open"],
    ["pages open", "open"],
    ["pages all", "all"],
  ])("lists them: %s", (message, which) => {
    expect(read(message)).toEqual({ do: "list", which });
  });
});

describe("what is done to a page", () => {
  it.each([
    ["ack", act(undefined, { event: "ack" })],
    ["acknowledge #12", act(12, { event: "ack" })],
    ["ack 12", act(12, { event: "ack" })],
    ["ack#12", act(12, { event: "ack" })],
    ["ack #12, looking into it", act(12, { event: "ack" })],
    ["resolve", act(undefined, resolve(undefined))],
    ["resolve #12", act(12, resolve(undefined))],
    ["resolve 12", act(12, resolve(undefined))],
    ["resolve #12 rolled back, v41 again", act(12, resolve("rolled back, v41 again"))],
    ["escalate", act(undefined, { event: "escalate" })],
    ["escalate #12 now", act(12, { event: "escalate" })],
    ["reassign #12 to @bo", act(12, { event: "reassign", to: { kind: "person", person: "bo" } })],
    ["reassign 12 @bo", act(12, { event: "reassign", to: { kind: "person", person: "bo" } })],
    ["add #12 @bo", act(12, { event: "add-responder", person: "bo" })],
    ["add @bo to #12", act(12, { event: "add-responder", person: "bo" })],
    ["add me to #12", act(12, { event: "add-responder", person: "ana" })],
    ["note #12 is it DNS?", act(12, { event: "note", text: "is it DNS?" })],
    ["release #12", act(12, { event: "hand-back" })],
    ["hand back #12", act(12, { event: "hand-back" })],
    ["reopen #12", act(12, { event: "reopen", twin: undefined })],
    ["postmortem #12", { do: "postmortem", number: 12 }],
    ["post-mortem of #12", { do: "postmortem", number: 12 }],
  ])("is said anywhere with its number: %s", (message, command) => {
    expect(read(message)).toEqual(command);
  });
  it.each([
    ["✅", act(undefined, { event: "ack" })],
    ["ack on it", act(undefined, { event: "ack" })],
    ["resolve rolled back", act(undefined, resolve("rolled back"))],
    ["resolve 500 errors are gone", act(undefined, resolve("500 errors are gone"))],
    ["resolve it", act(undefined, resolve(undefined))],
    ["reassign @bo", act(undefined, { event: "reassign", to: { kind: "person", person: "bo" } })],
    ["add @bo", act(undefined, { event: "add-responder", person: "bo" })],
    ["add bo", act(undefined, { event: "add-responder", person: "bo" })],
    ["add me", act(undefined, { event: "add-responder", person: "ana" })],
    ["note restarted the queue", act(undefined, { event: "note", text: "restarted the queue" })],
    [
      "note 3 of 5 workers are back",
      act(undefined, { event: "note", text: "3 of 5 workers are back" }),
    ],
    ["release", act(undefined, { event: "hand-back" })],
    ["reopen it", act(undefined, { event: "reopen", twin: undefined })],
    ["postmortem", { do: "postmortem", number: undefined }],
  ])("needs no number where there is a page: %s", (message, command) => {
    expect(read(message, inThread)).toEqual(command);
  });
  it("goes to a policy by its name, with all that the policy says", () => {
    const policy = oncall.file.policies.find(({ id }) => id === "nights");
    expect(policy?.steps).toHaveLength(1);
    for (const message of ["reassign #12 nights", "reassign #12 to policy nights"]) {
      expect(read(message)).toEqual(act(12, { event: "reassign", to: { kind: "policy", policy } }));
    }
  });
  it.each([
    ["snooze", undefined, "PT1H"],
    ["snooze 30m", undefined, "PT30M"],
    ["snooze for 1 h 30 min", undefined, "PT90M"],
    ["snooze #12", 12, "PT1H"],
    ["snooze #12 30m", 12, "PT30M"],
    ["snooze 12 30m", 12, "PT30M"],
    ["snooze #12 for 1 day", 12, "PT24H"],
  ])("sleeps an hour, or as long as is said: %s", (message, number, minutes) => {
    const command = read(message);
    expect(command).toMatchObject({ do: "act", number, event: { event: "snooze" } });
    const event = command?.do === "act" && command.event;
    expect(event && event.event === "snooze" && event.length.total("minutes")).toBe(
      length(minutes),
    );
  });
  it.each([
    ["snooze 30", /^Is 30 a page or minutes\? Say "snooze #30 1h" or "snooze 30m"/],
    ["snooze #12 until later", /cannot read how long "until later" is/],
    ["escalate #12 to bo", /do not know what "to bo" means/],
    ["reassign #12", /^To whom\? .*reassign #12 @bo/],
    ["reassign #12 @boo", /"@boo" is nobody in people.yaml. Did you mean @bo\?/],
    ["reassign #12 policy days", /no policy "days"\. There are: default, nights, payments/],
    ["add #12", /^Whom\?/],
    ["add @boo to #12", /is nobody in people.yaml/],
    ["note #12", /^What is to be noted\?/],
  ])("is asked for where something is missing: %s", (message, text) => {
    expect(asks(message)).toMatch(text);
  });
  it("has to know who is added", () => {
    expect(asks("add me", stranger)).toMatch(/do not know who you are/);
  });
});

describe("mute", () => {
  it.each([
    ["mute payments 2h deploy of v42", "payments", "PT2H", "deploy of v42"],
    ["mute payments api for 1 h 30 min: deploy", "payments-api", "PT90M", "deploy"],
    ["mute wiki 1 day moving house", "wiki", "PT24H", "moving house"],
  ])("says what, how long and why: %s", (message, id, minutes, why) => {
    const command = read(message);
    expect(command).toMatchObject({ do: "mute", service: id, why });
    expect(command?.do === "mute" && command.length.total("minutes")).toBe(length(minutes));
  });
  it.each([
    ["mute", /^Which service/],
    ["mute payments", /^How long, and why\?/],
    ["mute payments 2h", /^Why\?/],
    ["mute docs 2h move", /"docs" may be wiki or archive/],
    ["mute paymints 2h deploy", /no service "paymints". Did you mean "payments"/],
    ["unmute paymints", /no service "paymints"/],
    ["unmute", /^Which service\?/],
  ])("is asked for where something is missing: %s", (message, text) => {
    expect(asks(message)).toMatch(text);
  });
  it("ends, and is listed", () => {
    expect(read("unmute payments api")).toEqual({ do: "unmute", service: "payments-api" });
    expect(read("mutes")).toEqual({ do: "mutes" });
    expect(read("Muted?")).toEqual({ do: "mutes" });
  });
});

describe("test page", () => {
  it.each([
    ["test page", undefined],
    ["test page me", undefined],
    ["test page @bo", "bo"],
    ["test-page for bo", "bo"],
  ])("goes to the speaker, or to whom is named: %s", (message, person) => {
    expect(read(message)).toEqual({ do: "test", person });
  });
  it("asks for a name that nobody has", () => {
    expect(asks("test page @boo")).toMatch(/nobody in people.yaml/);
  });
});

describe("a question", () => {
  const anywhere = [
    "page size of postgres?",
    "page cache full on prod",
    "page of the wiki is broken",
    "page in wiki",
    "page restart payments",
    "page access wiki denied",
    "page-cache full",
    "pages of the wiki",
    "page #12 is wrong",
    "ack timeout of rabbitmq",
    "escalate privileges with sudo",
    "snooze alerts how",
    "reassign tickets in jira",
    "add a user to grafana",
    "add @bo to the vpn group",
    "add users",
    "add-ons of firefox",
    "release process",
    "release notes of payments",
    "reopen a ticket",
    "postmortem template",
    "test page of nginx",
    "mute a room in slack",
    "mute payments mails in outlook",
    "mute notifications 2h a day",
    "unmute myself in zoom",
    "muted microphone in zoom",
    "resolve.conf is wrong",
    "note's app",
  ];
  it.each(anywhere)("stays one: %s", (message) => {
    expect(read(message)).toBeUndefined();
  });
  it.each(anywhere)("stays one in the thread of a page: %s", (message) => {
    expect(read(message, inThread)).toBeUndefined();
  });
  it.each([
    "✅",
    "ack on it",
    "resolve dns names on my laptop",
    "resolve 500 errors on checkout",
    "note on backups",
    "note",
    "add",
    "add me",
    "add me to the vpn group",
    "release",
    "release 12",
    "reopen",
    "reassign @bo",
    "postmortem",
  ])("is one where no page is: %s", (message) => {
    expect(read(message)).toBeUndefined();
  });
  it.each(["resolve dns names how?", "note on backups?", "is payments down?"])(
    "is one by its question mark, in the thread of a page: %s",
    (message) => {
      expect(read(message, inThread)).toBeUndefined();
    },
  );
  it("is one where nothing can be paged", () => {
    const { catalogue: emptyCatalogue } = parseCatalogue([], []);
    const nothing = {
      ...given,
      roster: rosterOf(oncallOf(undefined, emptyCatalogue), []),
      names: createNames(emptyCatalogue, []),
    };
    expect(read("page payments is down", nothing)).toBeUndefined();
    expect(read("page low payments is down", nothing)).toMatchObject({ do: "which", near: [] });
  });
});
