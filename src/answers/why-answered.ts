import type { Learned } from "../knowledge/learned.ts";
import type { Ranking } from "../search/ranking.ts";
import type { Answered } from "./answered.ts";
import { whyHit } from "./why-hit.ts";

/** Why a question got this reply, in plain words, one sentence or fact a line. */
export function whyAnswered(
  answered: Answered,
  titleOf: (entry: string) => string,
  learned?: Learned,
): readonly string[] {
  const { folder } = answered;
  const why = whyReplied(answered, titleOf, learned);
  if (folder === undefined) return why;
  return [...why, `This room looks into "${folder}" first, and that decided.`];
}

/** Why a hit that is sure enough by its confidence is only offered. */
function doubtOf({ explanation: { decided } }: Ranking): string | undefined {
  switch (decided.rule) {
    case "too-close":
      return "and the next one is too close behind";
    case "alike":
      return "and no word of the question tells it from the next one";
    case "no-word":
      return "but it has no word of the question, so that I only offer it";
    case "rejected":
      return "but people found that it does not answer this";
    case "one-voice":
      return "but by what one person alone has said, so that I only offer it";
    case "guessed":
      return "but only words that I took for others speak for it";
    default:
      return undefined;
  }
}

const tooLittle = (isLost: boolean) =>
  `which is too little${isLost ? "" : " to answer without asking"}`;

function whyReplied(
  { outcome, rule, ranking, entry, lack }: Answered,
  titleOf: (entry: string) => string,
  learned: Learned | undefined,
): readonly string[] {
  if (rule) {
    const [decided] = rule.why.length > 0 ? [`I recognised: ${rule.why.join(", ")}.`] : [];
    const shown = rule.entries.map(({ title }) => `"${title}"`).join(", ");
    return [
      decided ?? "The names in the question decided.",
      shown === ""
        ? "No entry fits that."
        : `That leads to ${shown}, by a rule and without a search.`,
    ];
  }
  const [first, second] = ranking?.hits ?? [];
  if (!ranking || !first) return ["No entry shares a word with the question."];
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const name = titleOf(first.id);
  const { rule: decided } = ranking.explanation.decided;
  const verdict =
    decided === "voted"
      ? `Votes say that "${name}" answers just this question.`
      : outcome === "answer" && entry
        ? `I searched, and "${name}" is the answer with a confidence of ${percent(first.confidence)}.`
        : `I searched. "${name}" came nearest, with a confidence of ${percent(first.confidence)}, ${doubtOf(ranking) ?? tooLittle(lack !== undefined)}.`;
  return [
    verdict,
    `What speaks for it: ${whyHit(first, ranking, learned).join("; ")}.`,
    ...(second ? [`Next is "${titleOf(second.id)}", with ${percent(second.confidence)}.`] : []),
  ];
}
