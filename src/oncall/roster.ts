import type { Oncall } from "./oncall.ts";
import { type OverlayRow, overlaysWith } from "./overlay.ts";
import type { Overlays, Schedule } from "./schedule.ts";

/** All schedules with what is laid over them: by the file, and by people in chat. */
export type Roster = {
  readonly oncall: Oncall;
  /** Not cancelled, by id. */
  readonly rows: readonly OverlayRow[];
  readonly schedules: readonly Schedule[];
  /** The same object on every call, by the id of a schedule that is there. */
  readonly overlaysOf: (schedule: string) => Overlays;
};

const none: Overlays = { overrides: [], swaps: [], temporary: [] };

export function rosterOf(oncall: Oncall, rows: readonly OverlayRow[]): Roster {
  const overlays = new Map(
    oncall.file.schedules.map(({ schedule: { id }, overlays: ofFile }) => [
      id,
      overlaysWith(ofFile, id, rows),
    ]),
  );
  return {
    oncall,
    rows,
    schedules: oncall.file.schedules.map(({ schedule }) => schedule),
    overlaysOf: (schedule) => overlays.get(schedule) ?? none,
  };
}
