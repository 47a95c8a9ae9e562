import { join } from "node:path";
import { z } from "zod";
import { indexKnowledge } from "../../../src/knowledge/index-knowledge.ts";
import { loadKnowledge } from "../../../src/knowledge/load-knowledge.ts";
import { createFakeSlack } from "../../support/fake-slack/fake-slack.ts";
import { offeredElements } from "../../support/fake-slack/offered-elements.ts";
import type { SeenMessage } from "../../support/fake-slack/seen-messages.ts";
import { createStoppedClock } from "../../support/stopped-clock.ts";
import { openSlackBot } from "./slack-bot.ts";

type Turn =
  | { readonly by: string; readonly says: string }
  | { readonly by: string; readonly presses: string };

const dialogues: readonly { readonly about: string; readonly turns: readonly Turn[] }[] = [
  { about: "An answer", turns: [{ by: "jonas", says: "may I deploy on a friday afternoon?" }] },
  {
    about: "Several could be meant",
    turns: [
      { by: "sofia", says: "how do I restart the api" },
      { by: "sofia", presses: "Payments API (payments-api), owner Payments" },
    ],
  },
  {
    about: "Nobody has written that down",
    turns: [{ by: "karel", says: "which espresso beans do we order?" }],
  },
  {
    about: "A runbook",
    turns: [
      { by: "mei", says: "how do I restart the billing worker?" },
      { by: "mei", presses: "staging" },
    ],
  },
  {
    about: "A page",
    turns: [
      { by: "jonas", says: "page payments checkout is returning 500s" },
      { by: "nina", presses: "I have it" },
    ],
  },
];

/** What people and the bot say to each other in Slack about the sample's shop, as they read it; a room's threads, one after the other. */
export async function tellDialogues(): Promise<string> {
  const base = indexKnowledge(await loadKnowledge(join(import.meta.dirname, "../../../knowledge")));
  const clock = createStoppedClock("2026-11-25T09:00:00Z");
  const slack = createFakeSlack({ clock, pingEveryMs: 50 });
  const idOf = new Map<string, string>();
  for (const { id, name, slack: user } of base.corpus.catalogue.people) {
    if (user) idOf.set(id, slack.addUser(id, { id: user, realName: name ?? id }).id);
  }
  const room = slack.addRoom("shop", [...idOf.values()]).id;
  slack.addRoom("ops", [...idOf.values()]);
  for (const group of ["oncall-primary", "oncall-secondary"]) slack.addUserGroup(group, []);
  await slack.start();
  const office = await openSlackBot({ slack, clock }, () => base);
  const nameOf = new Map([...idOf].map(([id, user]) => [user, id]));
  const userOf = (id: string) => idOf.get(id) ?? "";
  const threadOf = (thread: string) => slack.seen(userOf("jonas"), room, thread);
  const offering = (thread: string, label: string) =>
    threadOf(thread)
      .flatMap((message) => offeredIn(message).map((one) => ({ message, one })))
      .findLast(({ one }) => one.label === label);

  const told: string[] = [];
  for (const { about, turns } of dialogues) {
    told.push(about, "-".repeat(about.length));
    let thread = "";
    const seen = new Map<string, string>();
    for (const turn of turns) {
      if ("says" in turn) {
        slack.mention(userOf(turn.by), room, turn.says);
        thread = slack.seen(userOf(turn.by), room).at(-1)?.ts ?? "";
      } else {
        const found = offering(thread, turn.presses);
        if (!found) throw new Error(`Nothing offers "${turn.presses}".`);
        slack.press(userOf(turn.by), { room, ts: found.message.ts }, found.one.actionId);
        told.push(spoken(turn.by, `presses [${turn.presses}]`));
      }
      await office.settle();
      for (const message of threadOf(thread)) {
        const line = lineOf(message);
        if (seen.get(message.ts) !== line) told.push(line);
        seen.set(message.ts, line);
      }
      clock.advance({ minutes: 1 });
    }
    told.push("");
  }
  const faults = office.faults();
  await office.close();
  if (faults.length > 0) throw new AggregateError(faults, "The bot failed.");
  return told.join("\n").trimEnd();

  function lineOf(message: SeenMessage): string {
    const by = nameOf.get(message.by);
    const text = message.text
      .replace(/<@(\w+)>/g, (_, user: string) => `@${nameOf.get(user) ?? "AMA"}`)
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&amp;/g, "&");
    const buttons = offeredIn(message).map(({ label }) => whole(`[${label}]`));
    return spoken(`${by ?? "AMA"}${message.edited ? " (edited)" : ""}`, text, buttons.join(" "));
  }
}

const labelled = z.looseObject({ text: z.looseObject({ text: z.string() }) });

/** What a message offers to press, in order. */
function offeredIn({ blocks }: SeenMessage) {
  return offeredElements(blocks).flatMap(({ actionId, element }) => {
    const read = labelled.safeParse(element);
    return read.success ? [{ actionId, label: read.data.text.text }] : [];
  });
}

/** Keeps a button on one line. */
function whole(label: string): string {
  return label.replaceAll(" ", "\u{a0}");
}

const column = 15;
const width = 118;

/** A speaker in the left column, paragraphs beside it, each line as wide as a page. */
function spoken(by: string, ...texts: readonly string[]): string {
  const lines = texts
    .filter((text) => text !== "")
    .flatMap((text) => text.split("\n"))
    .flatMap(wrapped)
    .map((line) => " ".repeat(column) + line);
  return (by.padEnd(column) + lines.join("\n").slice(column))
    .replaceAll("\u{a0}", " ")
    .replace(/ +$/gm, "");
}

function wrapped(line: string): string[] {
  const lines = [""];
  for (const word of line.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + 1 + word.length > width - column) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}
