import type { Searchable } from "../../src/search/searchable.ts";
import { type Chance, createChance } from "./chance.ts";

const split = (text: string) => text.trim().split(/\s+/);

const verbs =
  split(`restart deploy restore rotate scale renew configure monitor debug upgrade migrate replace archive
  request approve reset unlock drain resize patch clear inspect export import revoke schedule verify cancel`);
const things =
  split(`certificate database queue cache pipeline cluster gateway token backup volume dashboard alert worker
  index replica secret report invoice laptop printer badge account mailbox calendar contract firewall proxy container
  bucket schema ticket licence package branch release webhook cookie session tunnel router sensor scanner shelf pallet`);
const firsts =
  split(`amber birch cobalt delta ember falcon garnet harbor indigo juniper kestrel lumen maple nickel onyx
  poppy quartz raven saffron topaz umber violet walnut xenon yarrow zephyr`);
const seconds =
  split(`billing catalog checkout courier customer finance fulfilment identity inventory ledger loyalty
  mailer marketing metrics orders payroll pricing profile refund returns routing search settlement shipping stock tax
  tracking warehouse`);
const grammar = split(
  "the a of to in and for with on when after before until from this that every first last next is it you",
);
const others =
  split(`open close check wait read write run stop look find tell ask page log host error failed slow full empty missing broken old
  new wrong right team owner minute hour day night week prod staging dev office home network disk memory user customer
  service system setting value file folder command output line step copy message number name address password group
  role access limit timeout retry version change review incident cause reason result test sample draft public private
  internal external manual automatic daily weekly monthly region zone rack cable switch port socket header payload field
  record table column query lock thread signal process job task batch event stream topic offset partition lag spike drop
  leak crash loop restart rollback window freeze exception policy rule filter mask hash key pair seed salt`);
const foreign =
  split(`giraffe opera violin glacier cinnamon tulip pyramid kangaroo sonnet volcano lighthouse marzipan
  penguin orchestra saddle coral parrot waltz`);
const contents = [...verbs, ...things, ...seconds, ...others];
/** So many words of its own has an entry, which it repeats. */
const topicWords = 12;

/** Entries as search knows them, about 170 words each: what a team might write about its thousand small things. */
export function generateEntries(count: number): readonly Searchable[] {
  const chance = createChance(count);
  const from = (list: readonly string[]) => list[chance.even(list.length)] ?? "";
  return Array.from({ length: count }, (_, number): Searchable => {
    const [verb, thing] = [from(verbs), from(things)];
    const service = `${from(firsts)}-${from(seconds)}`;
    const spoken = service.replace("-", " ");
    const topic = [
      verb,
      thing,
      service,
      ...Array.from({ length: topicWords }, () => from(contents)),
    ];
    return {
      id: `entry-${number}`,
      title: `${verb[0]?.toUpperCase()}${verb.slice(1)} the ${thing} of ${service}`,
      questions: [
        `how do I ${verb} the ${thing} of ${service}`,
        `${spoken} ${thing} ${from(others)} ${from(others)}`,
        `who can ${verb} a ${thing} for ${spoken} in ${from(others)}`,
      ],
      keywords: [service, `E${1000 + chance.even(9000)}`, from(things)],
      headings: [`Before you ${verb}`, `When the ${thing} is ${from(others)}`],
      body: Array.from({ length: 4 }, () => sentenceOf(chance, 35, topic)),
      boost: 1,
    };
  });
}

/**
 * Of four questions two are asked as written down, one is shortened and misspelt, and one has no answer here: its words
 * are of no one entry, or of none at all.
 */
export function generateQuestions(entries: readonly Searchable[], count: number): string[] {
  const chance = createChance(entries.length + 1);
  return Array.from({ length: count }, (_, number) => {
    const entry = entries[chance.even(entries.length)];
    const question = entry?.questions[chance.even(entry.questions.length)] ?? "";
    if (number % 4 < 2) return question;
    if (number % 4 === 2) {
      const words = question.split(" ").slice(-5);
      return words.map((word, at) => (at === 2 ? word.slice(1) : word)).join(" ");
    }
    return sentenceOf(chance, 8, number % 8 === 3 ? others : foreign);
  });
}

/** The entry as a Markdown file of the knowledge folder. */
export function entryPage({ title, questions, keywords, headings, body }: Searchable): string {
  const [lead = "", ...rest] = body;
  const sections = rest.map((text, at) => (headings[at] ? `## ${headings[at]}\n\n${text}` : text));
  const list = (items: readonly string[]) => JSON.stringify(items);
  return `---
title: ${title}
questions: ${list(questions)}
keywords: ${list(keywords)}
owner: team-platform
---

${lead}

${sections.join("\n\n")}
`;
}

/** Words of grammar, frequent ones more often, and of the topic in turn. */
function sentenceOf(chance: Chance, words: number, topic: readonly string[]): string {
  const text = Array.from({ length: words }, (_, at) =>
    at % 2 === 0 ? grammar[chance.skewed(grammar.length)] : topic[chance.even(topic.length)],
  );
  return `${text.join(" ")}.`;
}
