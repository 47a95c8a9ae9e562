import { describe, expect, it } from "vitest";
import { whyAnswered } from "../../src/answers/why-answered.ts";
import { createBot } from "../../src/bot.ts";
import { stranger } from "../../src/knowledge/audience.ts";
import { knowledgeOf } from "./knowledge-of.ts";

const page = (title: string) => `---\ntitle: ${title}\nowner: team-office\n---\n\nText.\n`;
const base = knowledgeOf({
  "answers/blue.md": page("Replace the toner of the blue printer"),
  "answers/teal.md": page("Replace the toner of the teal printer"),
  "answers/vpn.md": page("Set up the VPN"),
  "answers/pay.md": page("Payroll calendar"),
  "answers/lunch.md": page("Order lunch for guests"),
});
const bot = createBot({ knowledge: () => base });
const today = Temporal.PlainDate.from("2026-11-25");

async function whyOf(question: string): Promise<readonly string[]> {
  const answered = await bot.answer(question, { viewer: stranger, today });
  return whyAnswered(answered, (id) => id);
}

describe("why a question got its reply", () => {
  it("is that no word tells two entries apart, however sure the first is", async () => {
    const [verdict] = await whyOf("replace the toner of the printer");
    expect(verdict).toMatch(
      /came nearest, with a confidence of \d+ %, and (?:no word of the question tells it from the next one|the next one is too close behind)\.$/,
    );
  });

  it("is its confidence, where one entry answers", async () => {
    const [verdict] = await whyOf("set up the VPN");
    expect(verdict).toMatch(/^I searched, and "vpn" is the answer with a confidence of \d+ %\.$/);
  });

  it("is meaning alone, where an entry that is near shares no word with it", async () => {
    const why = await whyOf("which date are salaries transferred");
    expect(why.join("\n")).toContain("is near in meaning alone");
  });
});
