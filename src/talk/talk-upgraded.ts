import { type RoomRef, roomKey } from "../chat/conversation.ts";
import type { Scene } from "./scene.ts";
import { silence, type Turn } from "./turn.ts";

/** A room goes on as another: what was set goes along, and nothing is said in the old one, for nobody reads it. */
export function talkUpgraded(from: RoomRef, to: RoomRef, { given, state }: Scene): Turn {
  return {
    ...silence("silent:M1", state),
    effects: [
      async ({ transaction }) => {
        await given.settings.copy(transaction, roomKey(from), roomKey(to));
        return undefined;
      },
    ],
  };
}
