import type { MessageRef } from "../../../chat/conversation.ts";
import type { Later } from "../../../chat/working-sign.ts";
import type { MatrixCalls } from "./matrix-calls.ts";

/** So long clients show that somebody types, unless that is said again. */
const typesForMs = 20_000;

/**
 * Shows that a message has been taken, by having read it, and that we are at it, by typing for as long as anything in the
 * room is worked on.
 *
 * @throws what the call throws
 */
export function createWorkingSign(
  calls: () => MatrixCalls,
  later: Later,
): (on: MessageRef, isWorking: boolean) => Promise<void> {
  const atWork = new Map<string, Set<string>>();
  const cancels = new Map<string, () => void>();

  async function type(room: string): Promise<void> {
    await calls().type(room, typesForMs);
    if (!atWork.has(room)) return;
    cancels.get(room)?.();
    // Half of it, so that no pause is seen.
    cancels.set(
      room,
      later(typesForMs / 2, () => void type(room).catch(() => undefined)),
    );
  }

  return async ({ room, thread, message }, isWorking) => {
    const messages = atWork.get(room) ?? new Set();
    if (isWorking) {
      atWork.set(room, messages.add(message));
      await calls().read(room, message, thread);
      if (messages.size === 1) await type(room);
      return;
    }
    messages.delete(message);
    if (messages.size > 0) return;
    atWork.delete(room);
    cancels.get(room)?.();
    cancels.delete(room);
    await calls().type(room, undefined);
  };
}
