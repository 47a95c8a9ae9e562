import { expect } from "vitest";
import type { Conversation, Principal } from "../../src/chat/conversation.ts";
import { botLines, type Story, type StoryLine, threadOn } from "./story.ts";
import type { StoryCase } from "./story-cases.ts";

const question = "how do I set up the vpn on my laptop";
const answer = "WireGuard";
const mention = { addressed: "mention" } as const;

const texts = (lines: readonly StoryLine[]) => lines.map(({ text }) => text);

/** What somebody sees of the bot anywhere in the story's room, its threads on a message included. */
function seenIn(story: Story, by: Principal, ...where: readonly Conversation[]): string {
  return where.flatMap((one) => texts(botLines(story, by, one))).join("\n");
}

/** Presses it where it was offered last. */
async function press(story: Story, by: Principal, where: Conversation, action: string) {
  const line = botLines(story, by, where).findLast(({ actions }) => actions.includes(action));
  if (!line) throw new Error(`Nothing offers ${action}.`);
  await story.press(by, line.message, action);
  return line;
}

/** The rules of manners that no other case of the contract shows, each by a case of its own. */
export const mannerCases: readonly StoryCase[] = [
  {
    id: "M3",
    does: "changes how it speaks in a room for an admin alone, and tells the room",
    async run(story) {
      const { asker, other, room } = story;
      const refused = await story.say(asker, room, "mode auto", mention);
      expect(seenIn(story, asker, threadOn(refused))).toContain("Only an admin");
      expect(seenIn(story, other, room, threadOn(refused))).toBe("");
      const allowed = await story.say(other, room, "mode auto", mention);
      expect(seenIn(story, asker, room, threadOn(allowed))).toContain(
        "Bo changed mode in this room: it was mention, it is auto.",
      );
    },
  },
  {
    id: "M7",
    does: "leaves thanks unanswered, and is out of a thread after stop until it is mentioned",
    async run(story) {
      const { asker, room } = story;
      const asked = await story.say(asker, room, question, mention);
      const thread = threadOn(asked);
      await story.say(asker, thread, "thanks");
      expect(botLines(story, asker, thread)).toHaveLength(1);
      await story.say(asker, thread, "stop", mention);
      const before = botLines(story, asker, thread);
      await story.say(asker, thread, "where do I write meeting notes");
      expect(botLines(story, asker, thread)).toEqual(before);
      await story.say(asker, thread, "where do I write meeting notes", mention);
      expect(seenIn(story, asker, thread)).toContain("Every team has a space");
      expect(await story.outcomes()).toEqual(expect.arrayContaining(["answer", "silent:M7"]));
    },
  },
  {
    id: "M8",
    does: "says that it does not know, and what to do next",
    async run(story) {
      const { asker, dm } = story;
      await story.say(asker, dm, "which paint is on the mast");
      expect(await story.outcomes()).toEqual(["abstain"]);
      expect(botLines(story, asker, dm)).toHaveLength(1);
    },
  },
  {
    id: "M9",
    does: "says in private that it is switched off, to whoever speaks to it alone",
    async run(story) {
      const { asker, other, room } = story;
      await story.setMode(room, "off");
      const asked = await story.say(asker, room, question, mention);
      expect(texts(botLines(story, asker, threadOn(asked)))).toEqual([
        expect.stringContaining("switched off in this room"),
      ]);
      expect(seenIn(story, other, room, threadOn(asked))).toBe("");
    },
  },
  {
    id: "M11",
    does: "tells of a failure after all its tries with an error's number and whose it is, and goes on",
    async run(story) {
      const { asker, dm } = story;
      await story.whileBroken(async () => {
        await story.say(asker, dm, question);
        expect(botLines(story, asker, dm)).toEqual([]);
        for (const wait of ["PT2S", "PT6S", "PT31S", "PT61S"]) await story.advance(wait);
      });
      expect(texts(botLines(story, asker, dm))).toEqual([
        expect.stringMatching(/^I could not deal with that: .* Error \S+ is with \S+/),
      ]);
      await story.say(asker, dm, question);
      expect(texts(botLines(story, asker, dm)).at(-1)).toContain(answer);
    },
  },
  {
    id: "M16",
    does: "does not repeat an answer in its thread, and leads to it",
    async run(story) {
      const { asker, room } = story;
      const asked = await story.say(asker, room, question, mention);
      await story.say(asker, threadOn(asked), question, mention);
      expect(texts(botLines(story, asker, threadOn(asked)))).toEqual([
        expect.stringContaining(answer),
        expect.stringMatching(/^That is answered above: Set up the VPN \(https:\/\/\S+\)\.$/),
      ]);
    },
  },
  {
    id: "M21",
    does: "keeps the main line of a room free of what it says to one question",
    async run(story) {
      const { asker, room } = story;
      for (const text of [question, "which paint is on the mast", "status", "hlep"]) {
        const asked = await story.say(asker, room, text, mention);
        expect(botLines(story, asker, threadOn(asked))).toHaveLength(1);
      }
      expect(botLines(story, asker, room)).toEqual([]);
    },
  },
  {
    id: "M27",
    does: "says the beginning of what is long, and the rest when it is asked for",
    async run(story) {
      const { asker, dm } = story;
      await story.say(asker, dm, "what does the pension plan pay");
      const [first] = texts(botLines(story, asker, dm));
      expect(first).toContain("Paragraph 1.");
      expect(first).not.toContain("Paragraph 30.");
      while (!seenIn(story, asker, dm).includes("Paragraph 30.")) {
        await story.advance("PT1M");
        await press(story, asker, dm, "show-all");
      }
      const said = botLines(story, asker, dm).map(({ text }) => text.match(/Paragraph \d+/g));
      expect(said.flat()).toEqual(
        Array.from({ length: 30 }, (_, index) => `Paragraph ${index + 1}`),
      );
    },
  },
  {
    id: "M30",
    does: "helps in ten lines, in a room whoever asks alone, and offers the command that was meant",
    async run(story) {
      const { asker, other, room } = story;
      const asked = await story.say(asker, room, "help", mention);
      const [help = ""] = texts(botLines(story, asker, threadOn(asked)));
      expect(help.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(10);
      expect(seenIn(story, other, room, threadOn(asked))).toBe("");
      await story.say(asker, story.dm, "hlep");
      expect(seenIn(story, asker, story.dm)).toContain("Did you mean");
    },
  },
  {
    id: "M32",
    does: "shows everybody what was for one alone when that one wants it, once",
    async run(story) {
      const { asker, other, room } = story;
      const asked = await story.say(asker, room, "help", mention);
      const thread = threadOn(asked);
      const help = seenIn(story, asker, thread);
      const shown = await press(story, asker, thread, "show-to-everyone");
      expect(seenIn(story, other, thread)).toBe(help);
      await story.press(asker, shown.message, "show-to-everyone");
      expect(seenIn(story, other, thread)).toBe(help);
    },
  },
  {
    id: "M33",
    does: "leaves nothing of what is private in the room when no private way works",
    async run(story) {
      const { asker, other, room } = story;
      const asked = await story.whileNothingIsPrivate(() =>
        story.say(asker, room, "how much does a senior earn", mention),
      );
      expect(seenIn(story, other, room, threadOn(asked))).toContain(
        "I could not reach you privately",
      );
      for (const by of [asker, other]) {
        expect(seenIn(story, by, room, threadOn(asked))).not.toContain("compensation");
      }
    },
  },
];
