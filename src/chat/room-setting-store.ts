import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import type { ChatTables } from "./chat-tables.ts";
import { parseSettings, type RoomSettings, type SettingName } from "./room-settings.ts";

/** Who sets what, where and when. */
type RoomSettingRow = {
  readonly roomKey: string;
  readonly name: SettingName;
  /** Undefined: the default again. */
  readonly text: string | undefined;
  /** Principal key. */
  readonly by: string;
  readonly at: Temporal.Instant;
};

type RoomSettingTables = Pick<ChatTables, "room_setting">;

export type RoomSettingStore = {
  /** @param on a transaction, to read within it */
  load(roomKey: string, on?: Transaction<RoomSettingTables>): Promise<RoomSettings>;
  change(transaction: Transaction<RoomSettingTables>, row: RoomSettingRow): Promise<void>;
  /** Gives a room what another has set; what it has set itself stays. */
  copy(transaction: Transaction<RoomSettingTables>, from: string, to: string): Promise<void>;
};

const rowsSchema = z.array(z.object({ name: z.string(), value: z.string() }));

/** Keeps what rooms have set, by the rooms' keys: a room that is renamed keeps its settings. */
export function createRoomSettingStore(db: Kysely<RoomSettingTables>): RoomSettingStore {
  return {
    async load(roomKey, on) {
      const rows = await (on ?? db)
        .selectFrom("room_setting")
        .select(["name", "value"])
        .where("room_key", "=", roomKey)
        .execute();
      return parseSettings(rowsSchema.parse(rows));
    },
    async copy(transaction, from, to) {
      await transaction
        .insertInto("room_setting")
        .columns(["room_key", "name", "value", "changed_by", "changed_at"])
        .expression((eb) =>
          eb
            .selectFrom("room_setting")
            .select(({ val }) => [
              val(to).as("room_key"),
              "name",
              "value",
              "changed_by",
              "changed_at",
            ])
            .where("room_key", "=", from),
        )
        .onConflict((conflict) => conflict.columns(["room_key", "name"]).doNothing())
        .execute();
    },
    async change(transaction, { roomKey, name, text, by, at }) {
      if (text === undefined) {
        await transaction
          .deleteFrom("room_setting")
          .where("room_key", "=", roomKey)
          .where("name", "=", name)
          .execute();
        return;
      }
      const said = { value: text, changed_by: by, changed_at: at.epochMilliseconds };
      await transaction
        .insertInto("room_setting")
        .values({ room_key: roomKey, name, ...said })
        .onConflict((conflict) => conflict.columns(["room_key", "name"]).doUpdateSet(said))
        .execute();
    },
  };
}
