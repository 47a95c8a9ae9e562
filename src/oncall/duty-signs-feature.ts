import type { ChatPlatform } from "../chat/chat-platform.ts";
import type { DutyOutcome, DutySign } from "../chat/duty-sign.ts";
import { within } from "../chat/within.ts";
import { BotError } from "../kernel/bot-error.ts";
import { oncallFileName } from "../knowledge/catalogue.ts";
import { dutySigns, type PlannedSign } from "./duty-signs.ts";
import type { NamedRooms } from "./paging/named-rooms.ts";
import type { Roster } from "./roster.ts";

export type DutySignsParts = {
  readonly roster: () => Roster;
  readonly platforms: readonly Pick<ChatPlatform, "name" | "health" | "showDuty">[];
  readonly rooms: Pick<NamedRooms, "find">;
  /** Hears what was thrown, and a DUTY_UNSHOWN once of each sign that cannot be shown, until it is. */
  readonly fault: (error: unknown) => void;
};

export type DutySignsFeature = {
  /** Shows who is on call where that has changed, and what failed and is due again; calls at the same time share the work. */
  refresh(at: Temporal.Instant): Promise<void>;
};

/** How far it has come with showing one thing in one place. */
type Progress = {
  readonly shows: string;
  readonly tries: number;
  readonly triedAt: Temporal.Instant;
  /** Undefined: that is all; it is looked at again when there is something else to show, and after a restart. */
  readonly waitMs: number | undefined;
};

/** A minute after the first try, then twice as long each time, an hour at most: about six hours in all. */
const mostTries = 12;
const waitAfter = (tries: number): number => Math.min(60_000 * 2 ** (tries - 1), 3_600_000);

/** What is found later is known the next time. */
const patienceMs = 5_000;

/**
 * Shows who is on call in groups and topics. It remembers nothing beyond its process: after a start the platforms are
 * asked what they show, and what is right already is not written again.
 */
export function createDutySignsFeature(parts: DutySignsParts): DutySignsFeature {
  const { roster, platforms, rooms, fault } = parts;
  const progress = new Map<string, Progress>();
  const told = new Map<string, string>();

  const able = () =>
    platforms.filter(({ showDuty, health }) => showDuty && health().state === "up");
  const on = (name: string) => able().find((platform) => platform.name === name);

  /** Undefined: whoever could show it is not there, or not now. */
  async function attempt(sign: PlannedSign, isFirst: boolean): Promise<DutyOutcome | undefined> {
    if (sign.kind === "group") {
      const { kind, handle, users } = sign;
      const slack = on("slack");
      if (!slack) return undefined;
      if (users.length === 0) return { refused: nobody };
      return await slack.showDuty?.({ kind, handle, users });
    }
    if (able().length === 0) return undefined;
    const room = await within(patienceMs, rooms.find(sign.room), "late" as const);
    if (room === "late") return { retryInMs: 0 };
    // A platform that has just come up may not know its rooms yet.
    if (!room) return isFirst ? { retryInMs: 0 } : { refused: noRoom };
    const topic: DutySign = { kind: "topic", room, who: sign.who };
    return await on(room.platform)?.showDuty?.(topic);
  }

  async function show(sign: PlannedSign, at: Temporal.Instant): Promise<void> {
    const place = placeOf(sign);
    const shows = JSON.stringify(sign.kind === "group" ? sign.users : sign.who);
    const last = progress.get(place);
    const before = last?.shows === shows ? last : undefined;
    if (before && !isDue(before, at)) return;
    const outcome = await attempt(sign, !before).catch((error) => {
      fault(error);
      return { retryInMs: 0 };
    });
    if (!outcome) return;
    const tries = (before?.tries ?? 0) + 1;
    const next = (wait: number | undefined) =>
      progress.set(place, { shows, tries, triedAt: at, waitMs: wait });
    if ("shown" in outcome) {
      told.delete(place);
      next(undefined);
      return;
    }
    const isLast = tries >= mostTries;
    const least = "retryInMs" in outcome ? outcome.retryInMs : 0;
    next(isLast ? undefined : Math.max(least, waitAfter(tries)));
    if ("refused" in outcome) tell(sign, outcome.refused);
    else if (isLast) tell(sign, givenUp);
  }

  /** The same of the same place once, however often it is tried. */
  function tell(sign: PlannedSign, why: string): void {
    const place = placeOf(sign);
    if (told.get(place) === why) return;
    told.set(place, why);
    const { line } = roster().oncall.file.at(sign.at);
    const what =
      sign.kind === "group"
        ? `the Slack user group "${sign.handle}"`
        : `the topic of "${sign.room}"`;
    const message = `${oncallFileName}:${line} wants ${what} to show who is on call. ${why}`;
    fault(new BotError("DUTY_UNSHOWN", message));
  }

  async function showAll(at: Temporal.Instant): Promise<void> {
    const signs = dutySigns(roster(), at);
    const places = new Set(signs.map(placeOf));
    for (const known of [progress, told]) {
      for (const place of known.keys()) if (!places.has(place)) known.delete(place);
    }
    for (const sign of signs) await show(sign, at);
  }

  let showing: Promise<void> | undefined;
  return {
    async refresh(at) {
      showing ??= showAll(at).finally(() => {
        showing = undefined;
      });
      await showing;
    },
  };
}

const nobody =
  "Nobody is on call now who has an account there, and a group cannot be empty: it stays as it was. Put somebody on call, or their account into people.yaml.";
const noRoom =
  "I see no such room: invite me, correct the name, or grant the scopes by which rooms are seen.";
const givenUp = "In six hours nothing could be written: it is tried again with the next hand-off.";

const placeOf = (sign: PlannedSign): string =>
  sign.kind === "group" ? `group ${sign.handle}` : `topic ${sign.room}`;

/** A clock that was set back makes nothing wait longer. */
function isDue({ triedAt, waitMs: wait }: Progress, at: Temporal.Instant): boolean {
  if (wait === undefined) return false;
  const waited = at.since(triedAt).total("milliseconds");
  return waited < 0 || waited >= wait;
}
