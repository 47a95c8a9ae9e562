/** Says what is due, whatever a clock on the wall is set to. */
export type DueWatch = {
  /** Looks at the clocks anew, and forgets what was not asked for since the look before the last: one of them may fail. */
  look(at: Temporal.Instant, steadyMs: number): void;
  /**
   * Whether something is due: at its instant on the wall, or once as much time has passed as there was to wait when it was
   * first asked for, whichever comes first. So a clock that is set back delays nothing.
   *
   * @param key names it together with its instant
   */
  isDue(key: string, due: Temporal.Instant): boolean;
};

/** So far apart the clocks may drift before somebody is told. */
const mostDriftMs = 60_000;

/** @param jumped hears by how many milliseconds the clock on the wall has moved more than time did */
export function createDueWatch(jumped: (ms: number) => void): DueWatch {
  let older = new Map<string, number>();
  let ends = new Map<string, number>();
  let asked = new Map<string, number>();
  let wallMs = 0;
  let steadyMs = 0;
  let offsetMs: number | undefined;
  return {
    look(at, steady) {
      older = ends;
      ends = asked;
      asked = new Map();
      wallMs = at.epochMilliseconds;
      steadyMs = steady;
      const drift = wallMs - steadyMs - (offsetMs ?? wallMs - steadyMs);
      if (offsetMs === undefined || Math.abs(drift) > mostDriftMs) {
        if (offsetMs !== undefined) jumped(drift);
        offsetMs = wallMs - steadyMs;
      }
    },
    isDue(key, due) {
      const id = `${key}@${due.epochMilliseconds}`;
      const leftMs = due.epochMilliseconds - wallMs;
      const end = asked.get(id) ?? ends.get(id) ?? older.get(id) ?? steadyMs + leftMs;
      asked.set(id, end);
      return leftMs <= 0 || end <= steadyMs;
    },
  };
}
