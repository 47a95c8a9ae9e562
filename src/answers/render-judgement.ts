import { type Block, type Doc, paragraph } from "../chat/doc.ts";
import { contactOf, lastResort, printContact } from "../knowledge/contact.ts";
import type { Corpus } from "../knowledge/corpus.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { Ranking } from "../search/ranking.ts";
import type { Courtesy } from "./courtesy.ts";

const courtesies: Readonly<Record<Courtesy, string>> = {
  greeting: 'Hello. Ask me anything about our services and runbooks, or say "help".',
  thanks: "You are welcome.",
  help: 'Ask in your own words: "How do I restart the billing worker on staging?", "Who owns the mailer?", "What is the guest WiFi?". I answer from our knowledge base and name the source. When I do not know, I say so, and whom to ask.',
};

export function renderCourtesy(courtesy: Courtesy): Doc {
  return [paragraph(courtesies[courtesy])];
}

export function renderClarify(because: "empty" | "no-words"): Doc {
  const found = because === "empty" ? "That is an empty question" : "I see no words in that";
  return [paragraph(`${found}. What would you like to know? One sentence is enough.`)];
}

/** Asks which of so many entries is meant; a single one is a guess to be confirmed. */
export function renderChoices(count: number): Doc {
  return [
    paragraph(count === 1 ? "I am not sure. Do you mean this?" : "Which of these do you mean?"),
  ];
}

/** Says that there is no answer, why, what came near, and whom to ask. */
export function renderAbstention(ranking: Ranking, near: readonly Entry[], corpus: Corpus): Doc {
  const nearest: Block[] =
    near.length === 0
      ? []
      : [
          paragraph("Nearest, though probably not it:"),
          {
            list: near.map((entry) => [paragraph(`${entry.title} (${entry.file})`)]),
            ordered: false,
          },
        ];
  return [
    paragraph(`I don't know. ${reasonToAbstain(ranking)}`),
    ...nearest,
    paragraph(whomToAsk(near, corpus)),
  ];
}

/** Why a search gave no answer, in one sentence. */
function reasonToAbstain({ explanation, hits }: Ranking): string {
  const unknown = explanation.words.filter(({ taken }) => taken === "unknown");
  const content = explanation.words.filter(({ taken }) => taken !== "grammar");
  if (content.length === 0) return "The question names nothing that I could look for.";
  const [first] = hits;
  const missing = first?.uncovered.map((word) => ({ word })) ?? [];
  if (unknown.length > 0) return `No entry mentions ${quoted(unknown)}.`;
  if (missing.length > 0) return `The entry that comes nearest says nothing of ${quoted(missing)}.`;
  return "The entries that share words with the question are about something else, as far as I can tell.";
}

const mostQuoted = 4;

function quoted(words: readonly { readonly word: string }[]): string {
  const names = [...new Set(words.map(({ word }) => `"${word}"`))].slice(0, mostQuoted);
  return names.length > 1
    ? `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`
    : (names[0] ?? "");
}

/** The owner of what came nearest, else the team that looks after the knowledge base. */
function whomToAsk(near: readonly Entry[], { catalogue }: Corpus): string {
  const owner = near.find((entry) => entry.owner !== undefined)?.owner;
  const contact = owner === undefined ? lastResort(catalogue) : contactOf(owner, catalogue);
  return contact
    ? `Ask ${printContact(contact)}.`
    : "Ask whoever looks after this knowledge base, and have the answer added to it.";
}
