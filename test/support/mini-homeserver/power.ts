import { z } from "zod";
import { forbidden } from "./matrix-refusal.ts";
import type { Room } from "./model.ts";
import { stateEvent } from "./room-state.ts";

const levels = z.object({
  users: z.record(z.string(), z.number()).default({}),
  users_default: z.number().default(0),
  events: z.record(z.string(), z.number()).default({}),
  events_default: z.number().default(0),
  state_default: z.number().default(50),
  invite: z.number().default(0),
  kick: z.number().default(50),
  ban: z.number().default(50),
  redact: z.number().default(50),
});

const creation = z.object({ additional_creators: z.array(z.string()).default([]) });

const levelsOf = (room: Room) =>
  levels.parse(stateEvent(room, "m.room.power_levels")?.content ?? {});

/** In rooms of version 12 those who made one have more power than any number. */
export function powerOf(room: Room, user: string): number {
  const create = stateEvent(room, "m.room.create");
  const creators = creation.parse(create?.content ?? {}).additional_creators;
  if (user === create?.sender || creators.includes(user)) return Infinity;
  const { users, users_default } = levelsOf(room);
  return users[user] ?? users_default;
}

export const powerFor = (room: Room, act: "invite" | "kick" | "redact"): number =>
  levelsOf(room)[act];

/** @throws MatrixRefusal M_FORBIDDEN for who may not send that type */
export function checkPower(room: Room, user: string, type: string, isState: boolean): void {
  const { events, events_default, state_default } = levelsOf(room);
  const needed = events[type] ?? (isState ? state_default : events_default);
  const has = powerOf(room, user);
  if (has >= needed) return;
  throw forbidden(
    `You don't have permission to post that to the room. user_level (${has}) < send_level (${needed})`,
  );
}
