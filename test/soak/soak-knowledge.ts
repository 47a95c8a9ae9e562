import { atOnce } from "../../src/kernel/steps.ts";
import { indexKnowledgeSteps, type KnowledgeBase } from "../../src/knowledge/index-knowledge.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { page } from "../support/knowledge-folder.ts";

export type Topic = {
  /** What its answer says, and no other. */
  readonly mark: string;
  readonly question: string;
};

/** No two of them have a word in common that says what they are about. */
export const topics: readonly Topic[] = [
  "how do I set up the vpn on my laptop",
  "where do I write meeting notes",
  "why does the printer eat paper",
  "who orders desk monitors",
  "how do I reset my badge pin",
  "when is payroll paid out",
  "how do I create a dns record",
  "where are nightly backups kept",
  "how do I join the guest wifi",
  "who approves holiday requests",
  "how do I rotate a leaked credential",
  "where do I report a phishing mail",
  "how do I silence a prometheus alert",
  "who tunes kafka partitions",
  "how do I mount object storage",
  "where do contractors park bicycles",
].map((question, index) => ({ question, mark: `soak-mark-${index}.` }));

/** The knowledge base that answers each of the topics with its mark, as ready to be asked as the one that a bot starts with. */
export function soakKnowledge(): KnowledgeBase {
  const pages = topics.map(({ mark, question }, index) => [
    `answers/topic-${index}.md`,
    page(
      [
        `title: ${question.charAt(0).toUpperCase()}${question.slice(1)}`,
        `questions: [${question}]`,
        "owner: team-platform",
      ],
      `Look for ${mark}`,
    ),
  ]);
  const { corpus } = knowledgeOf({
    ...Object.fromEntries(pages),
    "people.yaml":
      "teams: [{id: team-platform, name: Platform, members: [ana]}]\npeople: [{id: ana, name: Ana}]\n",
  });
  return atOnce(indexKnowledgeSteps(corpus));
}
