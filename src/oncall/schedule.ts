/** Who serves when, as its file says it; nothing in it is counted from now. */
export type Schedule = {
  readonly id: string;
  /** IANA name: the wall clock of every layer. */
  readonly timeZone: string;
  /** A later one wins wherever it is active. None at all: nobody serves. */
  readonly layers: readonly Layer[];
};

/** A rotation over people, all the time or in weekly windows. */
export type Layer = {
  readonly name: string;
  /** Ids in people.yaml, in the order in which they serve; at least one. */
  readonly people: readonly string[];
  readonly every: ShiftLength;
  /** On the schedule's wall clock: people[0] takes over here. The rotation runs before it, too. */
  readonly start: Temporal.PlainDateTime;
  /** Exclusive: from here on the layer is inactive. */
  readonly until: Temporal.PlainDateTime | undefined;
  /** Undefined: always. */
  readonly active: readonly WeeklyWindow[] | undefined;
};

/** 1 to 9000 of a unit. */
export type ShiftLength = {
  readonly count: number;
  readonly unit: "hours" | "days" | "weeks" | "months";
};

/** A span of the wall clock on some days of the week; `to` not after `from` ends on the next day. */
export type WeeklyWindow = {
  /** 1 is Monday, 7 is Sunday: the days on which it starts. */
  readonly days: readonly number[];
  readonly from: Temporal.PlainTime;
  readonly to: Temporal.PlainTime;
};

/** Half-open: its end belongs to what comes after. */
export type Span = { readonly start: Temporal.Instant; readonly end: Temporal.Instant };

/** Names an overlay: `file:1` for the first of its list in the file, or the id of a row, `o7`. */
type OverlayRef = { readonly ref: string };

/** Somebody serves in place of whoever would, or only in place of one person. */
export type Override = OverlayRef &
  Span & { readonly person: string; readonly insteadOf: string | undefined };

/** The shifts of one person are taken by another; undefined: nobody has taken them yet. */
export type Swap = OverlayRef &
  Span & { readonly person: string; readonly takenBy: string | undefined };

/** Replaces everything in its span, holes included. */
type TemporarySchedule = OverlayRef &
  Span & { readonly shifts: readonly (Span & { readonly person: string })[] };

/** What is laid over a schedule, each list in the order in which it applies: the later wins. */
export type Overlays = {
  readonly overrides: readonly Override[];
  readonly swaps: readonly Swap[];
  readonly temporary: readonly TemporarySchedule[];
};

/** What put a person on call. */
export type ShiftSource =
  | { readonly layer: string }
  | { readonly override: string }
  | { readonly swap: string }
  | { readonly temporary: string };

/** Somebody serves without a break, by one source and between two hand-offs. */
export type Shift = Span & {
  readonly schedule: string;
  readonly person: string;
  readonly source: ShiftSource;
};
