import { describe, expect, it } from "vitest";
import { judgeQuestions } from "../../../src/knowledge/calibration/judge-questions.ts";
import {
  type EvalQuestion,
  readerOfAll,
  storedQuestions,
} from "../../../src/knowledge/eval-questions.ts";
import { knowledgeOf } from "../../answers/knowledge-of.ts";
import { page } from "../../support/knowledge-folder.ts";

const answer = (title: string, questions: readonly string[], text: string) =>
  page([`title: ${title}`, "owner: ana", `questions: ${JSON.stringify(questions)}`], text);

const { corpus } = knowledgeOf({
  "answers/vpn.md": answer(
    "Set up the VPN",
    ["how do I set up the vpn", "vpn on a new laptop"],
    "Install WireGuard.",
  ),
  "answers/lunch.md": answer(
    "Order lunch",
    ["where do I order lunch", "quokka zebra"],
    "Lunch comes at noon.",
  ),
  "answers/dinner.md": answer("Order dinner", ["quokka zebra"], "Dinner comes at six."),
});
const reader = { viewer: readerOfAll(corpus), today: Temporal.PlainDate.from("2026-11-25") };
const judge = (questions: readonly EvalQuestion[]) => judgeQuestions(corpus, questions, reader);

describe("a judged question", () => {
  it("is right when its own entry comes first, and wrong with that entry hidden", () => {
    const [plain, hidden, ...more] = judge([{ q: "vpn on a new laptop", want: ["vpn"] }]);
    expect(more).toEqual([]);
    expect(plain).toMatchObject({ answerable: true, right: true, offered: true, weight: 0.7 });
    expect(hidden).toMatchObject({ answerable: false, right: false, offered: false, weight: 0.3 });
  });

  it("is asked of a base that does not hold it", () => {
    // Nothing but the questions themselves holds these words.
    const [plain] = judge([{ q: "quokka zebra", want: ["lunch"] }]);
    expect(plain).toMatchObject({ right: false, confidence: Number.NEGATIVE_INFINITY });
  });

  it("that several entries hold is asked once, and wants any of them", () => {
    const stored = storedQuestions(corpus, reader.viewer, reader.today);
    expect(stored).toHaveLength(5);
    expect(judge(stored)).toHaveLength(8);
    const [plain, hidden] = judge([
      { q: "who can order something", want: ["lunch"] },
      { q: "who can order something", want: ["dinner"] },
    ]);
    expect(plain).toMatchObject({ right: true });
    // With either of them left, "order" would be found.
    expect(hidden).toMatchObject({ confidence: Number.NEGATIVE_INFINITY });
  });

  it("that wants nothing is asked once, and any hit is wrong", () => {
    const judged = judge([{ q: "who set up the office", want: [] }]);
    expect(judged).toEqual([
      expect.objectContaining({ answerable: false, right: false, offered: false }),
    ]);
  });

  it("without an answer is one of those that make 30 % of the traffic together", () => {
    const judged = judge([
      { q: "how do I set up the vpn", want: ["vpn"] },
      { q: "where do I order lunch", want: ["lunch"] },
      { q: "recipe for rhubarb crumble", want: [] },
    ]);
    expect(judged.map(({ weight }) => weight.toFixed(2)).sort()).toEqual([
      "0.10",
      "0.10",
      "0.10",
      "0.35",
      "0.35",
    ]);
  });

  it("is judged the same every time", () => {
    const stored = storedQuestions(corpus, reader.viewer, reader.today);
    expect(judge(stored)).toEqual(judge(stored));
  });
});
