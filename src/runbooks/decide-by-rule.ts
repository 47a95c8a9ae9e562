import type { Choice } from "../chat/choice.ts";
import type { Doc } from "../chat/doc.ts";
import type { Entry } from "../knowledge/entry.ts";
import { slug } from "../knowledge/entry-id.ts";
import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import { type Found, type Reader, searchEntries } from "../knowledge/search-entries.ts";
import type { Topic } from "../knowledge/topic.ts";
import { namedEnvironment, readAsked } from "./asked.ts";
import { renderRuling } from "./render-ruling.ts";
import { ruleQuestion } from "./rule-question.ts";
import { serve } from "./rule-service.ts";
import type { Ruling } from "./ruling.ts";
import { indexRunbooks, type RunbookIndex } from "./runbook-index.ts";
import { isBound } from "./situation.ts";

/** A question, and what there is to decide it with. */
type RuleGiven = {
  readonly question: string;
  readonly base: KnowledgeBase;
  readonly reader: Reader;
  readonly topic: Topic;
  readonly search: () => Found;
  readonly frame: (entry: Entry, body: Doc | undefined) => Doc;
};

/** What the rules reply; as the command line and chat show it. */
type Ruled = {
  readonly outcome: "answer" | "choices" | "clarify" | "abstain" | "refuse";
  readonly entry: Entry | undefined;
  readonly rule: {
    readonly row: Ruling["row"];
    readonly entries: readonly Entry[];
    readonly why: readonly string[];
  };
  readonly meant: {
    readonly verb: string | undefined;
    readonly service: string | undefined;
    readonly environment: string | undefined;
  };
  readonly choices: readonly Choice[];
  readonly lack:
    | {
        readonly kind: "no_runbook" | "unknown_entity";
        readonly key: string;
        readonly isHalf?: true;
      }
    | undefined;
  readonly doc: Doc;
  readonly topic: Topic;
};

export type Runbooks = {
  /**
   * Decides a question by what it names; undefined: the ordinary search decides, or one over fewer entries that is already
   * done.
   */
  byRule(given: RuleGiven): Ruled | { readonly found: Found } | undefined;
  /** Shows a runbook that the search found, for the environment that the question leads to. */
  show(entry: Entry, given: RuleGiven): Pick<Ruled, "doc" | "choices" | "meant" | "topic">;
};

/** Makes the rules; what they look up is made once for each knowledge base. */
export function createRunbooks(): Runbooks {
  const indexes = new WeakMap<KnowledgeBase, RunbookIndex>();
  const situationOf = ({ base, reader, search }: RuleGiven) => {
    const names = base.names();
    const runbooks = indexes.get(base) ?? indexRunbooks(base.corpus, names);
    indexes.set(base, runbooks);
    const searchUnbound = (text: string, fits: (entry: Entry) => boolean) =>
      searchEntries(text, base, reader, (entry) => !isBound(entry) && fits(entry));
    return { corpus: base.corpus, names, runbooks, ...reader, search, searchUnbound };
  };
  return {
    byRule(given) {
      const { question, topic } = given;
      const ruling = ruleQuestion(question, topic, situationOf(given));
      if (!ruling) return undefined;
      if (ruling.kind === "found") return { found: ruling.found };
      const { doc, choices, values, asked } = renderRuling(ruling, renderGiven(given));
      const entry = entriesOf(ruling)[0];
      const isServed = ruling.kind === "runbook" || ruling.kind === "blocks";
      return {
        outcome: outcomeOf(ruling),
        entry: isServed ? entry : undefined,
        rule: { row: ruling.row, entries: entriesOf(ruling), why: ruling.why },
        meant: meantBy(ruling),
        choices,
        lack: lackOf(ruling),
        doc,
        topic: topicAfter(ruling, { ...topic, values, asked }),
      };
    },
    show(entry, given) {
      const { question, topic, base, frame } = given;
      const situation = situationOf(given);
      const asked = readAsked(question, situation.names.read(question), situation.names, topic);
      const bound = base.corpus.catalogue.services.filter(({ id }) => entry.services.includes(id));
      const service = bound.length === 1 ? bound[0] : undefined;
      const served = serve(entry, service, asked, situation, undefined);
      const chosen = served.choice.kind === "chosen" ? served.choice.id : undefined;
      const isRunbook = entry.type === "runbook";
      const [target] = asked.targets.length === 1 ? asked.targets : [];
      const [named] = target?.services.length === 1 ? target.services : [];
      const meant = {
        verb: asked.verb,
        service: named?.id ?? service?.id,
        environment: (isRunbook ? chosen : undefined) ?? namedEnvironment(asked),
      };
      if (!isRunbook) {
        const doc = frame(entry, undefined);
        return { doc, choices: [], meant, topic: topicOn(entry, meant, topic) };
      }
      const ruling = { ...served, generic: false, preview: false, notes: [], row: 15 as const };
      const {
        doc,
        choices,
        values,
        asked: open,
      } = renderRuling(
        { ...ruling, verb: asked.verb, services: bound, environment: meant.environment, why: [] },
        renderGiven(given),
      );
      return {
        doc,
        choices,
        meant,
        topic: topicOn(entry, meant, { ...topic, values, asked: open }),
      };
    },
  };
}

const renderGiven = ({ question, topic, base, reader, frame }: RuleGiven) => ({
  text: question,
  topic,
  catalogue: base.corpus.catalogue,
  viewer: reader.viewer,
  frame,
});

function outcomeOf(ruling: Ruling): Ruled["outcome"] {
  switch (ruling.kind) {
    case "runbook":
      return "answer";
    case "blocks":
      return ruling.blocks.some(({ kind }) => kind === "runbook") ? "answer" : "abstain";
    case "entries":
      return "choices";
    case "services":
      return ruling.because === "unnamed" || ruling.because === "too-many" ? "clarify" : "choices";
    case "refused":
      return "refuse";
    default:
      return "abstain";
  }
}

/** What a ruling shows, in its order. */
function entriesOf(ruling: Ruling): readonly Entry[] {
  if (ruling.kind === "runbook") return [ruling.entry];
  if (ruling.kind === "entries") return ruling.entries;
  return ruling.kind === "blocks" ? ruling.blocks.flatMap(entriesOf) : [];
}

function meantBy({ verb, services, environment }: Ruling): Ruled["meant"] {
  return { verb, service: services[0]?.id, environment };
}

function lackOf(ruling: Ruling): Ruled["lack"] {
  const key = `${ruling.verb}|${ruling.services[0]?.id}`;
  switch (ruling.kind) {
    case "no-runbook":
      return { kind: "no_runbook", key };
    case "unknown-name":
      return { kind: "unknown_entity", key: `name|${slug(ruling.said)}` };
    case "runbook":
      return ruling.row === 12 ? { kind: "no_runbook", key, isHalf: true } : undefined;
    case "blocks":
      return ruling.blocks.map(lackOf).find((lack) => lack !== undefined);
    default:
      return undefined;
  }
}

function topicOn(
  { id }: Entry,
  { verb, service, environment }: Ruled["meant"],
  topic: Topic,
): Topic {
  return {
    ...topic,
    verb: verb ?? topic.verb,
    service: service ?? topic.service,
    environment: environment ?? topic.environment,
    entry: id,
  };
}

/** What the next question may leave unsaid: what this one was about, and what it did not touch. */
function topicAfter(ruling: Ruling, topic: Topic): Topic {
  const [service, ...others] = ruling.services;
  const [entry] = ruling.kind === "runbook" ? [ruling.entry] : [];
  return {
    ...topic,
    verb: ruling.verb ?? topic.verb,
    service: service && others.length === 0 ? service.id : topic.service,
    environment: ruling.environment ?? topic.environment,
    entry: entry?.id ?? topic.entry,
  };
}
