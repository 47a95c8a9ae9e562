import type { Json } from "./matrix-refusal.ts";
import type { Room } from "./model.ts";

/** Who types and what was read, as far as that is new. */
export function signsSince(
  room: Room,
  since: number,
): readonly { readonly type: string; readonly content: Json }[] {
  const read = [...room.receipts.values()].filter(({ position }) => position > since);
  const content: Record<string, Record<string, Record<string, Json>>> = {};
  for (const { value } of read) {
    const byKind = content[value.event] ?? {};
    const byUser = byKind[value.kind] ?? {};
    content[value.event] = { ...byKind, [value.kind]: { ...byUser, [value.user]: value.content } };
  }
  return [
    ...(room.typingChangedAt > since
      ? [{ type: "m.typing", content: { user_ids: [...room.typing] } }]
      : []),
    ...(read.length > 0 ? [{ type: "m.receipt", content }] : []),
  ];
}
