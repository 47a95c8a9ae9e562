import type { Service } from "../knowledge/service.ts";
import { policyFor } from "./on-call-for.ts";
import { scheduleNamed } from "./oncall-command.ts";
import type { Roster } from "./roster.ts";
import type { Schedule } from "./schedule.ts";
import { readInstant } from "./spoken-time.ts";

/** Whose shifts somebody asks for, and when. */
export type WhoAsked = {
  /** In the order in which they are shown; of a service those of its policy, first step first. */
  readonly schedules: readonly Schedule[];
  readonly service: Service | undefined;
  /** Undefined: now. */
  readonly at: Temporal.Instant | undefined;
};

type Given = {
  readonly roster: Roster;
  readonly now: Temporal.Instant;
  /** The asker's zone. */
  readonly timeZone: string;
  /** The one service that a text names, and nothing else. */
  readonly serviceIn: (text: string) => Service | undefined;
};

/**
 * Reads the words after "who is on call" or "oncall": a schedule or service, and a time, each may be left out.
 *
 * @returns a text for a time that has to be asked back, or that is none; undefined for words that are none of these
 */
export function readWho(
  text: string,
  given: Given,
): WhoAsked | { readonly ask: string } | undefined {
  const words = text
    .trim()
    .replace(/[?!.]+$/, "")
    .split(/\s+/)
    .filter((word) => word !== "");
  for (let cut = words.length; cut >= 0; cut -= 1) {
    const subject = subjectOf(words.slice(0, cut), given);
    if (!subject) continue;
    const when = words
      .slice(cut)
      .join(" ")
      .replace(/^(?:at|on)\s+/i, "");
    if (when === "") return { ...subject, at: undefined };
    const { now, timeZone } = given;
    const read = readInstant(when, { now, timeZone, side: "start" });
    if (read.kind === "instant") return { ...subject, at: read.at };
    // After a schedule or service a digit begins a time, or was meant to.
    const isTime = read.choices.length > 0 || (cut > 0 && /^\d/.test(when));
    if (isTime) return { ask: read.text };
  }
  return undefined;
}

function subjectOf(
  words: readonly string[],
  { roster, serviceIn }: Given,
): Omit<WhoAsked, "at"> | undefined {
  const said = words.filter((word, at) => at > 0 || !/^(?:for|in|of)$/i.test(word));
  if (said.length === 0) return { schedules: roster.schedules, service: undefined };
  const [one = "", ...more] = said;
  const schedule = more.length === 0 ? scheduleNamed(one, roster) : undefined;
  if (schedule) return { schedules: [schedule], service: undefined };
  const service = serviceIn(said.join(" "));
  return service && { schedules: schedulesFor(service, roster), service };
}

function schedulesFor({ id }: Service, { oncall, schedules }: Roster): readonly Schedule[] {
  const ids = policyFor(oncall, id)?.steps.flatMap(({ notify }) =>
    notify.flatMap((target) => (target.kind === "schedule" ? [target.id] : [])),
  );
  return [...new Set(ids)].flatMap(
    (one) => schedules.find((schedule) => schedule.id === one) ?? [],
  );
}
