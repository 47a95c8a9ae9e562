import type { Rule } from "../answers/answered.ts";
import { whyHit } from "../answers/why-hit.ts";
import { createBot } from "../bot.ts";
import { withChoices } from "../chat/choice.ts";
import { docText } from "../chat/doc-text.ts";
import { parseConfig } from "../config.ts";
import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import { printVotes, verdictsFor } from "../knowledge/learned.ts";
import type { Reading } from "../knowledge/names.ts";
import type { Decision, Hit, Ranking } from "../search/ranking.ts";
import { createWifiReplies } from "./ask-wifi.ts";
import { onCallByFile } from "./on-call-by-file.ts";
import { dayOf, openBase, viewerNamed } from "./open-base.ts";
import type { ExplainOptions } from "./options.ts";
import { taughtBase, voiceOfViewer } from "./taught-base.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Prints for people how a question is decided, step by step, and the reply it gets. */
export async function explain(
  text: string,
  options: ExplainOptions,
  world: World,
): Promise<ExitCode> {
  const config = parseConfig(world.env);
  const base = await taughtBase(await openBase(options, config, world), options, world);
  const today = dayOf(options.at, config, world);
  const viewer = await viewerNamed(options.as, base.corpus, today, world);
  const bot = createBot({ knowledge: () => base, onCall: onCallByFile(base, options.at, world) });
  const voice = voiceOfViewer(viewer);
  const asker = { viewer, today, voice };
  const wifi = await createWifiReplies(base.corpus, options, config, world)(text, viewer, today);
  const answered = wifi?.answered ?? (await bot.answer(text, asker));
  const { outcome, ranking, rule, doc, choices } = answered;
  const names = explainNames(base.names().read(text));
  const lines = [
    ...(names.length === 0 ? [] : ["Names:", ...names.map((line) => `  ${line}`), ""]),
    ...(rule ? explainRule(rule) : []),
    ...(ranking && !rule ? explainRanking(text, ranking, base, voice) : []),
    ...(wifi ? ["It asks to join a network."] : []),
    ...(rule || ranking ? [] : ["Decided without a search."]),
  ];
  await writeLine(
    world.stdout,
    [...lines, "", `Outcome: ${outcome}`, "", docText(withChoices(doc, choices))].join("\n"),
  );
  return 0;
}

/** What the question names, by which rule each was recognised, and what is left over. */
function explainNames(reading: Reading): readonly string[] {
  const { verb, services, environments, alerts, people, rest } = reading;
  const quoted = (said: string, rule: string) => `"${said}" (${rule})`;
  return [
    ...alerts.map((alert) => `alert ${alert}`),
    ...(verb ? [`verb ${verb.verb}: ${quoted(verb.said, verb.rule)}`] : []),
    ...services.map(({ services: meant, said, rule, by }) => {
      const ids = meant.map(({ id }) => id).join(" or ");
      return `service ${ids}: ${quoted(said, `${rule} ${by}`)}`;
    }),
    ...environments.map(({ id, said, rule }) => `environment ${id}: ${quoted(said, rule)}`),
    ...people.map(({ id, said, rule }) => `person ${id}: ${quoted(said, rule)}`),
    ...(rest.length > 0 && (verb || services.length > 0)
      ? [`left over: ${rest.map((run) => run.map(({ word }) => word).join(" ")).join("; ")}`]
      : []),
  ];
}

function explainRule({ row, entries, why }: Rule): readonly string[] {
  return [
    `Decided by rule ${row}, without a search: ${why.join(", ")}.`,
    ...entries.map(({ id, title }) => `  ${title} (${id})`),
  ];
}

function explainRanking(
  question: string,
  ranking: Ranking,
  { corpus, learned }: KnowledgeBase,
  voice: string | undefined,
): readonly string[] {
  const titleOf = (id: string) => corpus.entryById.get(id)?.title ?? id;
  const { against } = verdictsFor(learned, question, voice);
  const saidOf = (id: string): readonly string[] => {
    const entry = corpus.entryById.get(id);
    const said = entry && against(entry);
    return said ? [`       found not to answer this: ${printVotes(said.votes)}`] : [];
  };
  const { words, decided, runnerUp } = ranking.explanation;
  return [
    "Words:",
    ...words.map(({ word, taken, of }) => `  ${word}: ${wordMeaning(taken, of)}`),
    "",
    "Candidates:",
    ...ranking.hits.flatMap((hit, index) => [
      `  ${index + 1}. ${titleOf(hit.id)} (${hit.id}), confidence ${percent(hit.confidence)}`,
      ...whyHit(hit, undefined, learned).map((why) => `       ${why}`),
      ...saidOf(hit.id),
      `       ${evidenceOf(hit)}`,
    ]),
    ...(ranking.hits.length === 0 ? ["  none"] : []),
    "",
    `Decided: ${decisionText(decided)}`,
    ...(runnerUp
      ? [`Runner-up: ${titleOf(runnerUp.id)}, behind by ${percent(runnerUp.behind)}.`]
      : []),
  ];
}

function wordMeaning(taken: string, of: string | undefined): string {
  switch (taken) {
    case "misspelt":
      return `taken for "${of}"`;
    case "unknown":
      return "in no entry";
    case "grammar":
      return "grammar, weighs little";
    default:
      return "looked for";
  }
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function evidenceOf({ evidence }: Hit): string {
  return Object.entries(evidence)
    .map(([name, value]) => `${name} ${value.toFixed(2)}`)
    .join(", ");
}

/** Which rule gave the outcome, with its numbers, in one sentence. */
function decisionText(decision: Decision): string {
  switch (decision.rule) {
    case "no-words":
      return "the question has no words.";
    case "nothing-found":
      return "no entry shares a word with the question.";
    case "as-asked":
      return "the first alone is asked in just these words.";
    case "sure":
      return `the first is sure enough: ${percent(decision.confidence)}, and ${percent(decision.threshold)} is needed.`;
    case "too-close":
      return `two are too close: ${percent(decision.behind)} apart, and ${percent(decision.margin)} is needed.`;
    case "alike":
      return `no word of the question tells the first two apart, and the second may be it, too: ${percent(decision.confidence)}, and ${percent(decision.threshold)} is enough for an offer.`;
    case "unsure":
      return `the first may be it: ${percent(decision.confidence)}, while an answer needs ${percent(decision.threshold)}.`;
    case "guessed":
      return `only ${decision.words.map((word) => `"${word}"`).join(", ")} speaks for the first, and may be another word.`;
    case "no-word":
      return `the first is ${percent(decision.meaning)} alike in meaning, but has no word of the question: it is only offered.`;
    case "voted":
      return "votes say that the first answers just this question.";
    case "rejected":
      return "the first would be sure enough, but people found that it does not answer this: it is only offered.";
    case "one-voice":
      return "the first is sure by what one person alone has said: it is only offered.";
    case "little":
      return `nothing fits: of the question the first holds ${percent(decision.reach)}, and even an offer needs ${percent(decision.least)}.`;
    case "below":
      return `nothing fits: the first has ${percent(decision.confidence)}, and even an offer needs ${percent(decision.threshold)}.`;
  }
}
