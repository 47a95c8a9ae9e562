import { describe, expect, it } from "vitest";
import { createBot } from "../../src/bot.ts";
import { stranger } from "../../src/knowledge/audience.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { catalogueOf, runbook } from "./bot-over.ts";

const base = knowledgeOf({
  "services.yaml": catalogueOf(["kafka, name: Kafka"]),
  "people.yaml": "teams: [{id: team-platform, name: Platform}]\n",
  "runbooks/restart-kafka.md": runbook("Restart kafka", ["kafka"]),
  "runbooks/scale-kafka.md": runbook("Scale kafka", ["kafka"]),
  "runbooks/restart-any.md": runbook("Restart anything", ["*"]),
});

async function offered(uses: Readonly<Record<string, number>>) {
  const bot = createBot({ knowledge: () => base, usesOf: (entry) => uses[entry] ?? 0 });
  const today = Temporal.PlainDate.from("2026-11-25");
  const { choices } = await bot.answer("kafka", { viewer: stranger, today });
  return choices.flatMap((choice) => ("entry" in choice ? [choice.entry] : []));
}

const many = knowledgeOf({
  "services.yaml": catalogueOf(["a-one, tier: 2", "b-two, tier: 1", "c-three", "d-four", "e-five"]),
  "people.yaml": "teams: [{id: team-platform, name: Platform}]\n",
  ...Object.fromEntries(
    ["a-one", "b-two", "c-three", "d-four", "e-five"].map((id) => [
      `runbooks/restart-${id}.md`,
      runbook(`Restart ${id}`, [id]),
    ]),
  ),
});

describe("a restart of nothing that is named (row 4)", () => {
  it.each([
    [{}, ["b-two", "a-one", "c-three", "d-four"]],
    [{ "restart-e-five": 2, "restart-c-three": 1 }, ["e-five", "c-three", "b-two", "a-one"]],
  ])(
    "offers the four services most used, then those that matter most: %j",
    async (uses: Record<string, number>, services) => {
      const bot = createBot({ knowledge: () => many, usesOf: (entry) => uses[entry] ?? 0 });
      const today = Temporal.PlainDate.from("2026-11-25");
      const { choices } = await bot.answer("restart", { viewer: stranger, today });
      expect(choices.flatMap((choice) => ("service" in choice ? [choice.service] : []))).toEqual(
        services,
      );
    },
  );
});

describe("what there is for a service (row 10)", () => {
  it("is listed most used first, and of equals what is written for it", async () => {
    expect(await offered({})).toEqual(["restart-kafka", "scale-kafka", "restart-any"]);
    expect(await offered({ "scale-kafka": 1 })).toEqual([
      "scale-kafka",
      "restart-kafka",
      "restart-any",
    ]);
    expect(await offered({ "restart-any": 3, "scale-kafka": 2 })).toEqual([
      "restart-any",
      "scale-kafka",
      "restart-kafka",
    ]);
  });
});
