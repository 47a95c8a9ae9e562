import type { Doc } from "../chat/doc.ts";
import { paragraph } from "../chat/doc.ts";
import { isServed } from "../knowledge/availability.ts";
import type { Entry } from "../knowledge/entry.ts";
import { isUnder } from "../knowledge/folder.ts";
import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import { type Found, type Reader, searchEntries } from "../knowledge/search-entries.ts";
import { noTopic, type Topic } from "../knowledge/topic.ts";
import { type Answered, nothingFound } from "./answered.ts";
import { searchOnTopic } from "./follow-up.ts";
import { type Asker, judgeQuestion } from "./judge-question.ts";
import type { RecordMiss } from "./miss.ts";
import { isNarrowed } from "./narrowed.ts";
import { renderChecked } from "./render-checked.ts";
import { renderEntry } from "./render-entry.ts";
import {
  renderAbstention,
  renderChoices,
  renderClarify,
  renderCourtesy,
} from "./render-judgement.ts";

/** A question as other features are asked about it. */
export type AskedQuestion = {
  readonly question: string;
  readonly base: KnowledgeBase;
  readonly reader: Reader;
  readonly topic: Topic;
  /** Searches when first asked to. */
  readonly search: () => Found;
  /** Puts an entry's frame around what is shown of it; undefined: its own text is shown. */
  readonly frame: (entry: Entry, body: Doc | undefined) => Doc;
};

export type AnswersParts = {
  /** The knowledge base in force; asked anew for every question. */
  readonly base: () => KnowledgeBase;
  /** Decides by rule; undefined: the search decides, or another one that is already done. */
  readonly byRule: (
    asked: AskedQuestion,
  ) => Omit<Answered, "ranking" | "record"> | { readonly found: Found } | undefined;
  /** Shows an entry that the search found and that has more to it than its text. */
  readonly show: (
    entry: Entry,
    asked: AskedQuestion,
    chosen?: ChosenEntry,
  ) => Pick<Answered, "doc" | "choices" | "meant" | "topic" | "record">;
  /** Is told of every question that lacks something; absent: nothing is recorded. */
  readonly recordMiss?: RecordMiss | undefined;
};

export type AnswersFeature = {
  /**
   * @param asker the folder that is searched first; everything is where nothing in it answers
   * @param topic what the question's thread was about
   */
  answer(text: string, asker: Asker, topic?: Topic): Promise<Answered>;
  /** Serves the entry that somebody chose; undefined when there is none of that id for this asker any more. */
  open(
    entry: string,
    asker: Asker,
    topic: Topic,
    chosen?: Omit<ChosenEntry, "isChosen">,
  ): Promise<Answered | undefined>;
};

/** How an entry was chosen: for an environment, and with the commands of a dangerous one. */
type ChosenEntry = {
  readonly isChosen?: boolean;
  readonly environment?: string | undefined;
  readonly isConfirmed?: boolean;
};

/** Answers questions from the knowledge base that is in force at that moment. */
export function createAnswersFeature({
  base,
  byRule,
  show,
  recordMiss,
}: AnswersParts): AnswersFeature {
  /** @param question as it was written: what is kept of it is scrubbed, which a cut would hinder */
  async function withNotice(answered: Answered, question: string, asker: Asker): Promise<Answered> {
    const { lack } = answered;
    if (!lack || !asker.message) return answered;
    const notice = await recordMiss?.({ ...asker.message, ...lack, question });
    if (!notice || answered.outcome !== "abstain") return answered;
    return { ...answered, doc: [...answered.doc, paragraph(notice.text)] };
  }
  return {
    async answer(text, asker, topic = noTopic) {
      const now = base();
      const { folder, ...anywhere } = asker;
      const everywhere = replyFrom(now, text, anywhere, topic);
      if (folder === undefined) return await withNotice(everywhere, text, asker);
      const inside = replyFrom(now, text, asker, topic);
      const isInside = (id: string) => {
        const entry = now.corpus.entryById.get(id);
        return entry !== undefined && isUnder(folder, entry);
      };
      const reply = isNarrowed(inside, everywhere, isInside) ? { ...inside, folder } : everywhere;
      return await withNotice(reply, text, asker);
    },
    async open(id, asker, topic, chosen = {}) {
      const now = base();
      const entry = now.corpus.entryById.get(id);
      if (!entry || !isServed(entry, asker.viewer, asker.today)) return undefined;
      const asked = {
        question: "",
        base: now,
        reader: asker,
        topic,
        search: () => searchEntries(entry.title, now, asker),
        frame: (one: Entry, body: Doc | undefined) => frameOf(one, body, now, asker),
      };
      const shown = show(entry, asked, { ...chosen, isChosen: true });
      return { ...nothingFound, ...shown, outcome: "answer", entry };
    },
  };

  /** What is replied to a text out of what the asker may read. */
  function replyFrom(now: KnowledgeBase, text: string, asker: Asker, topic: Topic): Answered {
    const judgement = judgeQuestion(text, now, asker);
    const silent = { ...nothingFound, topic };
    if (judgement.outcome === "clarify") {
      return { ...silent, outcome: "clarify", doc: renderClarify(judgement.because) };
    }
    if (judgement.outcome === "command") {
      return { ...silent, outcome: "command", doc: renderCourtesy(judgement.command) };
    }
    const { question, search } = judgement;
    const frame = (entry: Entry, body: Doc | undefined) => frameOf(entry, body, now, asker);
    const asked = { question, base: now, reader: asker, topic, search, frame };
    const ruled = byRule(asked);
    if (ruled && "found" in ruled) {
      const { found } = ruled;
      return replyTo({ ...asked, search: () => found });
    }
    if (ruled) {
      // Whoever knows nothing names what came near.
      const ranking = ruled.outcome === "abstain" ? search().ranking : undefined;
      return { ...ruled, ranking, record: undefined };
    }
    return replyTo(asked);
  }

  /** What the search gives, with the thread's topic if the question alone gives nothing. */
  function replyTo(asked: AskedQuestion): Answered {
    const onTopic = searchOnTopic(asked);
    const { outcome, entries, near, ranking } = onTopic?.found ?? asked.search();
    const meant = meantBy(asked);
    const topic = { ...asked.topic, ...defined(meant) };
    const reply = { ...nothingFound, ranking, meant, topic };
    const [entry] = entries;
    if (outcome === "answer" && entry) {
      const shown = show(entry, asked);
      const assumed = onTopic?.of
        ? [paragraph(`Taken as a question on "${onTopic.of.title}".`)]
        : [];
      return { ...reply, ...shown, outcome: "answer", entry, doc: [...assumed, ...shown.doc] };
    }
    if (outcome === "choices") {
      const choices = entries.map(({ id, title }) => ({ label: title, entry: id }));
      return { ...reply, outcome: "choices", choices, doc: renderChoices(entries.length) };
    }
    if (ranking.explanation.decided.rule === "no-words") {
      return { ...reply, outcome: "clarify", doc: renderClarify("no-words") };
    }
    const lack = { kind: "no_answer" as const, key: undefined };
    const doc = renderAbstention(ranking, near, asked.base.corpus);
    return { ...reply, outcome: "abstain", lack, doc };
  }
}

/** An entry as it is shown: with its source and age, and what replaces it. */
function frameOf(
  entry: Entry,
  body: Doc | undefined,
  { corpus, checkedOf }: KnowledgeBase,
  { viewer, today }: Reader,
): Doc {
  const next = corpus.entryById.get(entry.replacedBy ?? "");
  const successor = next && isServed(next, viewer, today) ? next : undefined;
  const checked = renderChecked(entry, checkedOf(entry, today), today);
  return renderEntry(entry, corpus.catalogue, body, successor, checked);
}

/** What the question names by itself. */
function meantBy({ base, question }: AskedQuestion): Answered["meant"] {
  const { verb, services, environments } = base.names().read(question);
  const [service, ...others] = services;
  const [one, ...more] = service && others.length === 0 ? service.services : [];
  return {
    verb: verb?.verb,
    service: more.length === 0 ? one?.id : undefined,
    environment: environments[0]?.id,
  };
}

const defined = (meant: Answered["meant"]): Partial<Answered["meant"]> =>
  Object.fromEntries(Object.entries(meant).filter(([, value]) => value !== undefined));
