import { tokenOf } from "./tokens.ts";

/**
 * Actions that undo each other. Texts about one look much like texts about the other, by their words as by their meaning,
 * and an answer about the wrong one does harm.
 */
const pairs = `enable disable, start stop, add remove, create delete, grant revoke, lock unlock, upgrade downgrade,
  increase decrease, open close, subscribe unsubscribe, install uninstall, mount unmount, activate deactivate,
  connect disconnect, encrypt decrypt, block unblock, pause resume, archive unarchive, register unregister,
  join leave, attach detach, mute unmute, freeze unfreeze, up down`;

const oppositeOf: ReadonlyMap<string, string> = new Map(
  pairs.split(",").flatMap((pair): [string, string][] => {
    const [one = "", other = ""] = pair
      .trim()
      .split(/\s+/)
      .map((word) => tokenOf(word).term);
    return [
      [one, other],
      [other, one],
    ];
  }),
);

/** The stem of what undoes an action, given by its stem. */
export function opposite(term: string): string | undefined {
  return oppositeOf.get(term);
}
