import type { Oncall } from "./oncall.ts";
import type { OverlayRow } from "./overlay.ts";
import type { OverlayStore } from "./overlay-store.ts";
import { type Roster, rosterOf } from "./roster.ts";

/** The roster that follows its file and what people change in chat. */
export type LiveRoster = {
  /** What is in force; the same object until something changes. */
  roster(): Roster;
  /** Takes in what was changed in chat since. */
  refresh(): Promise<void>;
};

export function createLiveRoster(given: {
  readonly oncall: () => Oncall;
  readonly overlays: Pick<OverlayStore, "list" | "fingerprint">;
}): LiveRoster {
  let rows: readonly OverlayRow[] = [];
  let fingerprint: string | undefined;
  let made: Roster | undefined;
  return {
    roster() {
      const oncall = given.oncall();
      if (made?.oncall !== oncall || made.rows !== rows) made = rosterOf(oncall, rows);
      return made;
    },
    async refresh() {
      const now = await given.overlays.fingerprint();
      if (now === fingerprint) return;
      rows = await given.overlays.list();
      fingerprint = now;
    },
  };
}
