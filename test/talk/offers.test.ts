import { describe, expect, it } from "vitest";
import { createBot } from "../../src/bot.ts";
import { stranger } from "../../src/knowledge/audience.ts";
import { noTopic } from "../../src/knowledge/topic.ts";
import { offersFor } from "../../src/talk/offers.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { page } from "../support/knowledge-folder.ts";

const today = Temporal.PlainDate.from("2026-11-25");
const five = ["One", "Two", "Three", "Four", "Five"];
const base = knowledgeOf({
  ...Object.fromEntries(
    five.map((word) => [
      `runbooks/${word}.md`,
      page(
        [`title: Restart kafka ${word}`, "services: [kafka]", "owner: team-a", "danger: low"],
        "Restarts it.\n\n## Steps\n\n1. Go.",
      ),
    ]),
  ),
  "services.yaml": "services: [{id: kafka, owner: team-a}]\n",
});

async function offered(question: string) {
  const answered = await createBot({ knowledge: () => base }).answer(question, {
    viewer: stranger,
    today,
  });
  return offersFor(answered, question, noTopic, "answer:1").map(({ label }) => label);
}

describe("what can be pressed", () => {
  it("M28 is at most four of several entries, by their authors' titles, and none of them", async () => {
    const labels = await offered("restart kafka");
    expect(labels).toHaveLength(5);
    expect(labels.slice(0, 4).every((label) => label.startsWith("Restart kafka "))).toBe(true);
    expect(labels.at(-1)).toBe("None of these");
  });

  it("is all that there is for a service that is named alone", async () => {
    expect(await offered("kafka")).toHaveLength(6);
  });
});
