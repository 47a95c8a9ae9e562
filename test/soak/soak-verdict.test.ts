import { describe, expect, it } from "vitest";
import { type AskedQuestion, type InjectedWait, judgeSoak } from "./soak-verdict.ts";

const asked = (ts: string, mark = "a", room = "C1"): AskedQuestion => ({
  ts,
  room,
  thread: "1.0",
  mark,
});
const reply = (ts: string, text = "a", room = "C1") => ({ ts, room, thread: "1.0", text });
const deaf = (from: number, heardAt: number): InjectedWait => ({
  why: "nobody heard Slack",
  from,
  heardAt,
  until: heardAt + (heardAt - from),
});

describe("the verdict on a soak", () => {
  it("takes the whole time of a reply that nothing held up", () => {
    const { p99Ms, judged } = judgeSoak([asked("10.0")], [reply("10.5")], []);

    expect({ p99Ms, judged }).toEqual({ p99Ms: 500, judged: 1 });
  });

  it("counts what a reply took before and after it was held up", () => {
    const { p99Ms } = judgeSoak([asked("10.0")], [reply("20.0")], [deaf(10.5, 13), deaf(11, 14)]);

    expect(p99Ms).toBe(500 + 3_000);
  });

  it("does not judge a reply that nothing else held up, and says of how many that is so", () => {
    const { p99Ms, judged, held } = judgeSoak([asked("10.0")], [reply("11.5")], [deaf(9, 11)]);

    expect(p99Ms).toBeNaN();
    expect(judged).toBe(0);
    expect(held).toEqual([{ why: "nobody heard Slack", replies: 1, seconds: 4 }]);
  });

  it("takes nothing off for what went wrong in another room", () => {
    const limited: InjectedWait = {
      why: "Slack limited the rate",
      from: 10,
      until: 14,
      room: "C2",
    };
    const { p99Ms, held } = judgeSoak([asked("10.0")], [reply("12.0")], [limited]);

    expect(p99Ms).toBe(2_000);
    expect(held).toMatchObject([{ replies: 0 }]);
  });

  it("tells how soon what came while nobody heard was answered", () => {
    const { caughtUp } = judgeSoak(
      [asked("10.0"), asked("12.5", "b")],
      [reply("12.25"), reply("17.0", "b")],
      [deaf(10, 12)],
    );

    expect(caughtUp).toEqual([{ deafMs: 2_000, lastReplyMs: 250 }]);
  });

  it("takes it for a break of order that a reply overtakes an earlier one, unless Slack was late", () => {
    const questions = [asked("10.0"), asked("11.0", "b")];
    const replies = [reply("11.5", "b"), reply("12.0")];
    const late: InjectedWait = { why: "Slack delivered again", from: 10, until: 13, late: "10.0" };

    expect(judgeSoak(questions, replies, []).overtaken).toBe(1);
    expect(judgeSoak(questions, replies, [late]).overtaken).toBe(0);
  });
});
