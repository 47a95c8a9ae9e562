import type { Person } from "../knowledge/person.ts";
import { createNearest } from "../search/nearest.ts";
import { isMention, personNamed } from "./person-named.ts";
import type { Roster } from "./roster.ts";
import type { Schedule, Span } from "./schedule.ts";
import { splitSpan } from "./split-span.ts";
import { readSpan } from "./spoken-span.ts";

/** A span that somebody said, with what was made of it. */
type SaidSpan = Span & { readonly notes: readonly string[] };

/** What somebody wants changed of who is on call. */
export type OncallCommand =
  | {
      readonly do: "override";
      readonly schedule: Schedule;
      readonly person: Person;
      readonly insteadOf: Person | undefined;
      readonly span: SaidSpan;
    }
  /** Takes back the change of this id. */
  | { readonly do: "cancel"; readonly id: number }
  /** The speaker takes somebody's shifts. */
  | { readonly do: "cover"; readonly person: Person; readonly span: SaidSpan }
  /** The speaker looks for somebody who takes theirs. */
  | { readonly do: "cover-me"; readonly span: SaidSpan }
  | {
      readonly do: "swap";
      readonly schedule: Schedule;
      readonly with: Person;
      readonly span: SaidSpan;
    }
  /** It is one of these, and cannot be read: what to say to that. */
  | { readonly do: "ask"; readonly text: string };

export type CommandGiven = {
  readonly roster: Roster;
  readonly now: Temporal.Instant;
  /** The speaker's zone. */
  readonly timeZone: string;
};

/** `cancel o7` */
const cancelling = /^cancel\s+o?([1-9]\d{0,14})$/i;

/**
 * Reads the words after `override`, `cover` or `swap`.
 *
 * @returns undefined when they name neither a schedule nor a person, or neither a time nor somebody by mention, and so are
 *   no such command: "swap primary and replica" is about a database
 */
export function readOncallCommand(
  verb: "override" | "cover" | "swap",
  text: string,
  given: CommandGiven,
): OncallCommand | undefined {
  const [, id] = cancelling.exec(text) ?? [];
  if (verb === "override" && id !== undefined) return { do: "cancel", id: Number(id) };
  const { before, span: said, after } = splitSpan(text.trim().split(/\s+/));
  if (said.length === 0 && ![...before, ...after].some(isMention)) return undefined;
  const { people } = given.roster.oncall.catalogue;
  const named = (word: string | undefined) => (word ? personNamed(word, people) : undefined);
  switch (verb) {
    case "cover": {
      const [whom = "", ...more] = before;
      const isMe = /^me$/i.test(whom);
      const person = named(whom);
      if (!isMe && !person && !isMention(whom)) return undefined;
      if (!isMe && !person) return unknownPerson(whom, people);
      if (more.length > 0) return leftOver([...more, ...after]);
      const span = spanOf(said, given);
      if ("text" in span) return span;
      return isMe || !person ? { do: "cover-me", span } : { do: "cover", person, span };
    }
    case "override": {
      const [name = "", ...rest] = before;
      const schedule = scheduleNamed(name, given.roster);
      if (!schedule) return near(name, given.roster, rest.some(isMention));
      // Whoever is put on call may stand before the span or after it.
      const words = [...rest, ...after].filter((word) => !/^by$/i.test(word));
      const at = words.findIndex((word) => /^instead$/i.test(word));
      const [who, ...others] = at < 0 ? words : words.slice(0, at);
      const [of, whom, ...further] = at < 0 ? [] : words.slice(at + 1);
      const person = named(who);
      if (!who)
        return ask(`Who serves? Say it like "override ${schedule.id} @bo fri 18:00 to mon 9".`);
      if (!person) return unknownPerson(who, people);
      const insteadOf = named(whom);
      if (at >= 0 && (!/^of$/i.test(of ?? "") || !insteadOf)) {
        return whom === undefined ? leftOver(words.slice(at)) : unknownPerson(whom, people);
      }
      if (others.length + further.length > 0) return leftOver([...others, ...further]);
      const span = spanOf(said, given);
      return "text" in span ? span : { do: "override", schedule, person, insteadOf, span };
    }
    case "swap": {
      const [name = "", ...rest] = before;
      const words = [...rest, ...after];
      const at = words.findIndex((word) => /^with$/i.test(word));
      const schedule = scheduleNamed(name, given.roster);
      if (!schedule) return near(name, given.roster, at >= 0 && words.some(isMention));
      const [whom, ...others] = at < 0 ? [] : words.slice(at + 1);
      if (!whom) {
        return ask(`With whom? Say it like "swap ${schedule.id} mon 9 to tue 9 with @bo".`);
      }
      const person = named(whom);
      if (!person) return unknownPerson(whom, people);
      const unread = [...words.slice(0, at), ...others];
      if (unread.length > 0) return leftOver(unread);
      const span = spanOf(said, given);
      return "text" in span ? span : { do: "swap", schedule, with: person, span };
    }
  }
}

const ask = (text: string): OncallCommand => ({ do: "ask", text });

function spanOf(words: readonly string[], { now, timeZone }: CommandGiven) {
  const read = readSpan(words.join(" "), { now, timeZone });
  return read.kind === "span" ? read : ({ do: "ask", text: read.text } as const);
}

export function scheduleNamed(word: string, { schedules }: Roster): Schedule | undefined {
  const said = word.toLowerCase().replace(/[,.;!?]+$/, "");
  return schedules.find(({ id }) => id === said);
}

/** A word in the place of a schedule; what is written around it must show that a schedule is meant. */
function near(word: string, { schedules }: Roster, isMeant: boolean): OncallCommand | undefined {
  if (!isMeant) return undefined;
  const ids = schedules.map(({ id }) => id);
  const [nearest] = createNearest(ids.map((item) => ({ item, names: [item] })))(word, 1);
  const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
  return ask(`There is no schedule "${word}".${hint} There are: ${ids.join(", ") || "none"}.`);
}

function unknownPerson(word: string, people: readonly Person[]): OncallCommand {
  const [nearest] = createNearest(
    people.map((item) => ({ item, names: [item.id, item.name ?? item.id] })),
  )(word.replace(/^@/, ""), 1);
  const hint = nearest ? ` Did you mean @${nearest.id}?` : "";
  return ask(`"${word}" is nobody in people.yaml.${hint} Nothing is changed.`);
}

const leftOver = (words: readonly string[]): OncallCommand =>
  ask(`I do not know what "${words.join(" ")}" means here, so that nothing is changed.`);
