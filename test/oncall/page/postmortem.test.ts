import { toString as textOf } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import type { Actor } from "../../../src/oncall/page/actor.ts";
import { markdownText } from "../../../src/oncall/page/markdown-text.ts";
import { type PostmortemGiven, postmortem } from "../../../src/oncall/page/postmortem.ts";
import type { Happening, TimelineEntry } from "../../../src/oncall/page/timeline.ts";
import { ana, bo, clock, guest, held, opened, over, taken, words } from "./page-of.ts";

const seconds = (count: number) => Temporal.Duration.from({ seconds: count });
const onTime = seconds(1);

/** A night in which it takes two people, an e-mail that fails and a restart. */
const night: readonly (readonly [string, Actor, Happening])[] = [
  [
    "22:59:30",
    guest,
    {
      event: "triggered",
      data: { service: "payments", urgency: "high", text: "checkout fails\n*since the deploy*" },
    },
  ],
  ["22:59:31", clock, { event: "turn", data: { turn: 1, taken, lateBy: onTime } }],
  [
    "22:59:32",
    clock,
    {
      event: "delivered",
      data: { person: "ana", via: "ntfy", outcome: "accepted", lateBy: onTime },
    },
  ],
  [
    "22:59:40",
    clock,
    {
      event: "delivered",
      data: {
        person: "ana",
        via: "email",
        outcome: "refused",
        why: "550 no such user",
        lateBy: onTime,
      },
    },
  ],
  [
    "23:16:31",
    clock,
    {
      event: "turn",
      data: {
        turn: 2,
        taken: {
          ...taken,
          people: [],
          unreachable: ["cem"],
          said: "Turn 2 reaches nobody: Cem has no address.",
        },
        lateBy: seconds(720),
      },
    },
  ],
  [
    "23:16:32",
    clock,
    {
      event: "turn",
      data: { turn: 3, taken: { ...taken, said: "Turn 3 asks Bo." }, lateBy: onTime },
    },
  ],
  [
    "23:16:33",
    clock,
    {
      event: "delivered",
      data: { person: "bo", via: "chat", outcome: "accepted", lateBy: onTime },
    },
  ],
  ["23:20:00", bo, { event: "acknowledged", data: {} }],
  [
    "23:31:00",
    bo,
    { event: "noted", data: { text: "the deploy of 23:50 drops <session> cookies" } },
  ],
  ["23:44:30", bo, { event: "resolved", data: { text: "rolled back" } }],
];

const timeline = night.map(
  ([time, actor, happened], index): TimelineEntry => ({
    page: 12,
    seq: index + 1,
    at: Temporal.Instant.from(`2026-11-29T${time}Z`),
    actor,
    ...happened,
  }),
);
const [openedAt, resolvedAt] = ["22:59:30", "23:44:30"].map((time) =>
  Temporal.Instant.from(`2026-11-29T${time}Z`),
);
const text = "checkout fails\n*since the deploy*";
const at = Temporal.Instant.from("2026-11-30T09:00:00Z");

const given: PostmortemGiven = {
  page: { ...over, text, openedAt: openedAt ?? at, resolvedAt: resolvedAt ?? at },
  timeline,
  words,
  timeZone: "Europe/Berlin",
  runbook: { title: "Roll back [checkout]", url: "https://wiki.example.org/roll back?a=<1>" },
  at,
};

describe("a postmortem", () => {
  it("tells a night so that it can be read", () => {
    expect(postmortem(given)).toBe(`# Postmortem of #12: payments: checkout fails

All times are of Europe/Berlin.

- Duration: 45 min
- First delivery after: 2 s
- Acknowledged after: 20 min
- Resolved after: 45 min

## People

- Guest: opened it
- Ana: was notified, could not be reached
- Bo: was notified, took it, made notes, resolved it

## Timeline

### Sun 2026-11-29 (+01:00)

- 23:59:30 Guest paged for payments: checkout fails \\*since the deploy\\*
- 23:59:31 Turn 1 asks Ana.
- 23:59:32 Sent to Ana by ntfy.
- 23:59:40 Ana: e-mail failed: 550 no such user.

### Mon 2026-11-30 (+01:00)

- 00:16:31 Turn 2 reaches nobody: Cem has no address. Late by 12 min.
- 00:16:32 Turn 3 asks Bo.
- 00:16:33 Sent to Bo by chat.
- 00:20:00 Bo has it.
- 00:31:00 Bo noted: the deploy of 23:50 drops \\<session\\> cookies
- 00:44:30 Bo resolved it: rolled back

## Notes

- Bo, 00:31:00: the deploy of 23:50 drops \\<session\\> cookies

## Runbook

[Roll back \\[checkout\\]](<https://wiki.example.org/roll%20back?a=%3C1%3E>)

## Open questions

- Why could nothing be sent to Ana by e-mail (550 no such user)?
- Why did turn 2 reach nobody?
- How can Cem be reached?
- Why was turn 2 late by 12 min?

## What was confusing

What was hard to find, to read or to decide? One line each helps the next one on call.
`);
  });

  it("tells of a page that is still open, and that nobody was asked, what there is", () => {
    const said = postmortem({ ...given, page: opened, timeline: [], runbook: undefined });
    expect(said).toContain(
      "- Duration: 7 h so far, it is still open\n- First delivery after: never",
    );
    expect(said).toContain("- Acknowledged after: never\n- Resolved after: not yet");
    expect(said).toContain("## People\n\nNobody.");
    expect(said).toContain("## Notes\n\nNone were made.");
    expect(said).toContain("## Runbook\n\nThe page showed none.");
    expect(said).toContain("## Open questions\n\nThe timeline raises none.");
  });

  it("asks why somebody who had the page gave no sign", () => {
    const data = { ackedBy: "ana", since: given.page.openedAt };
    const entry = { page: 12, seq: 1, at, actor: clock, event: "ack-timed-out", data } as const;
    expect(postmortem({ ...given, page: held, timeline: [entry] })).toContain(
      "- Why was there no sign from Ana after 23:59:30?",
    );
  });

  it("tells apart the hour that comes twice", () => {
    const noteAt = (seq: number, time: string): TimelineEntry => ({
      page: 12,
      seq,
      at: Temporal.Instant.from(time),
      actor: ana,
      event: "still-on-it",
      data: {},
    });
    const twice = [noteAt(1, "2026-10-25T02:30:00+02:00"), noteAt(2, "2026-10-25T02:30:00+01:00")];
    expect(postmortem({ ...given, timeline: twice })).toContain(`### Sun 2026-10-25 (+02:00)

- 02:30:00 Ana is still on it.

### Sun 2026-10-25 (+01:00)

- 02:30:00 Ana is still on it.`);
  });

  it.each(["javascript:alert(1)", undefined])("does not link a runbook to %j", (url) => {
    const said = postmortem({ ...given, runbook: { title: "Roll back", url } });
    expect(said).toContain("## Runbook\n\nRoll back\n");
  });

  it("cuts a title that is long", () => {
    const [title] = postmortem({ ...given, page: { ...given.page, text: "x".repeat(100) } }).split(
      "\n",
    );
    expect(title).toBe(`# Postmortem of #12: payments: ${"x".repeat(79)}…`);
  });
});

describe("a text in Markdown", () => {
  const parse = (markdown: string) => unified().use(remarkParse).use(remarkGfm).parse(markdown);

  it.each([
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "=== rule",
    "> quote",
    "*bold* _italic_ ~strike~ `code`",
    "[text](https://example.org) ![picture](x.png)",
    "<b>html</b> <!-- comment --> &amp;",
    "a | b | c",
    "\\*already\\*",
    "[^1]: footnote",
    "- [x] done",
    "```sh",
    "| a |",
  ])("shows %j letter by letter, in a list", (text) => {
    const tree = parse(`- ${markdownText(text)}`);
    expect(textOf(tree)).toBe(text);
    const [list] = tree.children;
    const kinds =
      list &&
      "children" in list &&
      list.children.flatMap((item) =>
        "children" in item ? item.children.map(({ type }) => type) : [],
      );
    expect(kinds).toEqual(["paragraph"]);
  });

  it("is one line, without what nobody sees", () => {
    expect(markdownText(" a\r\n\n# b\u202Ec\u0000 ")).toBe("a # b\uFFFDc\uFFFD");
  });
});
