import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MessageRef } from "../../src/chat/conversation.ts";
import { openTalk, threadOn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(async () => {
  expect(talk.reported).toEqual([]);
  await talk.close();
});

const paper = "why does the printer eat paper";
/** Asks, and gives the last thing that is said to it. */
async function ask(who: string, text: string) {
  talk.clock.advance("PT2M");
  const question = await talk.say(who, talk.room, `@ama ${text}`);
  return { question, line: lastIn(question, who) };
}
function lastIn(question: MessageRef, who: string) {
  const line = talk.lines(who, threadOn(question)).at(-1);
  if (!line) throw new Error("Nothing was said.");
  return line;
}
const votes = () =>
  talk.db
    .selectFrom("feedback")
    .select(["entry", "verdict", "source", "question"])
    .orderBy("id")
    .execute();

describe("whoever chooses among what is offered", () => {
  it("says what answers the question, and is answered with it from then on", async () => {
    const { question } = await ask("bo", paper);
    await talk.say("bo", threadOn(question), "2");
    expect(lastIn(question, "bo").text).toContain("Open the lower tray.");
    expect(await votes()).toEqual([
      { entry: "printer-cellar", verdict: "helpful", source: "choice", question: paper },
    ]);
    expect((await ask("bo", "Why does the printer eat paper?!")).line.text).toContain(
      "Open the lower tray.",
    );
  });

  it("decides for nobody else", async () => {
    const { question } = await ask("bo", paper);
    await talk.say("bo", threadOn(question), "2");
    const { line } = await ask("ana", paper);
    expect(line.text).not.toContain("tray");
  });
});

describe("a question whose answer was not helpful", () => {
  const notes = "where do I write meeting notes";

  it("is kept with the vote, and what else it may mean is offered in the same breath", async () => {
    const { question } = await ask("bo", paper);
    await talk.say("bo", threadOn(question), "1");
    await talk.say("bo", threadOn(question), "not helpful");
    const { text } = lastIn(question, "bo");
    expect(text).toContain("Or was it one of these?");
    const [first, second] = await votes();
    expect(first?.verdict).toBe("not-helpful");
    expect(second).toBeUndefined();
    await talk.say("bo", threadOn(question), "1");
    expect((await votes()).at(-1)).toMatchObject({
      verdict: "helpful",
      source: "correction",
      question: paper,
    });
    expect((await ask("bo", paper)).line.text).toContain("Open the lower tray.");
  });

  it("is no answer to whoever said so any more, and one to others", async () => {
    const { question } = await ask("bo", notes);
    await talk.say("bo", threadOn(question), "not helpful");
    expect((await ask("bo", notes)).line.text).not.toContain("Every team has a space");
    expect((await ask("ana", notes)).line.text).toContain("Every team has a space");
  });

  it("is answered again once the vote is taken back", async () => {
    const { question, line } = await ask("bo", notes);
    talk.clock.advance("PT15S");
    await talk.memory.react("bo", line.message, "👎");
    await talk.settle();
    talk.clock.advance("PT15S");
    await talk.memory.react("bo", line.message, "👎", true);
    await talk.settle();
    expect(await votes()).toEqual([]);
    expect(question).toBeDefined();
    expect((await ask("bo", notes)).line.text).toContain("Every team has a space");
  });
});

describe("votes that cannot be read", () => {
  it("are told to whoever runs the bot, and keep nobody from an answer", async () => {
    const row = { entry: "vpn", entry_hash: "h", verdict: "helpful", question: "q", at: 1 };
    await talk.db
      .insertInto("feedback")
      .values({ ...row, reason: null, principal: "nobody", reply_key: "r" })
      .execute();
    const { line } = await ask("bo", "where do I write meeting notes");
    expect(line.text).toContain("Every team has a space");
    expect(talk.reported.splice(0)).not.toEqual([]);
  });
});

describe("a vote", () => {
  it("that is changed counts although the clock was set back", async () => {
    const { line } = await ask("bo", "where do I write meeting notes");
    talk.clock.advance("PT15S");
    await talk.memory.react("bo", line.message, "👍");
    await talk.settle();
    talk.clock.advance("PT15S");
    await talk.memory.react("ana", line.message, "👍");
    await talk.settle();
    talk.clock.advance("-PT1H");
    await talk.memory.react("bo", line.message, "👎");
    await talk.settle();
    expect((await ask("bo", "where do I write meeting notes")).line.text).not.toContain(
      "Every team has a space",
    );
  });
});

describe("why", () => {
  it("names the votes behind an answer, and quotes nobody's question to others", async () => {
    const words = "does the wormhole printer in the cellar eat paper";
    for (const who of ["ana", "bo"]) {
      const { question } = await ask(who, words);
      await talk.say(who, threadOn(question), "1");
    }
    const { question } = await ask("ana", "the wormhole printer in the cellar eats its paper");
    await talk.say("ana", threadOn(question), "@ama why");
    const { text } = lastIn(question, "ana");
    expect(text).toMatch(/a question that people found it to answer \(V1 V2\)/);
    expect(text).not.toContain(words);
  });

  it("tells what people's votes had to do with an answer", async () => {
    const { question } = await ask("bo", paper);
    await talk.say("bo", threadOn(question), "2");
    const again = await ask("bo", paper);
    await talk.say("bo", threadOn(again.question), "@ama why");
    expect(lastIn(again.question, "bo").text).toContain(
      'Votes say that "Printer in the cellar" answers just this question.',
    );
  });
});
