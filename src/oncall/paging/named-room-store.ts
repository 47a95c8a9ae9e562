import type { Kysely } from "kysely";
import { z } from "zod";
import { type RoomRef, roomKey } from "../../chat/conversation.ts";
import { platformSchema } from "../../chat/platform-schema.ts";
import type { PageTables } from "./paging-tables.ts";

type Tables = Pick<PageTables, "named_room">;

/** Rooms by what policies call them; a room that was found once is kept by its id, so that a new name changes nothing. */
export type NamedRoomStore = {
  list(): Promise<ReadonlyMap<string, RoomRef>>;
  put(written: string, room: RoomRef): Promise<void>;
  remove(written: string): Promise<void>;
};

const keySchema = z.tuple([platformSchema, z.string(), z.string()]);

export function createNamedRoomStore(db: Kysely<Tables>): NamedRoomStore {
  return {
    async list() {
      const rows = await db.selectFrom("named_room").selectAll().execute();
      return new Map(
        rows.map(({ written, room_key }) => {
          const [platform, workspace, room] = keySchema.parse(JSON.parse(room_key));
          return [written, { platform, workspace, room }];
        }),
      );
    },
    async put(written, room) {
      const room_key = roomKey(room);
      await db
        .insertInto("named_room")
        .values({ written, room_key })
        .onConflict((conflict) => conflict.column("written").doUpdateSet({ room_key }))
        .execute();
    },
    async remove(written) {
      await db.deleteFrom("named_room").where("written", "=", written).execute();
    },
  };
}
