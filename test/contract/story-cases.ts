import { expect } from "vitest";
import type { Principal } from "../../src/chat/conversation.ts";
import { moments } from "../support/whole-bot.ts";
import { botLines, type Story, threadOn } from "./story.ts";

/** A case of the contract that needs the whole bot. */
export type StoryCase = {
  readonly id: string;
  readonly does: string;
  readonly run: (story: Story) => Promise<void>;
};

const question = "how do I set up the vpn on my laptop";
const answer = "WireGuard";
const another = "where do I write meeting notes";
const ambiguous = "why does the printer eat paper";
const texts = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text);

export const storyCases: readonly StoryCase[] = [
  {
    id: "C1",
    does: "replies once to a mention, in a thread on it (M20)",
    async run(story) {
      const { asker, room } = story;
      const asked = await story.say(asker, room, question, { addressed: "mention" });
      expect(texts(botLines(story, asker, threadOn(asked)))).toEqual([
        expect.stringContaining(answer),
      ]);
      expect(botLines(story, asker, room)).toEqual([]);
    },
  },
  {
    id: "C1",
    does: "shows that it works on a question, until the reply is there (M10)",
    async run(story) {
      const { asker, room } = story;
      const asked = await story.say(asker, room, question, { addressed: "mention" });
      expect(story.workingSigns(asked)).toEqual([true, false]);
    },
  },
  {
    id: "C2",
    does: "needs no mention in a DM, and replies on its main line (M2, M20)",
    async run(story) {
      await story.say(story.asker, story.dm, question);
      expect(texts(botLines(story, story.asker, story.dm))).toEqual([
        expect.stringContaining(answer),
      ]);
    },
  },
  {
    id: "C3",
    does: "says nothing to what is not for it, and names the rule (M1)",
    async run(story) {
      const { asker, room } = story;
      const asked = await story.say(asker, room, question, { addressed: "none" });
      expect(botLines(story, asker, room)).toEqual([]);
      expect(botLines(story, asker, threadOn(asked))).toEqual([]);
      expect(story.workingSigns(asked)).toEqual([]);
      expect(await story.outcomes()).toEqual(["silent:M1"]);
    },
  },
  ...[
    "help",
    "HELP",
    "Help!",
    "!help",
    "/help",
    "  help ",
    "“help”",
    "ama: help",
    "@ama, help",
  ].map((typed) => ({
    id: "C4",
    does: `knows a command however it is typed: ${JSON.stringify(typed)} (M31)`,
    async run(story: Story) {
      await story.say(story.asker, story.dm, typed);
      expect(await story.outcomes()).toEqual(["command"]);
      expect(botLines(story, story.asker, story.dm)).toHaveLength(1);
    },
  })),
  {
    id: "C5",
    does: "follows the one human of a thread without a mention, until a second writes (M6)",
    async run(story) {
      const { asker, other, room } = story;
      const asked = await story.say(asker, room, question, { addressed: "mention" });
      const thread = threadOn(asked);
      await story.say(asker, thread, another);
      expect(botLines(story, asker, thread)).toHaveLength(2);
      await story.say(other, thread, "I have that, too");
      await story.say(asker, thread, question);
      expect(botLines(story, asker, thread)).toHaveLength(2);
    },
  },
  {
    id: "C5",
    does: "follows it for half an hour (M6)",
    async run(story) {
      const { asker, room } = story;
      const asked = await story.say(asker, room, question, { addressed: "mention" });
      await story.advance("PT31M");
      await story.say(asker, threadOn(asked), another);
      expect(botLines(story, asker, threadOn(asked))).toHaveLength(1);
    },
  },
  {
    id: "C6",
    does: "reads a running thread into which it is called (M22)",
    async run(story) {
      const { asker, other, room } = story;
      const root = await story.say(other, room, question, { addressed: "none" });
      const thread = threadOn(root);
      await story.say(other, thread, "no idea", { addressed: "none" });
      await story.advance("PT1M");
      await story.say(asker, thread, "can you help here?", { addressed: "mention" });
      expect(texts(botLines(story, asker, thread))).toEqual([expect.stringContaining(answer)]);
    },
  },
  {
    id: "C7",
    does: "waits in an auto room, also over a restart, then replies (M4, M5)",
    async run(story) {
      const { asker, room } = story;
      await story.setMode(room, "auto");
      const asked = await story.say(asker, room, `${question}?`, { addressed: "none" });
      await story.advance("PT4M");
      expect(botLines(story, asker, threadOn(asked))).toEqual([]);
      await story.whileAway("kill", async () => undefined);
      await story.advance("PT1M");
      expect(texts(botLines(story, asker, threadOn(asked)))).toEqual([
        expect.stringContaining(answer),
      ]);
    },
  },
  {
    id: "C7",
    does: "stays silent in an auto room where a human was first (M5)",
    async run(story) {
      const { asker, other, room } = story;
      await story.setMode(room, "auto");
      const asked = await story.say(asker, room, `${question}?`, { addressed: "none" });
      await story.advance("PT1M");
      await story.say(other, threadOn(asked), "like this", { addressed: "none" });
      await story.advance("PT9M");
      expect(botLines(story, asker, threadOn(asked))).toEqual([]);
      expect(await story.outcomes()).toContain("silent:M5");
    },
  },
  {
    id: "C9",
    does: "says nothing to a bot, even when it is mentioned (M18)",
    async run(story) {
      const { other, room } = story;
      const how = { addressed: "mention", isBot: true } as const;
      const asked = await story.say(other, room, question, how);
      expect(botLines(story, other, threadOn(asked))).toEqual([]);
      // Where it is known at once for a program's, it is not even written down.
      expect(["silent:M18", ""]).toContain((await story.outcomes()).join());
    },
  },
  {
    id: "C9",
    does: "says in a sentence that it is too much at once, and goes on a minute later (M19)",
    async run(story) {
      const { asker, dm } = story;
      for (let n = 0; n < 7; n += 1) await story.say(asker, dm, "status");
      const said = texts(botLines(story, asker, dm));
      expect(said).toHaveLength(6);
      expect(said.at(-1)).toBe(
        "That is a lot at once: I go on in about a minute, and nothing is lost.",
      );
      await story.advance("PT1M");
      expect(texts(botLines(story, asker, dm)).slice(6)).toEqual([said[0], said[0]]);
    },
  },
  {
    id: "C10",
    does: "edits its reply when the question is edited (M23)",
    async run(story) {
      const { asker, dm } = story;
      const asked = await story.say(asker, dm, question);
      await story.edit(asker, asked, another);
      const lines = botLines(story, asker, dm);
      expect(lines).toEqual([expect.objectContaining({ updated: true })]);
      expect(lines[0]?.text).toContain("(updated)");
      expect(lines[0]?.text).not.toContain(answer);
    },
  },
  {
    id: "C10",
    does: "says nothing when the text of an edit is the same (M25)",
    async run(story) {
      const { asker, dm } = story;
      const asked = await story.say(asker, dm, question);
      const before = botLines(story, asker, dm);
      await story.edit(asker, asked, question);
      expect(botLines(story, asker, dm)).toEqual(before);
    },
  },
  {
    id: "C10",
    does: "runs no command by an edit (M24)",
    async run(story) {
      const { asker, dm } = story;
      const asked = await story.say(asker, dm, question);
      await story.edit(asker, asked, "help");
      expect(botLines(story, asker, dm).at(-1)?.text).toContain("send it as a new message");
    },
  },
  {
    id: "C11",
    does: "takes its answer back with the question (M26)",
    async run(story) {
      const { asker, dm } = story;
      const asked = await story.say(asker, dm, question);
      await story.withdraw(asker, asked);
      expect(botLines(story, asker, dm)).toEqual([]);
    },
  },
  {
    id: "C16",
    does: "shows a private page to the asker alone (M34)",
    async run(story) {
      const { asker, other, room } = story;
      const how = { addressed: "mention" } as const;
      const asked = await story.say(asker, room, "how much does a senior earn", how);
      const seenBy = (by: Principal) =>
        [room, threadOn(asked)].flatMap((where) => texts(botLines(story, by, where))).join("\n");
      expect(seenBy(asker)).toContain("compensation table");
      expect(seenBy(other)).toBe("");
    },
  },
  {
    id: "C16",
    does: "finds nothing for whoever may not read it",
    async run(story) {
      const { other, room } = story;
      const how = { addressed: "mention" } as const;
      const asked = await story.say(other, room, "who keeps the keys of the cage", how);
      const seen = texts(botLines(story, other, threadOn(asked))).join("\n");
      expect(seen).not.toBe("");
      expect(seen).not.toMatch(/crimson|strongroom/i);
    },
  },
  {
    id: "C17",
    does: "answers the choice that is pressed (M28)",
    async run(story) {
      const { asker, dm } = story;
      await story.say(asker, dm, ambiguous);
      const { message, second } = choicesIn(story);
      await story.press(asker, message, second);
      expect(traysIn(story)).toEqual([expect.stringContaining("lower tray")]);
    },
  },
  {
    id: "C17 (twice)",
    does: "counts the first of two presses of a choice (M17)",
    async run(story) {
      const { asker, dm } = story;
      await story.say(asker, dm, ambiguous);
      const { message, first } = choicesIn(story);
      await story.press(asker, message, first);
      await story.press(asker, message, first);
      expect(traysIn(story)).toHaveLength(1);
      expect(botLines(story, asker, dm).at(-1)?.text).toContain("it counts once");
    },
  },
  {
    id: "C18",
    does: "takes a form that was opened before a restart, or before it was killed",
    async run(story) {
      const { asker, other, dm } = story;
      await story.say(asker, dm, "page");
      const offer = botLines(story, asker, dm).at(-1);
      const [form] = offer?.actions ?? [];
      if (!offer || form === undefined) throw new Error("No form is offered.");
      for (const [index, how] of (["stop", "kill"] as const).entries()) {
        await story.press(asker, offer.message, form);
        await story.whileAway(how, async () => undefined);
        const text = `fault ${index + 1} of checkout`;
        await story.fillIn(asker, { whom: "service:billing", urgency: "high", text });
        expect(texts(botLines(story, asker, dm)).join("\n")).toContain(text);
      }
      expect(botLines(story, other, dm)).toEqual([]);
    },
  },
  {
    id: "C19",
    does: "pages by a new message at each step, and by none once somebody has it",
    async run(story) {
      const { asker, other, room, dm } = story;
      const asked = await story.say(other, room, "page billing checkout is down", {
        addressed: "mention",
      });
      const pages = () => botLines(story, asker, dm).filter(({ text }) => text.startsWith("#1 "));
      expect(pages()).toHaveLength(1);
      await story.advance("PT5M");
      const [, second] = pages();
      if (!second) throw new Error("There is no second page.");
      await story.press(asker, second.message, "ack");
      const status = botLines(story, other, threadOn(asked));
      expect(status).toContainEqual(
        expect.objectContaining({
          updated: true,
          text: expect.stringContaining("Ana has it since"),
        }),
      );
      await story.advance("PT30M");
      expect(pages()).toHaveLength(2);
    },
  },
  {
    id: "C21",
    does: "answers once what was asked while its connection was lost, each time that it was (M36, M38)",
    async run(story) {
      const { asker, dm, room } = story;
      await story.say(asker, dm, "status");
      for (const lost of [question, another]) {
        await story.whileCutOff(async () => {
          await story.say(asker, dm, lost);
          await story.advance("PT2M");
        });
      }
      const said = texts(botLines(story, asker, dm));
      expect(said).toEqual([
        expect.stringContaining("I am here"),
        expect.stringContaining(answer),
        expect.stringContaining("Every team has a space"),
      ]);
      const asked = await story.say(asker, room, question, { addressed: "mention" });
      expect(botLines(story, asker, threadOn(asked))).toHaveLength(1);
      expect(botLines(story, asker, dm)).toHaveLength(3);
    },
  },
  ...moments.map((moment) => ({
    id: moment === "received" ? "C23 (received)" : moment === "sent" ? "C23 (sent)" : "C23",
    does: `replies once when it is killed as soon as the question was ${moment}`,
    async run(story: Story) {
      const { asker, dm } = story;
      await story.killedWhen(moment, () => story.say(asker, dm, question));
      expect(texts(botLines(story, asker, dm))).toEqual([expect.stringContaining(answer)]);
      await story.say(asker, dm, another);
      expect(botLines(story, asker, dm)).toHaveLength(2);
    },
  })),
  ...(["stop", "kill"] as const).flatMap((how) => [
    {
      id: "C23",
      does: `replies once to a question asked before ${how}, none twice`,
      async run(story: Story) {
        const { asker, dm } = story;
        await story.say(asker, dm, question);
        await story.whileAway(how, async () => undefined);
        expect(botLines(story, asker, dm)).toHaveLength(1);
      },
    },
    {
      id: "C26",
      does: `answers what was asked during an hour after ${how}, oldest first, once (M38)`,
      async run(story: Story) {
        const { asker, dm } = story;
        await story.whileAway(how, async () => {
          await story.say(asker, dm, question);
          await story.say(asker, dm, another);
          await story.advance("PT1H");
        });
        const said = texts(botLines(story, asker, dm)).join("\n");
        expect(said.indexOf(answer)).toBeGreaterThanOrEqual(0);
        expect(said.indexOf("Every team has a space")).toBeGreaterThan(said.indexOf(answer));
        expect(said.split(answer)).toHaveLength(2);
      },
    },
  ]),
  {
    id: "C26",
    does: "answers nothing that was asked a day ago (M38)",
    async run(story) {
      const { asker, dm } = story;
      await story.whileAway("stop", async () => {
        await story.say(asker, dm, question);
        await story.advance("PT24H");
      });
      expect(texts(botLines(story, asker, dm)).join("\n")).not.toContain(answer);
    },
  },
  {
    id: "C26",
    does: "asks again before it does what was wanted more than five minutes ago (M39)",
    async run(story) {
      const { asker, dm } = story;
      await story.whileAway("stop", async () => {
        await story.say(asker, dm, "status");
        await story.advance("PT6M");
      });
      const [asked, ...others] = botLines(story, asker, dm);
      expect(others).toEqual([]);
      expect(asked?.text).toContain('"status"');
      const [yes] = asked?.actions ?? [];
      if (!asked || yes === undefined) throw new Error("Nothing was asked.");
      await story.press(asker, asked.message, yes);
      expect(botLines(story, asker, dm).at(-1)?.text).toContain("I am here");
      await story.press(asker, asked.message, yes);
      expect(
        botLines(story, asker, dm).filter(({ text }) => text.includes("I am here")),
      ).toHaveLength(1);
    },
  },
  {
    id: "C27",
    does: "introduces itself in one line where it is let in (M1)",
    async run(story) {
      await story.letIn(story.room);
      expect(botLines(story, story.asker, story.room)).toHaveLength(1);
    },
  },
  {
    id: "C27",
    does: "tells the asker by direct message when it is put out of the room before its reply",
    async run(story) {
      await story.sayAndRemove(story.asker, story.room, "@ama how do I set up the vpn");
      const [told, ...others] = texts(botLines(story, story.asker, story.dm));
      expect(others).toEqual([]);
      expect(told).toMatch(/^I cannot write any more where you asked me\./);
      expect(told).toContain("Source: answers/vpn.md");
    },
  },
  {
    id: "C27 (upgraded)",
    does: "goes on with its settings in a room that was upgraded",
    async run(story) {
      const { asker, room } = story;
      await story.setMode(room, "off");
      const after = await story.upgrade(room);
      const asked = await story.say(asker, after, question, { addressed: "mention" });
      expect(texts(botLines(story, asker, threadOn(asked)))).toEqual([
        expect.stringContaining("switched off"),
      ]);
      expect([room, after].flatMap((where) => botLines(story, asker, where))).toEqual([]);
    },
  },
];

/** The choices that were offered last in the asker's DM. */
function choicesIn(story: Story) {
  const last = botLines(story, story.asker, story.dm).at(-1);
  const [first, second] = last?.actions ?? [];
  if (!last || first === undefined || second === undefined) throw new Error("No choices.");
  return { message: last.message, first, second };
}

function traysIn(story: Story): readonly string[] {
  return texts(botLines(story, story.asker, story.dm)).filter((text) => text.includes(" tray."));
}
