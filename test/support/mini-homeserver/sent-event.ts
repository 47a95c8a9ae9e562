import type { Homeserver } from "./homeserver.ts";
import { type Json, MatrixRefusal, malformed } from "./matrix-refusal.ts";
import type { Room } from "./model.ts";
import { relatedTo, relationOf } from "./relations.ts";

const mostBytes = 65_536;
/** What Synapse 1.163 puts around the content of an event in a room of version 12, measured with its limit. */
const bytesAround = 570;

/** Refuses the content of an event where Synapse does. @throws MatrixRefusal */
export function checkContent(
  homeserver: Homeserver,
  room: Room,
  {
    type,
    sender,
    content,
  }: { readonly type: string; readonly sender: string; readonly content: Json },
): void {
  const text = JSON.stringify(content);
  if (Buffer.byteLength(text) + bytesAround > mostBytes) {
    throw new MatrixRefusal(413, "M_TOO_LARGE", "event too large");
  }
  if (hasFraction(content)) throw malformed(400, "M_BAD_JSON", "Bad JSON value: float");
  if (type === "m.room.message") {
    for (const name of ["body", "msgtype"]) {
      if (!(name in content)) throw malformed(400, "M_UNKNOWN", `'${name}' not in content`);
    }
    if (typeof content.body !== "string") throw malformed(400, "M_UNKNOWN", "'body' not a string");
  }
  checkRelation(homeserver, room, { sender, content });
}

function checkRelation(
  { model }: Homeserver,
  room: Room,
  { sender, content }: { readonly sender: string; readonly content: Json },
): void {
  const { kind, of, key } = relationOf({ content });
  if (kind === undefined || of === undefined) return;
  const target = room.events.find(({ id }) => id === of);
  if (!target) {
    const isElsewhere = [...model.rooms.values()].some(({ events }) =>
      events.some(({ id }) => id === of),
    );
    const what = isElsewhere ? "an event of another room" : "unknown event";
    throw malformed(400, "M_UNKNOWN", `Can't send relation to ${what}`);
  }
  if (kind === "m.thread" && relationOf(target).kind !== undefined) {
    throw malformed(400, "M_UNKNOWN", "Cannot start threads from an event with a relation");
  }
  const isSame = relatedTo(room, of, "m.annotation").some(
    (one) => one.sender === sender && relationOf(one).key === key,
  );
  if (kind === "m.annotation" && isSame) {
    throw new MatrixRefusal(400, "M_DUPLICATE_ANNOTATION", "Can't send same reaction twice");
  }
}

/** The protocol knows whole numbers only. */
function hasFraction(value: unknown): boolean {
  if (typeof value === "number") return !Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasFraction);
}
