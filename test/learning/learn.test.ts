import { describe, expect, it } from "vitest";
import { verdictsFor } from "../../src/knowledge/learned.ts";
import { learnFrom } from "../../src/learning/learn.ts";
import type { Vote } from "../../src/learning/vote.ts";
import { votesOf } from "./votes-of.ts";

const learn = (...given: readonly Partial<Vote>[]) => learnFrom(votesOf(given));
const learnedOf = (entry: string, ...given: readonly Partial<Vote>[]) =>
  learn(...given).questions.get(entry) ?? [];
const rejected = (...given: readonly Partial<Vote>[]) =>
  verdictsFor(learn(...given), "Tunnel into the office?", "ana").against({ id: "vpn", hash: "h1" });
const preferred = (voice: string, ...given: readonly Partial<Vote>[]) =>
  verdictsFor(learn(...given), "Tunnel into the office?", voice).preferred;

describe("what is learned from helpful votes", () => {
  it("is a question of one voice, with its votes, however often that person says so", () => {
    expect(learnedOf("vpn", {}, {}, { question: "Tunnel into the office?!" })).toEqual([
      {
        text: "Tunnel into the office?!",
        voices: ["ana"],
        isShared: false,
        votes: [3],
      },
    ]);
  });

  it("counts for everybody once two people say so, in whatever spelling", () => {
    expect(learnedOf("vpn", {}, { voice: "bo", question: "Tunnel into the office!" })).toEqual([
      {
        text: "tunnel into the office",
        voices: ["ana", "bo"],
        isShared: true,
        votes: [1, 2],
      },
    ]);
  });

  it("is one voice again once a third says otherwise, and nothing when as many do", () => {
    const two = [{}, { voice: "bo" }];
    const no = { helpful: false };
    expect(learnedOf("vpn", ...two, { voice: "cleo", ...no })[0]?.isShared).toBe(false);
    expect(learnedOf("vpn", ...two, { voice: "cleo", ...no }, { voice: "dee", ...no })).toEqual([]);
  });

  it("is what a person said last", () => {
    expect(learnedOf("vpn", {}, { helpful: false })).toEqual([]);
    expect(learnedOf("vpn", { helpful: false }, {})).toHaveLength(1);
  });

  it("is, of choices looked at one after the other, the last", () => {
    const looked = [{ source: "choice" }, { source: "choice", entry: "wiki" }] as const;
    expect(learnedOf("vpn", ...looked)).toEqual([]);
    expect(learnedOf("wiki", ...looked)).toHaveLength(1);
  });

  it("stays where a choice was found helpful and another one was looked at afterwards", () => {
    const votes = [{ source: "choice" }, {}, { source: "choice", entry: "wiki" }] as const;
    expect(learnedOf("vpn", ...votes)).toHaveLength(1);
  });

  it("is at most the newest twenty questions of one person on an entry", () => {
    const many = Array.from({ length: 25 }, (_, index) => ({ question: `way number w${index}` }));
    const learned = learnedOf("vpn", ...many).map(({ text }) => text);
    expect(learned).toHaveLength(20);
    expect(learned).toContain("way number w24");
    expect(learned).not.toContain("way number w4");
  });
});

describe("the entry that answers just this question", () => {
  it("is, to a person, the one that this person found helpful", () => {
    const two = [{}, { voice: "bo", entry: "wiki" }];
    expect(preferred("ana", ...two)).toBe("vpn");
    expect(preferred("bo", ...two)).toBe("wiki");
    expect(preferred("cleo", ...two)).toBeUndefined();
  });

  it("is, to all others, the one that two people found helpful", () => {
    expect(preferred("cleo", {}, { voice: "bo" })).toBe("vpn");
  });

  it("is none where there are two", () => {
    expect(preferred("ana", {}, { entry: "wiki" })).toBeUndefined();
    const wiki = { entry: "wiki" };
    const both = [{}, { voice: "bo" }, { ...wiki, voice: "cleo" }, { ...wiki, voice: "dee" }];
    expect(preferred("eve", ...both)).toBeUndefined();
  });
});

describe("what is learned from votes that say an entry does not answer", () => {
  it("is one voice, and counts for everybody from the second on", () => {
    expect(rejected({ helpful: false })).toMatchObject({ voices: ["ana"], isShared: false });
    expect(rejected({ helpful: false }, { helpful: false, voice: "bo" })).toMatchObject({
      voices: ["ana", "bo"],
      isShared: true,
      votes: [1, 2],
    });
  });

  it("is outweighed by those who found it helpful", () => {
    const no = [{ helpful: false }, { helpful: false, voice: "bo" }];
    expect(rejected(...no, { voice: "cleo" })?.isShared).toBe(false);
  });

  it("is on the version that was read", () => {
    expect(rejected({ helpful: false, hash: "h0" })).toBeUndefined();
  });
});
