import type { Kysely } from "kysely";
import type { CommandRows } from "./commands.ts";

/** The table of migration 009_slack_commands. Instants are integer milliseconds UTC. */
export interface SlackTables {
  readonly slack_command: {
    readonly command: string;
    readonly user: string;
    readonly response_url: string | null;
    readonly uses: number;
    readonly at: number;
  };
}

/** Keeps commands over a restart. */
export function createCommandStore(db: Kysely<SlackTables>): CommandRows {
  return {
    async find(command) {
      const row = await db
        .selectFrom("slack_command")
        .selectAll()
        .where("command", "=", command)
        .executeTakeFirst();
      if (!row) return undefined;
      const { user, response_url: url, uses, at } = row;
      return {
        ...{ command, user, uses },
        responseUrl: url ?? undefined,
        at: Temporal.Instant.fromEpochMilliseconds(at),
      };
    },
    async put({ command, user, responseUrl, uses, at }) {
      const told = {
        ...{ user, uses },
        response_url: responseUrl ?? null,
        at: at.epochMilliseconds,
      };
      await db
        .insertInto("slack_command")
        .values({ command, ...told })
        .onConflict((conflict) => conflict.column("command").doUpdateSet(told))
        .execute();
    },
    async forgetBefore(at) {
      await db.deleteFrom("slack_command").where("at", "<", at.epochMilliseconds).execute();
    },
  };
}
