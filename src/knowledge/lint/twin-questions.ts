import type { Check } from "./check.ts";
import type { LintPage } from "./lint-page.ts";
import { isOpenQuestion } from "./open-question.ts";
import { contentStems } from "./question-words.ts";

/** Two questions that share so much of their words (Jaccard's coefficient) are one for whoever asks. */
const twinShare = 0.6;

type Asked = {
  readonly page: LintPage;
  readonly number: number;
  readonly question: string;
  readonly stems: ReadonlySet<string>;
};

/** K042: the same question in two entries, or nearly the same; told at the later one. */
export const twinQuestions: Check = function* ({ pages, corpus }) {
  const served = pages.filter(
    ({ entry }) =>
      ["active", "deprecated"].includes(entry.status) &&
      corpus.entryById.get(entry.id)?.file === entry.file,
  );
  const asked = served.flatMap((page) =>
    page.entry.questions.flatMap((question, number): readonly Asked[] =>
      isOpenQuestion(page, number)
        ? []
        : [{ page, number, question, stems: contentStems(question) }],
    ),
  );
  for (const [one, twin] of twinsAmong(asked)) {
    const { page, number, question } = one;
    const nearly = twin.question.toLowerCase() === question.toLowerCase() ? "" : "nearly ";
    yield {
      rule: "K042",
      file: page.file,
      ...page.at(["questions", number]),
      about: `${question} ${twin.question}`,
      message: `"${question}" is ${nearly}the same as "${twin.question}" of ${twin.page.file}.`,
    };
  }
};

/** Each question with the first of another entry that is its twin, if there is one. */
function* twinsAmong(asked: readonly Asked[]): Iterable<readonly [Asked, Asked]> {
  const spread = new Map<string, number>();
  for (const { stems } of asked) {
    for (const stem of stems) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  }
  const before = new Map<string, Asked[]>();
  for (const one of asked) {
    const rarestFirst = [...one.stems].sort((a, b) => (spread.get(a) ?? 0) - (spread.get(b) ?? 0));
    // Twins share one of so many of their rarest words: with fewer in common they could not share enough.
    const telling = rarestFirst.slice(
      0,
      one.stems.size - Math.ceil(twinShare * one.stems.size) + 1,
    );
    const candidates = new Set(telling.flatMap((stem) => before.get(stem) ?? []));
    for (const other of candidates) {
      if (other.page === one.page || jaccard(one.stems, other.stems) < twinShare) continue;
      yield [one, other];
      break;
    }
    for (const stem of telling) {
      const list = before.get(stem);
      if (list) list.push(one);
      else before.set(stem, [one]);
    }
  }
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const stem of a) if (b.has(stem)) both += 1;
  const all = a.size + b.size - both;
  return all === 0 ? 0 : both / all;
}
