import type { Generated } from "kysely";

/** The tables of migration 002_gaps. Instants are integer milliseconds UTC. */
export interface GapTables {
  readonly installation_key: { readonly seat: number; readonly secret: string };
  readonly gap: {
    readonly id: Generated<number>;
    readonly kind: string;
    readonly key: string | null;
    readonly group_key: string;
    readonly state: string;
    readonly reason: string | null;
    readonly note: string | null;
    readonly dismissed_asks: number | null;
    readonly entry: string | null;
    readonly merged_into: number | null;
    readonly reopened: Generated<number>;
    readonly came_back: Generated<number>;
    readonly textless: Generated<number>;
  };
  readonly ask: {
    readonly id: Generated<number>;
    readonly gap: number;
    readonly text: string | null;
    readonly asker: string | null;
    readonly weight: number;
    readonly at: number;
    readonly message_key: string;
  };
  readonly gap_event: {
    readonly id: Generated<number>;
    readonly gap: number;
    readonly from_state: string | null;
    readonly event: string;
    readonly to_state: string;
    readonly actor: string | null;
    readonly cause: string | null;
    readonly note: string | null;
    readonly at: number;
  };
}
