import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Later } from "../../src/chat/working-sign.ts";
import { openTalk, threadOn, vpn, wiki } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
afterEach(() => talk.close());

/** Only the sign is due: no question is in work for ten seconds. */
const atOnce: Later = (ms, act) => {
  if (ms < 1_000) act();
  return () => undefined;
};
const signs = () => talk.memory.working.map(({ isWorking }) => isWorking);

describe("the working sign (M10)", () => {
  it("shows while a question is in work, and goes", async () => {
    talk = await openTalk({ later: atOnce });
    await talk.say("ana", talk.room, `@ama ${vpn}`);
    expect(signs()).toEqual([true, false]);
  });

  it("waits 700 milliseconds, and then there is nothing left to show", async () => {
    const waits: number[] = [];
    let cancelled = 0;
    talk = await openTalk({
      later(ms) {
        waits.push(ms);
        return () => {
          cancelled += 1;
        };
      },
    });
    await talk.say("ana", talk.dm, vpn);
    expect({ waits, cancelled, signs: signs() }).toEqual({ waits: [700], cancelled: 1, signs: [] });
  });

  it("is for what speaks to us only", async () => {
    talk = await openTalk({ later: atOnce });
    await talk.say("ana", talk.room, vpn);
    await talk.say("bo", talk.room, `@ama ${vpn}`, { isBot: true });
    expect(signs()).toEqual([]);
  });

  it("that cannot be shown changes nothing", async () => {
    talk = await openTalk({ later: atOnce });
    talk.memory.limitNext("working", "broken");
    await talk.say("ana", talk.dm, vpn);
    expect(talk.heard("ana", talk.dm)).toHaveLength(1);
    expect(talk.reported).toEqual([]);
  });
});

/** All that comes with time is due at once. */
const inNoTime: Later = (_ms, act) => {
  act();
  return () => undefined;
};

describe("the words that follow the sign after ten seconds (M10)", () => {
  beforeEach(async () => {
    talk = await openTalk({ later: inNoTime });
  });

  it("are never seen where the answer is there first", async () => {
    await talk.say("ana", talk.dm, vpn);
    expect(talk.heard("ana", talk.dm)).toEqual([answer]);
    expect(talk.reported).toEqual([]);
  });

  it("become the answer, which an edit of the question changes and its end takes away", async () => {
    const { thread, asked } = await stillAt(`@ama ${vpn}`);
    expect(talk.lines("ana", thread)).toEqual([
      expect.objectContaining({ text: answer, updated: true }),
    ]);
    await talk.edit("ana", asked, `@ama ${wiki}`);
    expect(talk.heard("ana", thread)).toEqual([expect.stringContaining("(updated) Every team")]);
    await talk.withdraw("ana", asked);
    expect(talk.heard("ana", thread)).toEqual([]);
  });

  it("become the answer of the next process, after a kill", async () => {
    const { thread } = await stillAt(`@ama ${vpn}`, () =>
      talk.whileAway(async () => talk.clock.advance("PT2M")),
    );
    expect(talk.heard("ana", thread)).toEqual([answer]);
  });

  it("go when the answer is for the asker alone, which goes with its question as well", async () => {
    const { thread, asked } = await stillAt("@ama how much does a senior earn");
    expect(talk.heard("ana", thread)).toEqual([expect.stringContaining("compensation")]);
    expect(talk.heard("bo", thread)).toEqual([]);
    await talk.withdraw("ana", asked);
    expect(talk.heard("ana", thread)).toEqual([]);
  });

  it("stand while so much was said that the answer has to wait (M19)", async () => {
    for (let n = 0; n < 20; n += 1) await talk.say("ana", talk.room, "@ama status");
    const { thread } = await stillAt(`@ama ${vpn}`);
    expect(talk.heard("ana", thread)).toEqual([
      "Still looking.",
      expect.stringContaining("That is a lot at once"),
    ]);
    await talk.advance("PT2M");
    expect(talk.heard("ana", thread)[0]).toEqual(answer);
    expect(talk.reported).toEqual([]);
  });

  it("leave the answer to a direct message when we are put out of the room meanwhile", async () => {
    await stillAt(`@ama ${vpn}`, async () => {
      talk.memory.limitNext("edit", { refused: "no-access" });
    });
    const [told, ...others] = talk.heard("ana", talk.dm);
    expect(others).toEqual([]);
    expect(told).toMatch(/^I cannot write any more where you asked me[\s\S]*WireGuard/);
    expect(talk.reported).toEqual([]);
  });
});

const answer: unknown = expect.stringMatching(/^Install WireGuard/);

/** Asks in a running thread, which is read for so long that the words go out; meanwhile something else may happen. */
async function stillAt(text: string, meanwhile: () => Promise<unknown> = async () => {}) {
  const root = await talk.say("bo", talk.room, "Good morning.");
  const thread = threadOn(root);
  talk.clock.advance("PT1S");
  const held = talk.memory.holdNext("readThread");
  const saying = talk.say("ana", thread, text);
  await held.arrived;
  await talk.settle();
  expect(talk.heard("bo", thread)).toEqual(["Still looking."]);
  await meanwhile();
  held.release();
  return { thread, asked: await saying };
}
