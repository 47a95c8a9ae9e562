import type { Choice } from "../chat/choice.ts";
import type { Doc } from "../chat/doc.ts";
import type { Entry } from "../knowledge/entry.ts";
import { slug } from "../knowledge/entry-id.ts";
import { isUnder } from "../knowledge/folder.ts";
import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import { type Found, type Reader, searchEntries } from "../knowledge/search-entries.ts";
import type { Service } from "../knowledge/service.ts";
import type { Topic } from "../knowledge/topic.ts";
import { type Asked, namedEnvironment, readAsked } from "./asked.ts";
import { nobodySays, type OnCallOf, servicesConcerned } from "./on-call-of.ts";
import { valuesOf } from "./placeholders.ts";
import { renderRuling } from "./render-ruling.ts";
import { ruleQuestion } from "./rule-question.ts";
import { serve } from "./rule-service.ts";
import type { Ruling } from "./ruling.ts";
import {
  indexRunbooks,
  type RunbookIndex,
  specificityOf,
  withoutEntries,
} from "./runbook-index.ts";
import { type ShownCommands, showingOf } from "./showing.ts";
import { isBound, type Situation } from "./situation.ts";
import type { WalkSource } from "./walk-start.ts";

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
  /** Shows an entry that the search found or somebody chose, for the environment that the question leads to. */
  show(
    entry: Entry,
    given: RuleGiven,
    chosen?: Chosen,
  ): Pick<Ruled, "doc" | "choices" | "meant" | "topic"> & {
    readonly record: ShownCommands | undefined;
  };
  /** What a walk through a runbook begins with, in the environment that its thread is about. */
  walkSource(
    entry: Entry,
    given: Pick<RuleGiven, "base" | "reader" | "topic">,
    confirmed?: string,
  ): WalkSource;
};

/** What somebody pressed; see {@link Runbooks.show}. */
type Chosen = {
  readonly isChosen?: boolean;
  readonly environment?: string | undefined;
  /** The commands of a dangerous runbook were asked for, for that environment. */
  readonly isConfirmed?: boolean;
};

export type RunbooksParts = {
  /** How often an entry was served of late: what is used most is listed first. */
  readonly usesOf?: ((entry: string) => number) | undefined;
  /** Asked anew for every reply. */
  readonly onCall?: OnCallOf | undefined;
};

/** Makes the rules; what they look up is made once for each knowledge base. */
export function createRunbooks({ usesOf = () => 0, onCall = nobodySays }: RunbooksParts): Runbooks {
  const indexes = new WeakMap<KnowledgeBase, RunbookIndex>();
  const situationOf = ({ base, reader, search }: Pick<RuleGiven, "base" | "reader" | "search">) => {
    const names = base.names();
    const runbooks = indexes.get(base) ?? indexRunbooks(base.corpus, names, usesOf);
    indexes.set(base, runbooks);
    const searchUnbound = (text: string, fits: (entry: Entry) => boolean) =>
      searchEntries(text, base, reader, (entry) => !isBound(entry) && fits(entry));
    return { corpus: base.corpus, names, runbooks, ...reader, search, searchUnbound };
  };
  return {
    byRule(given) {
      const { question, topic } = given;
      const ruling = ruleInFolder(question, topic, situationOf(given), given.reader.folder);
      if (!ruling) return undefined;
      if (ruling.kind === "found") return { found: ruling.found };
      const { doc, choices, values, asked } = renderRuling(ruling, {
        ...renderGiven(given),
        onCall,
      });
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
    show(entry, given, chosen = {}) {
      const { question, topic, base, frame } = given;
      const situation = situationOf(given);
      const read = readAsked(question, situation.names.read(question), situation.names, topic);
      const asked =
        chosen.environment === undefined ? read : { ...read, environments: [chosen.environment] };
      const service = serviceFor(entry, asked, topic, base.corpus.catalogue.services);
      const verb = asked.verb ?? (chosen.isChosen ? topic.verb : undefined);
      if (entry.type !== "runbook") {
        const meant = { verb, service: service?.id, environment: namedEnvironment(asked) };
        const doc = frame(entry, undefined);
        return { doc, choices: [], meant, topic: topicOn(entry, meant, topic), record: undefined };
      }
      const served = serve(entry, service, asked, situation, undefined);
      const environment = served.choice.kind === "chosen" ? served.choice.id : undefined;
      const meant = {
        verb,
        service: service?.id,
        environment: environment ?? namedEnvironment(asked),
      };
      const { doc, choices, values, record, ...rest } = renderRuling(
        {
          ...served,
          row: 15,
          generic: service !== undefined && specificityOf(entry, service) !== 3,
          preview: false,
          verb,
          services: service ? [service] : [],
          environment: meant.environment,
          notes: [],
          why: [],
        },
        {
          ...renderGiven(given),
          onCall,
          confirmed: chosen.isConfirmed ? (environment ?? "") : undefined,
        },
      );
      const after = topicOn(entry, meant, { ...topic, values, asked: rest.asked });
      return { doc, choices, meant, topic: after, record };
    },
    walkSource(entry, given, confirmed) {
      const { topic, base, reader } = given;
      const search = () => searchEntries(entry.title, base, reader);
      const situation = situationOf({ base, reader, search });
      const { catalogue, entries } = base.corpus;
      const asked = readAsked("", situation.names.read(""), situation.names, topic);
      const service = serviceFor(entry, asked, topic, catalogue.services);
      const environments = topic.environment === undefined ? [] : [topic.environment];
      const served = serve(entry, service, { ...asked, environments }, situation, undefined);
      const { showing } = showingOf(served, confirmed);
      const { environment } = showing;
      const values = valuesOf(entry, { said: {}, thread: topic.values, environment, service });
      const services = servicesConcerned(served, catalogue);
      return { entry, services, showing, values, catalogue, entries };
    },
  };
}

/** Of several entries that fit alike, those in the folder are meant, if there are any. */
function ruleInFolder(
  question: string,
  topic: Topic,
  situation: Situation,
  folder: string | undefined,
): ReturnType<typeof ruleQuestion> {
  const ruling = ruleQuestion(question, topic, situation);
  if (ruling?.kind !== "entries" || ruling.because === "overview") return ruling;
  const others = ruling.entries.filter((entry) => !isUnder(folder, entry));
  if (others.length === 0 || others.length === ruling.entries.length) return ruling;
  const runbooks = withoutEntries(situation.runbooks, others);
  return ruleQuestion(question, topic, { ...situation, runbooks });
}

/** The service that is named, else the one the entry is bound to alone, else what the thread was about, if it is for that. */
function serviceFor(
  entry: Entry,
  { targets }: Asked,
  topic: Topic,
  services: readonly Service[],
): Service | undefined {
  const [target] = targets.length === 1 ? targets : [];
  if (target?.services.length === 1) return target.services[0];
  const bound = services.filter(({ id }) => entry.services.includes(id));
  if (bound.length === 1) return bound[0];
  const last = services.find(({ id }) => id === topic.service);
  return last && specificityOf(entry, last) !== undefined ? last : undefined;
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
