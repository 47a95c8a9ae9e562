import { parseConfig } from "../config.ts";
import { atOnce } from "../kernel/steps.ts";
import { printVoteId, printVotes } from "../knowledge/learned.ts";
import { newScalar } from "../knowledge/new-scalar.ts";
import { type AliasSuggestion, suggestAliases } from "../learning/suggest-aliases.ts";
import { type QuestionSuggestion, suggestQuestions } from "../learning/suggest-questions.ts";
import { namedVotes, teachSteps } from "../learning/taught-knowledge.ts";
import { openBase } from "./open-base.ts";
import type { SuggestOptions } from "./options.ts";
import { withVotes } from "./with-votes.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Prints what people's votes propose for the pages: questions, and words that they use; nothing is written. */
export async function knowledgeSuggest(options: SuggestOptions, world: World): Promise<ExitCode> {
  const plain = await openBase(options, parseConfig(world.env), world);
  const votes = await withVotes(options, world, (store) => store.list());
  const both = !options.questions && !options.aliases;
  const base = atOnce(teachSteps(plain, votes));
  const questions = both || options.questions ? suggestQuestions(base) : undefined;
  const aliases =
    both || options.aliases ? suggestAliases(namedVotes(votes, base), base) : undefined;
  const text = options.json
    ? JSON.stringify({
        version: 1,
        questions: questions?.flatMap(questionJson),
        aliases: aliases?.map(aliasJson),
      })
    : [questions && questionsText(questions), aliases && aliasesText(aliases)]
        .filter((part) => part !== undefined)
        .join("\n\n");
  await writeLine(world.stdout, text);
  return 0;
}

function questionJson({ entry, questions }: QuestionSuggestion) {
  return questions.map(({ text, voices, votes }) => ({
    entry: entry.id,
    file: entry.file,
    question: text,
    people: voices.length,
    votes: votes.map(printVoteId),
  }));
}

function aliasJson({ word, service, entries, voices, questions }: AliasSuggestion) {
  return {
    alias: word,
    service: service ?? null,
    entries: entries.map(({ id }) => id),
    people: voices,
    questions,
  };
}

const people = (count: number) => (count === 1 ? "1 person" : `${count} people`);

function questionsText(suggested: readonly QuestionSuggestion[]): string {
  if (suggested.length === 0) return "No question to add: nobody's vote says more than the pages.";
  return suggested
    .map(({ entry, questions }) => {
      const lines = questions.map(
        ({ text, voices, votes }) =>
          `  - ${newScalar(text)}  # ${people(voices.length)}: ${printVotes(votes)}`,
      );
      return [`${entry.file}:`, "questions:", ...lines].join("\n");
    })
    .join("\n\n");
}

function aliasesText(suggested: readonly AliasSuggestion[]): string {
  if (suggested.length === 0) return "No alias to add: no word of two people is missing.";
  return suggested
    .map(({ word, service, entries, voices, questions }) => {
      const [first] = entries;
      const place =
        service === undefined
          ? `${first?.file}: keywords: [${newScalar(word)}]`
          : `services.yaml, ${service}: aliases: [${newScalar(word)}]`;
      return [`${place}  # ${people(voices)}`, ...questions.map((one) => `  ${one}`)].join("\n");
    })
    .join("\n");
}
