import type { SendOutcome } from "../../src/chat/chat-platform.ts";
import { type RoomRef, roomKey } from "../../src/chat/conversation.ts";

/** What a platform is asked to do, and may fail to. */
type FaultyMethod = "send" | "edit" | "remove" | "findSent" | "working" | "readThread" | "openForm";

/**
 * How a call fails. Lost: no answer came, either before or after the message was stored. Broken: the call throws, and
 * what was sent is sought in vain. Only sending and editing can be limited, refused or lost.
 */
export type Fault =
  | Exclude<SendOutcome, { readonly sent: unknown } | { readonly unknown: true }>
  | "lost-before"
  | "lost-after"
  | "broken";

/** A call that waits where nobody knows yet whether it arrives. */
export type Held = { readonly arrived: Promise<void>; release(): void };

export type Faults = {
  /** Scripts the next call that has no script yet; in any room unless one is named. */
  limitNext(method: FaultyMethod, fault: Fault, room?: RoomRef): void;
  /** Lets the next call arrive and wait until it is released. */
  holdNext(method: FaultyMethod): Held;
  /** Takes the script of a call; waits as long as it is held. */
  meet(method: FaultyMethod, room: RoomRef): Promise<Fault | undefined>;
};

/** Creates an empty script. */
export function createFaults(): Faults {
  const scripted: { method: FaultyMethod; fault: Fault; room: RoomRef | undefined }[] = [];
  const held: { method: FaultyMethod; arrive: () => void; released: Promise<void> }[] = [];
  return {
    limitNext: (method, fault, room) => void scripted.push({ method, fault, room }),
    holdNext(method) {
      const arrived = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      held.push({ method, arrive: arrived.resolve, released: released.promise });
      return { arrived: arrived.promise, release: released.resolve };
    },
    async meet(method, room) {
      const hold = held.findIndex((one) => one.method === method);
      for (const one of hold < 0 ? [] : held.splice(hold, 1)) {
        one.arrive();
        await one.released;
      }
      const index = scripted.findIndex(
        (one) =>
          one.method === method && (one.room === undefined || roomKey(one.room) === roomKey(room)),
      );
      return index < 0 ? undefined : scripted.splice(index, 1)[0]?.fault;
    },
  };
}
