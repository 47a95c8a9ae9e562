import { describe, expect, it } from "vitest";
import { whyAnswered } from "../../src/answers/why-answered.ts";
import { createBot } from "../../src/bot.ts";
import { stranger } from "../../src/knowledge/audience.ts";
import { noTopic } from "../../src/knowledge/topic.ts";
import { catalogueOf, runbook } from "../runbooks/bot-over.ts";
import { page } from "../support/knowledge-folder.ts";
import { knowledgeOf } from "./knowledge-of.ts";

const answer = (title: string, question: string, ...more: readonly string[]) =>
  page(
    [`title: ${title}`, `questions: [${question}]`, "owner: team-platform", ...more],
    "Some text.",
  );

const base = knowledgeOf({
  "services.yaml": catalogueOf(["kafka, name: Kafka", "flask, name: Flask"]),
  "people.yaml": "teams: [{id: team-platform, name: Platform}]\n",
  "answers/vpn.md": answer("Set up the VPN", "how do I set up the vpn on my laptop"),
  "answers/launch.md": answer("Launch checklist", "what must be ready for the launch"),
  "answers/lab/lunch.md": answer("Lunch", "what must be ready for the lunch"),
  "answers/lab/salary.md": answer("Salaries", "who knows of salaries", "audience: members"),
  "answers/lab/microscope.md": answer(
    "Microscope on the laptop",
    "show the microscope on my laptop",
  ),
  "answers/keys.md": answer("Keys", "how do I get the keys of the cupboard"),
  "answers/lab/keys.md": answer("Keys of the lab", "how do I get the keys of the cupboard"),
  "runbooks/restart-kafka.md": runbook("Restart kafka", ["kafka"]),
  "runbooks/lab/restart-kafka.md": runbook(
    "Restart the kafka of the lab",
    ["kafka"],
    ["alerts: [KafkaDown]"],
  ),
  "runbooks/kafka-down.md": runbook("Replace a kafka broker", ["kafka"], ["alerts: [KafkaDown]"]),
  "runbooks/restart-flask.md": runbook("Restart flask", ["flask"]),
  "runbooks/lab/restart-any.md": runbook("Restart anything", ["*"]),
});
const bot = createBot({ knowledge: () => base });
const today = Temporal.PlainDate.from("2026-11-25");
const ask = async (question: string, folder?: string) => {
  const answered = await bot.answer(question, { viewer: stranger, today, folder });
  const why = whyAnswered(answered, (id) => base.corpus.entryById.get(id)?.title ?? id);
  return { ...answered, why, id: answered.entry?.id, folder: answered.folder };
};

describe("a question where a folder comes first", () => {
  it("is answered from there by rule, where several runbooks would be offered", async () => {
    expect(await ask("restart kafka")).toMatchObject({ outcome: "choices", folder: undefined });
    for (const folder of ["runbooks/lab", "runbooks/lab/deeper"]) {
      const { id, folder: first } = await ask("restart kafka", folder);
      expect({ id, first }).toEqual(
        folder === "runbooks/lab"
          ? { id: "lab-restart-kafka", first: folder }
          : { id: undefined, first: undefined },
      );
    }
  });

  it("is answered from there, where what lies elsewhere says the same", async () => {
    const question = "how do I get the keys of the cupboard";
    expect((await ask(question)).outcome).toBe("choices");
    expect((await ask("how do I get the kyes of the cupboard", "answers/lab")).id).toBe("lab-keys");
    expect((await ask(question, "answers/lab")).id).toBe("lab-keys");
  });

  it("is answered from there for an alert that two runbooks have", async () => {
    expect(await ask("KafkaDown")).toMatchObject({ outcome: "choices" });
    expect(await ask("KafkaDown", "runbooks/lab")).toMatchObject({ id: "lab-restart-kafka" });
  });

  it("gets the runbook of the service, and not a general one that lies there", async () => {
    expect(await ask("restart flask", "runbooks/lab")).toMatchObject({
      id: "restart-flask",
      folder: undefined,
    });
  });

  it.each([
    ["which only another folder answers", "how do I set up the vpn on my laptop", "vpn"],
    [
      "with a word that the folder has only one like",
      "what must be ready for the launch",
      "launch",
    ],
  ])("%s is answered from everything", async (_, question, id) => {
    expect(await ask(question, "answers/lab")).toMatchObject({
      outcome: "answer",
      id,
      folder: undefined,
    });
  });

  it("may have a slip of the finger in it", async () => {
    expect((await ask("show the microscpe on my laptop", "answers/lab")).id).toBe("lab-microscope");
  });

  it("finds nothing there that is not for the asker", async () => {
    const { doc, outcome } = await ask("who knows of salaries", "answers/lab");
    expect({ doc, outcome }).toEqual({
      doc: (await ask("who knows of salaries")).doc,
      outcome: "abstain",
    });
  });

  it("says so to whoever asks why, where it mattered, and nowhere else", async () => {
    const said = 'This room looks into "runbooks/lab" first, and that decided.';
    expect((await ask("restart kafka", "runbooks/lab")).why).toContain(said);
    expect((await ask("restart flask", "runbooks/lab")).why).not.toContain(said);
  });

  it("lacks what everything lacks, and that is told once", async () => {
    const told: string[] = [];
    const recording = createBot({
      knowledge: () => base,
      async recordMiss({ question }) {
        told.push(question);
        return { text: "Logged." };
      },
    });
    const message = {
      asker: { platform: "memory", user: "ana" },
      at: today.toZonedDateTime("UTC").toInstant(),
      messageKey: "m",
    };
    const asker = { viewer: stranger, today, folder: "answers/lab", message };
    const { doc } = await recording.answer("what is the airspeed of a swallow", asker);
    expect(told).toEqual(["what is the airspeed of a swallow"]);
    expect(doc.at(-1)).toEqual({ p: [{ text: "Logged." }] });
  });

  it("goes on with the entry of its thread, wherever that lies", async () => {
    const topic = { ...noTopic, entry: "vpn" };
    const asker = { viewer: stranger, today };
    const question = "and on my laptop?";
    const everywhere = await bot.answer(question, asker, topic);
    expect(everywhere.entry?.id).toBe("vpn");
    expect(await bot.answer(question, { ...asker, folder: "answers/lab" }, topic)).toEqual(
      everywhere,
    );
  });
});
