import { createBot } from "../../src/bot.ts";
import { withChoices } from "../../src/chat/choice.ts";
import { docText } from "../../src/chat/doc-text.ts";
import { stranger, type Viewer } from "../../src/knowledge/audience.ts";
import type { Topic } from "../../src/knowledge/topic.ts";
import type { OnCallOf } from "../../src/runbooks/on-call-of.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { type Files, page } from "../support/knowledge-folder.ts";

/** Who asks, when, and in what thread; by default a stranger on a Sunday, in none. */
type Asking = {
  readonly viewer?: Viewer;
  readonly today?: string;
  readonly topic?: Topic;
};

/** A bot that answers from these files; nothing but a field may be missing in them. */
export function botOver(files: Files, onCall?: OnCallOf) {
  const base = knowledgeOf(files);
  const problem = base.corpus.problems.find(({ rule }) => rule !== "K004");
  if (problem) throw new Error(`${problem.file}: ${problem.message}`);
  const bot = createBot({ knowledge: () => base, onCall });
  return async (text: string, { viewer = stranger, today = "2026-03-01", topic }: Asking = {}) => {
    const asker = { viewer, today: Temporal.PlainDate.from(today) };
    const answered = await bot.answer(text, asker, topic);
    return {
      ...answered,
      row: answered.rule?.row,
      id: answered.entry?.id,
      offered: answered.choices.map((choice) => {
        if ("entry" in choice) return choice.entry;
        return "service" in choice ? choice.service : choice.environment;
      }),
      text: docText(withChoices(answered.doc, answered.choices)),
    };
  };
}

/** A runbook of one step with one command. */
export function runbook(
  title: string,
  services: readonly string[],
  more: readonly string[] = [],
  command = "run --it",
): string {
  const fields = [`title: ${title}`, `services: ${JSON.stringify(services)}`, ...more];
  const owner = more.some((line) => line.startsWith("owner:")) ? [] : ["owner: team-platform"];
  return page(
    [...fields, ...owner],
    `${title}, in a minute.\n\n## Steps\n\n\`\`\`sh\n${command}\n\`\`\``,
  );
}

/** services.yaml with these services, each as the fields of a map in one line, and other lines above them. */
export function catalogueOf(services: readonly string[], ...above: readonly string[]): string {
  const items = services.map((one) => {
    const owner = one.includes("owner:") ? "" : ", owner: team-platform";
    return `  - {id: ${one}${owner}}`;
  });
  return [...above, "services:", ...items, ""].join("\n");
}
