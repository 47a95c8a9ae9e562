import { z } from "zod";
import { bodyOf, type Call, type Endpoint, endpoint, jsonSchema } from "./endpoint.ts";
import { type Json, MatrixRefusal, notFound } from "./matrix-refusal.ts";
import type { Account, Backup } from "./model.ts";

const versionSchema = z.object({ algorithm: z.string(), auth_data: jsonSchema });
const sessionSchema = z.looseObject({
  first_message_index: z.number(),
  forwarded_count: z.number(),
  is_verified: z.boolean(),
  session_data: jsonSchema,
});
type Session = z.infer<typeof sessionSchema>;
const sessionsSchema = z.object({ sessions: z.record(z.string(), sessionSchema) });
const roomsSchema = z.object({ rooms: z.record(z.string(), sessionsSchema) });

/** Copies of room keys that only their owner can read. */
export const backupEndpoints: readonly Endpoint[] = [
  endpoint("room_keys/version", "GET /client/v3/room_keys/version", ({ account }) =>
    versionJson(currentOf(account)),
  ),

  endpoint("new room_keys/version", "POST /client/v3/room_keys/version", (call) => {
    const { algorithm, auth_data } = bodyOf(call, versionSchema);
    const version = String(call.account.backups.length + 1);
    const state = { changes: 0, isDeleted: false };
    call.account.backups.push({
      version,
      algorithm,
      authData: auth_data,
      rooms: new Map(),
      ...state,
    });
    return { version };
  }),

  endpoint("room_keys/version", "GET /client/v3/room_keys/version/:version", (call) =>
    versionJson(backupOf(call.account, call.param("version"))),
  ),

  endpoint("put room_keys/version", "PUT /client/v3/room_keys/version/:version", (call) => {
    backupOf(call.account, call.param("version")).authData = bodyOf(
      call,
      z.looseObject({ auth_data: jsonSchema }),
    ).auth_data;
    return {};
  }),

  endpoint("delete room_keys/version", "DELETE /client/v3/room_keys/version/:version", (call) => {
    backupOf(call.account, call.param("version")).isDeleted = true;
    return {};
  }),

  endpoint("put room_keys/keys", "PUT /client/v3/room_keys/keys", (call) =>
    keep(call, bodyOf(call, roomsSchema).rooms),
  ),

  endpoint("put room_keys/keys", "PUT /client/v3/room_keys/keys/:room", (call) =>
    keep(call, { [call.param("room")]: bodyOf(call, sessionsSchema) }),
  ),

  endpoint("put room_keys/keys", "PUT /client/v3/room_keys/keys/:room/:session", (call) => {
    const sessions = { [call.param("session")]: bodyOf(call, sessionSchema) };
    return keep(call, { [call.param("room")]: { sessions } });
  }),

  endpoint("room_keys/keys", "GET /client/v3/room_keys/keys", (call) => {
    const rooms = [...askedBackup(call).rooms].map(([room, sessions]) => [
      room,
      { sessions: Object.fromEntries(sessions) },
    ]);
    return { rooms: Object.fromEntries(rooms) };
  }),

  endpoint("room_keys/keys", "GET /client/v3/room_keys/keys/:room", (call) => ({
    sessions: Object.fromEntries(askedBackup(call).rooms.get(call.param("room")) ?? []),
  })),

  endpoint("room_keys/keys", "GET /client/v3/room_keys/keys/:room/:session", (call) => {
    const session = askedBackup(call).rooms.get(call.param("room"))?.get(call.param("session"));
    if (!session) throw notFound("No room_keys found");
    return session;
  }),
];

const currentOf = ({ backups }: Account): Backup | undefined =>
  backups.findLast(({ isDeleted }) => !isDeleted);

function versionJson(backup: Backup | undefined): Json {
  if (!backup) throw notFound("No backup found");
  const { version, algorithm, authData } = backup;
  return { version, algorithm, auth_data: authData, ...countOf(backup) };
}

const countOf = ({ rooms, changes }: Backup) => ({
  count: [...rooms.values()].reduce((sum, { size }) => sum + size, 0),
  etag: String(changes),
});

function backupOf({ backups }: Account, version: string | null): Backup {
  const backup = backups.find((one) => one.version === version && !one.isDeleted);
  if (!backup) throw notFound("Unknown backup version");
  return backup;
}

const askedBackup = ({ account, query }: Pick<Call, "account" | "query">): Backup =>
  backupOf(account, query.get("version"));

/** Takes keys into the newest backup only, as others may not know of an older one. */
function keep(
  call: Pick<Call, "account" | "query">,
  rooms: Readonly<Record<string, { readonly sessions: Readonly<Record<string, Session>> }>>,
): Json {
  const backup = askedBackup(call);
  const current = currentOf(call.account);
  if (backup !== current) {
    throw new MatrixRefusal(403, "M_WRONG_ROOM_KEYS_VERSION", "Wrong room_keys version", {
      more: { current_version: current?.version },
    });
  }
  for (const [room, { sessions }] of Object.entries(rooms)) {
    const kept = backup.rooms.get(room) ?? new Map<string, Json>();
    backup.rooms.set(room, kept);
    for (const [id, session] of Object.entries(sessions)) {
      const old = sessionSchema.safeParse(kept.get(id)).data;
      if (old && !isBetter(session, old)) continue;
      kept.set(id, session);
      backup.changes += 1;
    }
  }
  return countOf(backup);
}

/** The spec's order: verified first, then what opens more messages, then what came a shorter way. */
function isBetter(one: Session, old: Session): boolean {
  if (one.is_verified !== old.is_verified) return one.is_verified;
  if (one.first_message_index !== old.first_message_index) {
    return one.first_message_index < old.first_message_index;
  }
  return one.forwarded_count < old.forwarded_count;
}
