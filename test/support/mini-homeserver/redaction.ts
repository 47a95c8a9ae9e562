import type { Json } from "./matrix-refusal.ts";
import type { RoomEvent } from "./model.ts";

/** What stays of an event's content when it is redacted; of all other types nothing does. */
const kept: Readonly<Record<string, readonly string[]>> = {
  "m.room.member": ["membership"],
  "m.room.create": ["room_version", "additional_creators", "predecessor", "type"],
  "m.room.join_rules": ["join_rule", "allow"],
  "m.room.history_visibility": ["history_visibility"],
  "m.room.redaction": ["redacts"],
  "m.room.power_levels": [
    ...["users", "users_default", "events", "events_default", "state_default"],
    ...["ban", "kick", "redact", "invite"],
  ],
};

/** Takes away what an event says, and remembers who did. */
export function redact(event: RoomEvent, by: RoomEvent): void {
  event.content = pruned(event);
  event.redactedBy = by;
}

function pruned({ type, content }: RoomEvent): Json {
  const names = kept[type] ?? [];
  return Object.fromEntries(Object.entries(content).filter(([name]) => names.includes(name)));
}
