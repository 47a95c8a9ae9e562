import type { ChatTables } from "../chat/chat-tables.ts";
import type { GapTables } from "../gaps/gap-tables.ts";

/** All that a conversation writes to. */
export type TalkTables = ChatTables & GapTables;
