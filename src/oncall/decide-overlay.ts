import type { Person } from "../knowledge/person.ts";
import type { OncallCommand } from "./oncall-command.ts";
import type { NewOverlay, OverlayRow } from "./overlay.ts";
import { gapsOf, resolve } from "./resolve.ts";
import type { Roster } from "./roster.ts";
import type { Schedule, Shift, Span } from "./schedule.ts";

/** A command that makes a change. */
export type OverlayCommand = Exclude<OncallCommand, { do: "ask" | "cancel" }>;

/** What becomes of it: what is to be written, or a reason why not. */
export type OverlayDecision =
  | {
      readonly kind: "make";
      readonly overlays: readonly NewOverlay[];
      /** Who serves then as it is now; parts with nobody are left out. */
      readonly before: readonly Shift[];
    }
  | { readonly kind: "refuse"; readonly text: string };

type Speaker = Pick<Person, "id" | "roles">;

const refuse = (text: string): OverlayDecision => ({ kind: "refuse", text });

/**
 * Decides whether somebody may change who is on call so, and what is to be written for it.
 *
 * An override may be made by whoever comes on by it or is replaced, a cover by whoever may handle pages; their own shifts
 * anybody may offer. Who looks after shifts (`oncall-admin`, `admin`) may do all of it.
 */
export function decideOverlay(
  command: OverlayCommand,
  speaker: Speaker,
  roster: Roster,
): OverlayDecision {
  switch (command.do) {
    case "override": {
      const { schedule, person, insteadOf, span } = command;
      const hidden = hiddenBy(schedule, span, roster);
      if (hidden) return refuse(hidden);
      const serving = shiftsIn(schedule, span, roster);
      const before = insteadOf ? serving.filter((one) => one.person === insteadOf.id) : serving;
      if (insteadOf && before.length === 0) {
        return refuse(
          `${nameOf(insteadOf)} has no shift in "${schedule.id}" then. Nothing is changed.`,
        );
      }
      const isServing = before.every((one) => one.person === person.id);
      if (isServing && gapsOf(serving, span.start, span.end).length === 0) {
        return refuse(`${nameOf(person)} serves then anyway. Nothing is changed.`);
      }
      const concerned = [person.id, ...before.map((one) => one.person)];
      if (!mayAll(speaker) && !concerned.includes(speaker.id)) {
        return refuse(
          `Only ${nameOf(person)}, whoever is replaced, or somebody with the role oncall-admin may make that override. Nothing is changed.`,
        );
      }
      return {
        kind: "make",
        before,
        overlays: [overlay("override", schedule, span, person.id, insteadOf?.id, undefined)],
      };
    }
    case "cover": {
      const { person, span } = command;
      if (!mayAll(speaker) && !speaker.roles.includes("oncall")) {
        return refuse("Only somebody with the role oncall may take shifts. Nothing is changed.");
      }
      if (person.id === speaker.id) return refuse("Those are your own shifts already.");
      const taken = shiftsOf(person.id, span, roster);
      if (taken.length === 0) return refuse(noShift(nameOf(person)));
      return {
        kind: "make",
        before: taken,
        overlays: overlaysFor(taken, span, roster, (schedule, own) =>
          overlay("swap", schedule, own, person.id, speaker.id, undefined),
        ),
      };
    }
    case "cover-me": {
      const own = shiftsOf(speaker.id, command.span, roster);
      if (own.length === 0) return refuse(noShift("You"));
      return {
        kind: "make",
        before: own,
        overlays: overlaysFor(own, command.span, roster, (schedule, span) =>
          overlay("swap", schedule, span, speaker.id, undefined, undefined),
        ),
      };
    }
    case "swap": {
      const { schedule, span, with: other } = command;
      const own = shiftsIn(schedule, span, roster).filter(({ person }) => person === speaker.id);
      if (own.length === 0) return refuse(noShift("You", schedule));
      if (other.id === speaker.id) return refuse("Those are your own shifts already.");
      return {
        kind: "make",
        before: own,
        overlays: [overlay("swap", schedule, span, speaker.id, undefined, other.id)],
      };
    }
  }
}

/** Whether somebody may take back the changes of one request. */
export function mayUndo(rows: readonly OverlayRow[], speaker: Speaker): boolean {
  const concerned = rows.flatMap(({ madeBy, person, other }) => [madeBy, person, other]);
  return mayAll(speaker) || concerned.includes(speaker.id);
}

/** Whether somebody may take the open shifts of a request. */
export function mayTake({ asked, person }: OverlayRow, speaker: Speaker): boolean {
  if (person === speaker.id) return false;
  return asked === undefined
    ? mayAll(speaker) || speaker.roles.includes("oncall")
    : asked === speaker.id;
}

function mayAll({ roles }: Speaker): boolean {
  return roles.includes("oncall-admin") || roles.includes("admin");
}

export function nameOf({ id, name }: Pick<Person, "id" | "name">): string {
  return name ?? id;
}

const noShift = (who: string, schedule?: Schedule): string =>
  `${who} ${who === "You" ? "have" : "has"} no shift ${schedule ? `in "${schedule.id}" ` : ""}then. Nothing is changed.`;

function shiftsIn(schedule: Schedule, { start, end }: Span, roster: Roster): readonly Shift[] {
  return resolve(schedule, roster.overlaysOf(schedule.id), start, end);
}

function shiftsOf(person: string, span: Span, roster: Roster): readonly Shift[] {
  return roster.schedules.flatMap((schedule) =>
    shiftsIn(schedule, span, roster).filter((shift) => shift.person === person),
  );
}

/** One for each schedule that has such a shift. */
function overlaysFor(
  shifts: readonly Shift[],
  span: Span,
  { schedules }: Roster,
  make: (schedule: Schedule, span: Span) => NewOverlay,
): readonly NewOverlay[] {
  const ids = new Set(shifts.map(({ schedule }) => schedule));
  return schedules.filter(({ id }) => ids.has(id)).map((schedule) => make(schedule, span));
}

function overlay(
  kind: NewOverlay["kind"],
  { id }: Schedule,
  { start, end }: Span,
  person: string,
  other: string | undefined,
  asked: string | undefined,
): NewOverlay {
  return { kind, schedule: id, person, other, asked, start, end };
}

/** A temporary schedule replaces all, so that an override in it would do nothing. */
function hiddenBy(schedule: Schedule, span: Span, { overlaysOf }: Roster): string | undefined {
  const over = overlaysOf(schedule.id).temporary.find(
    ({ start, end }) =>
      Temporal.Instant.compare(start, span.end) < 0 &&
      Temporal.Instant.compare(span.start, end) < 0,
  );
  if (!over) return undefined;
  return `The temporary schedule ${over.ref} of "${schedule.id}" decides then, and an override in it would do nothing. Change it in oncall.yaml. Nothing is changed.`;
}
