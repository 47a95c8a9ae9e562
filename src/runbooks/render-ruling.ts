import type { Choice } from "../chat/choice.ts";
import { type Block, type Doc, isOpenable, paragraph, type Run } from "../chat/doc.ts";
import type { Viewer } from "../knowledge/audience.ts";
import type { Catalogue } from "../knowledge/catalogue.ts";
import { contactOf, lastResort, printContact } from "../knowledge/contact.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { Service } from "../knowledge/service.ts";
import type { Topic } from "../knowledge/topic.ts";
import { contactsOnCall, nobodySays, type OnCallOf } from "./on-call-of.ts";
import { renderRunbook } from "./render-runbook.ts";
import type { Note, Ruling, RunbookRuling } from "./ruling.ts";
import type { ShownCommands } from "./showing.ts";

/** What a ruling says, and what it leaves for the next question. */
export type RenderedRuling = {
  readonly doc: Doc;
  /** In the order shown. */
  readonly choices: readonly Choice[];
  readonly values: Topic["values"];
  readonly asked: Topic["asked"];
  /** What is to be written down, where dangerous commands are shown. */
  readonly record?: ShownCommands | undefined;
};

export type RulingGiven = {
  readonly text: string;
  readonly topic: Topic;
  readonly catalogue: Catalogue;
  readonly viewer: Viewer;
  /** The environment for which the commands were asked for; `""` where there is none to choose. */
  readonly confirmed?: string | undefined;
  readonly onCall?: OnCallOf | undefined;
  /** Puts an entry's frame around what is shown of it: its source, its age, what else it has. */
  readonly frame: (entry: Entry, body: Doc | undefined) => Doc;
};

/** Says what the rules decided. */
export function renderRuling(ruling: Ruling, given: RulingGiven): RenderedRuling {
  const rendered = renderReply(ruling, given);
  return { ...rendered, doc: [...ruling.notes.map(renderNote), ...rendered.doc] };
}

function renderReply(ruling: Ruling, given: RulingGiven): RenderedRuling {
  const { topic, catalogue } = given;
  const silent = { choices: [], values: topic.values, asked: topic.asked };
  switch (ruling.kind) {
    case "runbook":
      return renderOne(ruling, given);
    case "entries":
      return renderEntries(ruling, given);
    case "services":
      return renderServices(ruling, given);
    case "unknown-name": {
      const { nearest, said } = ruling;
      const contact = lastResort(catalogue);
      const ask = contact
        ? `Ask ${printContact(contact)}.`
        : "Ask whoever looks after services.yaml.";
      const doc = [
        paragraph(`I know no service called ${JSON.stringify(said)}.`),
        ...(nearest.length === 0
          ? []
          : [
              paragraph("Nearest, though probably not it:"),
              { list: nearest.map((one) => [paragraph(nameOf(one))]), ordered: false },
            ]),
        paragraph(ask),
      ];
      return { ...silent, doc };
    }
    case "no-runbook":
      return { ...silent, doc: renderNoRunbook(ruling, given) };
    case "refused": {
      const owners = ruling.owners.map((owner) => printContact(contactOf(owner, catalogue)));
      const ask = owners.length === 0 ? "whoever gave you the question" : owners.join(" or ");
      return { ...silent, doc: [paragraph(`There is one, but not for you to read. Ask ${ask}.`)] };
    }
    case "blocks": {
      const blocks = ruling.blocks.map((block) => ({ block, ...renderRuling(block, given) }));
      return {
        doc: blocks.flatMap(({ block, doc }) => [
          { heading: [{ text: block.services.map(nameOf).join(", ") || block.why.join(", ") }] },
          ...doc,
        ]),
        choices: distinct(blocks.flatMap(({ choices }) => choices)),
        values: Object.assign({}, ...blocks.map(({ values }) => values)),
        asked: [...new Set(blocks.flatMap(({ asked }) => asked))],
      };
    }
  }
}

/** An environment that several blocks ask for is chosen once, for all of them. */
function distinct(choices: readonly Choice[]): readonly Choice[] {
  return choices.filter(
    ({ label }, index) => choices.findIndex((other) => other.label === label) === index,
  );
}

function renderOne(ruling: RunbookRuling, given: RulingGiven): RenderedRuling {
  const { entry, generic, preview, service } = ruling;
  const head: Block[] = [];
  if (preview) {
    const state = entry.status === "draft" ? "A draft" : "Not in force today";
    const text = `${state}: only the team that owns it sees this.`;
    head.push({ callout: "warning", body: [paragraph(text)] });
  }
  if (generic && service) {
    const text = `Generic for ${whatIsGeneric(entry)}, not specific to ${service.id}.`;
    head.push({ callout: "note", body: [paragraph(text)] });
  }
  const shown = renderRunbook(ruling, given);
  return { ...shown, doc: [...head, ...given.frame(entry, shown.doc), ...shown.question] };
}

/** `kind:k8s-deployment` as "Kubernetes deployments". */
function whatIsGeneric({ services }: Entry): string {
  const kinds = services.filter((one) => one.startsWith("kind:"));
  if (kinds.length === 0) return "any service";
  return kinds
    .map(
      (kind) => `${kind.slice("kind:".length).replaceAll("-", " ").replace("k8s", "Kubernetes")}s`,
    )
    .join(", ");
}

function renderEntries(
  ruling: Extract<Ruling, { readonly kind: "entries" }>,
  { catalogue, topic, onCall = nobodySays }: RulingGiven,
): RenderedRuling {
  const { because, entries, services } = ruling;
  const question = {
    alert: "Several entries are for this alert. Which one?",
    several: "Which of these?",
    overview:
      entries.length > 0
        ? "What would you like to know? There is:"
        : "There is no entry on it yet.",
  }[because];
  const about = because === "overview" ? services : [];
  return {
    doc: [
      ...about.flatMap((service) => [
        paragraph(
          `${nameOf(service)} belongs to ${ownerOf(service, catalogue)}.${onCallSaid(onCall([service.id]))}`,
        ),
        ...renderLinks(service),
      ]),
      paragraph(question),
    ],
    choices: entries.map(({ id, title }) => ({ label: title, entry: id })),
    values: topic.values,
    asked: topic.asked,
  };
}

function renderServices(
  ruling: Extract<Ruling, { readonly kind: "services" }>,
  { catalogue, topic }: RulingGiven,
): RenderedRuling {
  const { because, said, options, verb } = ruling;
  const labels = options.map(({ service, hasRunbook }) => {
    const none = hasRunbook || verb === undefined ? "" : `, no runbook to ${verb} it`;
    return `${nameOf(service)}, owner ${contactOf(service.owner, catalogue).name}${none}`;
  });
  const lead = {
    ambiguous: `Which one? ${JSON.stringify(said)} may be any of these.`,
    near:
      options.length === 1
        ? "Did you mean this? Nothing is shown until you say so."
        : "Did you mean one of these?",
    "too-many": `Many services have ${JSON.stringify(said)} in their names. Say one more word of the name; these are the most important.`,
    unnamed: `${capitalised(verb ?? "do")} what? Name the service${options.length > 0 ? ", for example" : "."}`,
    crowd: "That is more than I can show at once. Which one first?",
  }[because];
  return {
    doc: [paragraph(lead)],
    choices: options.map(({ service }, index) => ({
      label: labels[index] ?? "",
      service: service.id,
    })),
    values: topic.values,
    asked: topic.asked,
  };
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function renderNoRunbook(
  { service, verb }: Extract<Ruling, { readonly kind: "no-runbook" }>,
  { catalogue, viewer, onCall = nobodySays }: RulingGiven,
): Doc {
  const people = onCall([service.id]);
  const called = people?.length === 0 ? " Nobody is on call." : onCallSaid(people);
  const isEditor = viewer.kind === "member" && viewer.person.roles.includes("editor");
  const title = `${capitalised(verb ?? "")} ${service.id}`;
  const draft = `ama knowledge new runbook ${JSON.stringify(title)} --service ${service.id} --action ${verb}`;
  return [
    paragraph(`There is no runbook to ${verb} ${nameOf(service)}.`),
    paragraph(`Ask ${ownerOf(service, catalogue)}, who own it.${called}`),
    ...renderLinks(service),
    ...(isEditor ? [paragraph("Draft one:"), { code: draft, lang: "shell" }] : []),
  ];
}

/** `Payments API (payments-api)`. */
function nameOf({ id, name }: Service): string {
  return name === id ? id : `${name} (${id})`;
}

function ownerOf({ owner }: Service, catalogue: Catalogue): string {
  return printContact(contactOf(owner, catalogue));
}

/** ` On call: Bo Lindqvist (bo@example.org).`, as a sentence that follows another one. */
function onCallSaid(people: ReturnType<OnCallOf>): string {
  const contacts = contactsOnCall(people);
  return contacts === undefined ? "" : ` On call: ${contacts}.`;
}

function renderLinks({ links }: Service): readonly Block[] {
  const openable = links.filter(({ url }) => isOpenable(url));
  if (openable.length === 0) return [];
  const runs = openable.flatMap(({ title, url }, index): Run[] => [
    ...(index === 0 ? [] : [{ text: ", " }]),
    { link: url, runs: [{ text: title }] },
  ]);
  return [{ p: [{ text: "Links: " }, ...runs] }];
}

function renderNote(note: Note): Block {
  switch (note.note) {
    case "assumed":
      return paragraph(`Assuming ${note.what.join(", ")}.`);
    case "took":
      return paragraph(`I took '${note.said}' for ${note.service.id}.`);
    case "deprecated": {
      const { service, replacement } = note;
      const instead = replacement
        ? `${replacement.id} took its place.`
        : "nothing is named in its place.";
      return paragraph(`${service.id} is deprecated: ${instead}`);
    }
    case "host":
      return paragraph(
        `You named ${note.said}: the steps may name another host. Check each command before you run it.`,
      );
  }
}
