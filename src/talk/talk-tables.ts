import type { Generated } from "kysely";
import type { ChatTables } from "../chat/chat-tables.ts";
import type { GapTables } from "../gaps/gap-tables.ts";
import type { OncallTables } from "../oncall/oncall-tables.ts";
import type { PageTables } from "../oncall/paging/paging-tables.ts";
import type { WifiTables } from "../wifi/wifi-tables.ts";

/** The table of migration 004_served. Instants are integer milliseconds UTC. */
export interface ServedTables {
  readonly served: {
    readonly id: Generated<number>;
    readonly entry: string;
    readonly entry_hash: string;
    readonly principal: string;
    readonly conversation_key: string;
    readonly reply_key: string;
    /** It was once too often, which was recorded as a miss. */
    readonly repeated: number;
    readonly at: number;
  };
}

/** All that a conversation writes to. */
export type TalkTables = ChatTables &
  GapTables &
  OncallTables &
  PageTables &
  ServedTables &
  WifiTables;
