import type { Overlays, Span } from "./schedule.ts";

/** A change of who is on call that somebody made in chat, for one schedule. */
export type OverlayRow = Span & {
  readonly id: number;
  /** Those of one request are made, taken and cancelled together. */
  readonly request: string;
  readonly kind: "override" | "swap";
  readonly schedule: string;
  /** Who serves by an override; whose shifts a swap is about. */
  readonly person: string;
  /** Whom an override is instead of; who has taken the shifts of a swap. */
  readonly other: string | undefined;
  /** The one who may take them; undefined: anybody who handles pages. */
  readonly asked: string | undefined;
  /** Id of the person. */
  readonly madeBy: string;
  readonly conversation: string;
};

/** A change that is to be made; it gets its id and request then. */
export type NewOverlay = Omit<OverlayRow, "id" | "request" | "madeBy" | "conversation">;

/** An overlay as people name it: `o7`. */
export function printOverlayId(id: number): string {
  return `o${id}`;
}

/** The overlays of a schedule: those of the file first, then those made in chat, by their ids. */
export function overlaysWith(
  ofFile: Overlays,
  schedule: string,
  rows: readonly OverlayRow[],
): Overlays {
  const own = rows.filter((row) => row.schedule === schedule);
  if (own.length === 0) return ofFile;
  const spanOf = ({ id, start, end }: OverlayRow) => ({ ref: printOverlayId(id), start, end });
  return {
    ...ofFile,
    overrides: [
      ...ofFile.overrides,
      ...own
        .filter(({ kind }) => kind === "override")
        .map((row) => ({ ...spanOf(row), person: row.person, insteadOf: row.other })),
    ],
    swaps: [
      ...ofFile.swaps,
      ...own
        .filter(({ kind }) => kind === "swap")
        .map((row) => ({ ...spanOf(row), person: row.person, takenBy: row.other })),
    ],
  };
}
