import type { Corpus } from "./corpus.ts";
import type { Entry } from "./entry.ts";
import { type Lexicon, lexiconOf } from "./lexicon.ts";
import { hasOnCall } from "./lint/on-call.ts";
import { newBody } from "./new-body.ts";
import { newDanger, sectionsBeside } from "./new-danger.ts";
import { newQuestions } from "./new-questions.ts";
import { newRunbookBody } from "./new-runbook-body.ts";
import { newList, newScalar } from "./new-scalar.ts";
import { newTwin } from "./new-twin.ts";
import { newValues } from "./new-values.ts";
import { newVerb } from "./new-verb.ts";
import type { Service } from "./service.ts";

/** What is known of an entry that is only begun. */
export type Beginning = {
  readonly type: Entry["type"];
  readonly title: string;
  readonly service: Service | undefined;
  /** Undefined: what the title begins with. */
  readonly action: string | undefined;
  readonly owner: string;
  /** Nobody named the owner: it is a guess that has to be looked at. */
  readonly ownerGuessed: boolean;
  readonly today: Temporal.PlainDate;
  /** What it will stand beside. */
  readonly corpus: Pick<Corpus, "catalogue" | "entries">;
};

/**
 * Writes the file of an entry that is only begun: whole front matter, and all the sections that its type wants; those of a
 * runbook fit what it does, and to which kind of service. Every line that is still to be written, and every guess, holds
 * the word "TODO", and no other line does.
 */
export function newEntry(beginning: Beginning): string {
  const { type, title, service, owner, ownerGuessed, today, corpus } = beginning;
  const lexicon = lexiconOf(corpus.catalogue, corpus.entries);
  const { verb, spoken, inTitle } = newVerb(type, title, beginning.action, lexicon);
  const taken = corpus.entries.flatMap(({ questions }) => questions);
  const { body, runbookLines } =
    type === "runbook"
      ? newRunbook(beginning, verb ?? "", lexicon)
      : { body: newBody[type], runbookLines: [] };
  const lines = [
    `title: ${newScalar(title)}`,
    ...(type === "pointer" ? ["type: pointer # says only whom to ask"] : []),
    "questions: # TODO: put in their place what people ask, in their words; each must find this entry",
    ...newQuestions({ type, title, service, spoken, taken }).map((one) => `  - ${newScalar(one)}`),
    ...(service ? [`services: ${newList([service.id])}`] : []),
    ...(!service && type === "runbook"
      ? ['services: [] # TODO: ids in services.yaml, kind:… for all of a kind, or "*"']
      : []),
    ...(verb !== undefined && !(type === "runbook" && inTitle)
      ? [`actions: ${newList([verb])}`]
      : []),
    ...runbookLines,
    `owner: ${newScalar(owner)} # ${ownerGuessed ? "TODO: a guess; who" : "who"} is asked when this is wrong`,
    `reviewed: ${today}`,
  ];
  const more = moreKeys[type].filter((key) => !lines.some((line) => line.startsWith(`${key}:`)));
  return `---\n${lines.join("\n")}\n# There may also be: ${more.join(", ")}.\n---\n\n${body}`;
}

function newRunbook(
  { service, owner, today, corpus: { catalogue, entries } }: Beginning,
  verb: string,
  lexicon: Lexicon,
) {
  const danger = newDanger(verb);
  const nobodyToCall = danger !== "none" && !hasOnCall(owner, catalogue, today);
  const escalates = danger === "high" || service?.tier === 1 || nobodyToCall;
  const sections = [...sectionsBeside[danger], ...(escalates ? (["escalate"] as const) : [])];
  // One that services.yaml does not know is its own fault, and not to be repeated here.
  const environments = (service?.environments ?? []).filter((id) =>
    Object.hasOwn(catalogue.environments, id),
  );
  const twin = service && newTwin(entries, service.id, verb, environments, lexicon);
  const values = newValues(
    newRunbookBody(service?.kind, verb, sections),
    service,
    environments,
    catalogue.environments,
  );
  const runbookLines = [
    ...(twin
      ? [`status: draft # TODO: ${twin.id} does the same; go on there, or say what sets this apart`]
      : []),
    ...values.environments,
    ...values.params,
    `danger: ${danger} # TODO: ${levels}`,
  ];
  return { body: values.body, runbookLines };
}

const levels =
  "none (reads only), low (one instance, reversible), medium (users notice), high (data, money)";

const moreKeys: Readonly<Record<Entry["type"], readonly string[]>> = {
  answer: ["keywords", "services", "audience", "expires", "links", "related"],
  pointer: ["keywords", "services", "audience", "links", "related"],
  runbook: [
    "keywords",
    "alerts",
    "environments",
    "params",
    "duration",
    "requires",
    "audience",
    "links",
    "related",
  ],
  checklist: ["keywords", "services", "audience", "links", "related"],
};
