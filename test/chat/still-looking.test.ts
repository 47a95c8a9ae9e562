import { describe, expect, it } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { inPlaceOf, stillKey } from "../../src/chat/still-looking.ts";

const to = { platform: "memory", workspace: "local", room: "here" } as const;
const reply = (key: string, more: Partial<Reply> = {}): Reply => ({
  key,
  to,
  doc: [{ p: [{ text: key }] }],
  actions: [],
  audience: "everyone",
  importance: "answer",
  broadcast: false,
  ...more,
});
const words = reply(stillKey("answer:1"));
const only = { only: { platform: "memory", workspace: "local", user: "ana" } } as const;

describe("the words that say that we are still at it", () => {
  it("become the answer, whatever else is said beside it", () => {
    const replies = inPlaceOf(words, [reply("other"), reply("answer:1")]);
    expect(replies.map(({ key, updateOf }) => [key, updateOf])).toEqual([
      ["other", undefined],
      ["answer:1", words.key],
    ]);
  });

  it.each([
    ["nothing is said", []],
    ["the answer is for one person alone", [reply("answer:1", { audience: only })]],
    ["the answer is the new version of another message", [reply("answer:1", { updateOf: "old" })]],
  ])("go when %s, which stays as it is", (_when, replies) => {
    const [gone, ...rest] = inPlaceOf(words, replies);
    expect(gone).toMatchObject({ updateOf: words.key, doc: [] });
    expect(rest).toEqual(replies);
  });
});
