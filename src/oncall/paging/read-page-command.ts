import type { PageVerb } from "../../chat/command-words.ts";
import { createNearest } from "../../search/nearest.ts";
import type { PageEvent } from "../page/page-event.ts";
import { isMention, personNamed } from "../person-named.ts";
import type { PageCommand } from "./page-command.ts";
import type { PageCommandGiven } from "./page-command-given.ts";
import { readMute, readUnmute, saidLength } from "./read-mute.ts";
import { readPage } from "./read-page.ts";
import { numberFirst, numberFirstOrLast, type SaidNumber } from "./said-number.ts";
import { isAsked } from "./said-words.ts";

/** What people say after a verb that adds nothing to it. */
const courtesy =
  /^(?:|it|this|that|please|now|it now|thanks|on it|i have it|got it|looking|looking into it)[.!]*$/i;

const usualSnooze = Temporal.Duration.from({ hours: 1 });

/**
 * Reads the words after a verb of pages.
 *
 * @returns undefined when they are no such command, and so a question: "resolve dns names", "note on backups". What names a
 *   page by its `#12` is one; what names none and goes on in words is one only where there is a page to mean
 */
export function readPageCommand(
  verb: PageVerb,
  text: string,
  given: PageCommandGiven,
): PageCommand | undefined {
  const words = text.trim();
  switch (verb) {
    case "page":
      return readPage(words, given);
    case "pages":
      return readPages(words);
    case "ack":
      return readAck(words, given);
    case "escalate":
      return readPlain({ event: "escalate" }, words, given, "always");
    case "release":
      return readPlain({ event: "hand-back" }, words, given, "where-a-page-is");
    case "reopen":
      return readPlain({ event: "reopen", twin: undefined }, words, given, "where-a-page-is");
    case "resolve":
      return readResolve(words, given);
    case "snooze":
      return readSnooze(words, given);
    case "reassign":
      return readReassign(words, given);
    case "add":
      return readAdd(words, given);
    case "note":
      return readNote(words, given);
    case "postmortem": {
      const { number, rest } = numberFirst(words.replace(/^(?:of|for)\s+(?=#)/i, ""));
      const isMeant = courtesy.test(rest) && (number !== undefined || given.hasPage);
      return isMeant ? { do: "postmortem", number } : undefined;
    }
    case "test-page":
      return readTest(words, given);
    case "mute":
      return readMute(words, given);
    case "unmute":
      return readUnmute(words, given);
    case "mutes":
      return words === "" ? { do: "mutes" } : undefined;
  }
}

const ask = (text: string) => ({ do: "ask", text }) as const;
const act = (number: number | undefined, event: PageEvent) =>
  ({ do: "act", number, event }) as const;
const leftOver = (words: string) =>
  ask(`I do not know what "${words}" means here, so that nothing is changed.`);

function readPages(words: string): PageCommand | undefined {
  if (words === "" || /^open$/i.test(words)) return { do: "list", which: "open" };
  if (/^all$/i.test(words)) return { do: "list", which: "all" };
  const { number, rest } = numberFirst(words);
  return number !== undefined && rest === "" ? { do: "show", number } : undefined;
}

function readAck(words: string, { hasPage }: PageCommandGiven): PageCommand | undefined {
  const { number, rest } = numberFirst(words);
  const isMeant =
    words === "" || number !== undefined || (hasPage && (courtesy.test(rest) || rest === "✅"));
  return isMeant ? act(number, { event: "ack" }) : undefined;
}

/** A verb that takes nothing but a number. Said alone it is always one, or only where there is a page to mean. */
function readPlain(
  event: PageEvent,
  words: string,
  { hasPage }: PageCommandGiven,
  alone: "always" | "where-a-page-is",
): PageCommand | undefined {
  const { number, isSure, rest } = numberFirst(words);
  if (!courtesy.test(rest)) return isSure ? leftOver(rest) : undefined;
  const isBareNumber = number !== undefined && event.event !== "hand-back";
  const isAlone = words === "" && alone === "always";
  return isSure || isBareNumber || isAlone || hasPage ? act(number, event) : undefined;
}

function readResolve(words: string, { hasPage }: PageCommandGiven): PageCommand | undefined {
  const { number, rest } = numberFirst(words);
  const isCommand = words === "" || number !== undefined || (hasPage && !isAsked(words));
  const text = courtesy.test(rest) ? undefined : rest;
  return isCommand ? act(number, { event: "resolve", text, gone: [] }) : undefined;
}

function readSnooze(words: string, { hasPage }: PageCommandGiven): PageCommand | undefined {
  const { number, isSure, rest } = withLength(words);
  if (number !== undefined && !isSure) {
    return ask(
      `Is ${number} a page or minutes? Say "snooze #${number} 1h" or "snooze ${number}m".`,
    );
  }
  const said = rest.replace(/^for\s+/i, "");
  const length = courtesy.test(said) ? usualSnooze : saidLength(said);
  const isMeant = isSure || hasPage || words === "" || !courtesy.test(rest);
  if (length) return isMeant ? act(number, { event: "snooze", length }) : undefined;
  const isRefused = isSure || (hasPage && /^\d/.test(said));
  return isRefused
    ? ask(`I cannot read how long "${said}" is. Say it like "snooze 30m", up to 24h.`)
    : undefined;
}

/** A number without its sign counts where a length follows: `12 30m`. */
function withLength(words: string): SaidNumber {
  const [, bare, length = ""] = /^([1-9]\d{0,8})\s+(?:for\s+)?(\d.*)$/i.exec(words) ?? [];
  if (bare !== undefined && saidLength(length)) {
    return { number: Number(bare), isSure: true, rest: length };
  }
  return numberFirstOrLast(words);
}

function readReassign(words: string, given: PageCommandGiven): PageCommand | undefined {
  const { number, isSure, rest } = withTarget(words);
  if (!isSure && !given.hasPage) return undefined;
  const [, isPolicy, whom = ""] = /^(?:to\s+)?(policy\s+)?(\S*)[.!]*$/i.exec(rest) ?? [];
  if (whom === "" && rest !== "") return isSure ? leftOver(rest) : undefined;
  if (whom === "") return ask(`To whom? Say it like "reassign ${hash(number)}@bo".`);
  const policies = given.roster.oncall.file.policies;
  const policy = policies.find(({ id }) => id === whom.toLowerCase());
  if (policy) return act(number, { event: "reassign", to: { kind: "policy", policy } });
  if (isPolicy !== undefined) {
    const ids = policies.map(({ id }) => id).join(", ");
    return ask(`There is no policy "${whom}". There are: ${ids || "none"}. Nothing is changed.`);
  }
  const person = personSaid(whom, given);
  if (typeof person !== "string") return person;
  return act(number, { event: "reassign", to: { kind: "person", person } });
}

function readAdd(words: string, given: PageCommandGiven): PageCommand | undefined {
  const { number, isSure, rest } = withTarget(words);
  if (!isSure && !given.hasPage) return undefined;
  const [, whom = ""] = /^(\S+?)(?:\s+please)?[.!]*$/i.exec(rest) ?? [];
  if (whom === "") {
    if (rest === "") return ask(`Whom? Say it like "add ${hash(number)}@bo" or "add me".`);
    return isSure ? leftOver(rest) : undefined;
  }
  const person = personSaid(whom, given);
  // In words alone it may be anything that is to be added to something else.
  if (typeof person !== "string")
    return isSure || isMention(whom) || isMe(whom) ? person : undefined;
  return act(number, { event: "add-responder", person });
}

/** A number without its sign counts where a mention or "me" follows: `12 @bo`. */
function withTarget(words: string): SaidNumber {
  const [, bare, whom = ""] = /^([1-9]\d{0,8})\s+(?:to\s+)?(\S+)$/i.exec(words) ?? [];
  if (bare !== undefined && (isMention(whom) || isMe(whom))) {
    return { number: Number(bare), isSure: true, rest: whom };
  }
  return numberFirstOrLast(words);
}

const isMe = (word: string) => /^me$/i.test(word);
const hash = (number: number | undefined) => (number === undefined ? "" : `#${number} `);

/** Id of the person whom a word names, the speaker for "me". */
function personSaid(
  word: string,
  { roster, speaker }: PageCommandGiven,
): string | Extract<PageCommand, { do: "ask" }> {
  if (isMe(word)) {
    return (
      speaker ?? ask("I do not know who you are: your account stands in no entry of people.yaml.")
    );
  }
  const { people } = roster.oncall.catalogue;
  const person = personNamed(word, people);
  if (person) return person.id;
  const [nearest] = createNearest(
    people.map((item) => ({ item, names: [item.id, item.name ?? item.id] })),
  )(word.replace(/^@/, ""), 1);
  const hint = nearest ? ` Did you mean @${nearest.id}?` : "";
  return ask(`"${word}" is nobody in people.yaml.${hint} Nothing is changed.`);
}

function readNote(words: string, { hasPage }: PageCommandGiven): PageCommand | undefined {
  const { number, isSure, rest } = numberFirst(words);
  if (!isSure && (!hasPage || isAsked(words))) return undefined;
  const text = isSure ? rest : words;
  if (text === "")
    return ask(`What is to be noted? Say it like "note ${hash(number)}rolled back".`);
  return act(isSure ? number : undefined, { event: "note", text });
}

function readTest(words: string, given: PageCommandGiven): PageCommand | undefined {
  if (words === "" || isMe(words)) return { do: "test", person: undefined };
  const [, whom = ""] = /^(?:(?:for|to)\s+)?(\S+)$/i.exec(words) ?? [];
  if (isMe(whom)) return { do: "test", person: undefined };
  const person = whom === "" ? undefined : personSaid(whom, given);
  if (typeof person === "string") return { do: "test", person };
  return isMention(whom) ? person : undefined;
}
