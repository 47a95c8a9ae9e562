import { type AnswersFeature, createAnswersFeature } from "./answers/answers-feature.ts";
import type { RecordMiss } from "./answers/miss.ts";
import type { KnowledgeBase } from "./knowledge/index-knowledge.ts";
import { createRunbooks, type Runbooks, type RunbooksParts } from "./runbooks/decide-by-rule.ts";

/** What the bot stands on. */
export type BotParts = RunbooksParts & {
  /** The knowledge base in force; asked anew for every question. */
  readonly knowledge: () => KnowledgeBase;
  /** The gaps' own; absent where nothing may be written. */
  readonly recordMiss?: RecordMiss | undefined;
};

export type Bot = AnswersFeature & Pick<Runbooks, "walkSource">;

/** Wires the features to one another. */
export function createBot({ knowledge, recordMiss, ...parts }: BotParts): Bot {
  const { byRule, show, walkSource } = createRunbooks(parts);
  return { ...createAnswersFeature({ base: knowledge, byRule, show, recordMiss }), walkSource };
}
