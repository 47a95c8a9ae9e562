import { type Doc, paragraph } from "../doc.ts";
import type { SettingName } from "../room-settings.ts";

/** Whether somebody may change a room's settings: only the role admin (M3). */
export function maySet(roles: readonly string[]): boolean {
  return roles.includes("admin");
}

/** Said privately to whoever may not. */
export function mayNotSet(name: SettingName): Doc {
  return [
    paragraph(`Only an admin changes ${name} here. "settings" shows what this room has set.`),
  ];
}

/** Tells the room what is changed, and by whom. @param by as people call them */
export function announceSetting(
  name: SettingName,
  change: { readonly from: string; readonly to: string; readonly by: string },
): Doc {
  const { from, to, by } = change;
  return [paragraph(`${by} changed ${name} in this room: it was ${from}, it is ${to}.`)];
}
