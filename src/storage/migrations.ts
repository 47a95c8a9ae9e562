import type { Kysely } from "kysely";
import type { MigrationProvider } from "kysely/migration";
import * as serveHolder from "../../migrations/001_serve_holder.ts";
import * as gaps from "../../migrations/002_gaps.ts";
import * as chat from "../../migrations/003_chat.ts";
import * as served from "../../migrations/004_served.ts";
import * as votes from "../../migrations/005_votes.ts";
import * as oncall from "../../migrations/006_oncall.ts";
import * as pages from "../../migrations/007_pages.ts";
import * as heard from "../../migrations/008_heard.ts";
import * as slackCommands from "../../migrations/009_slack_commands.ts";
import * as wifi from "../../migrations/010_wifi.ts";
import * as matrixOffers from "../../migrations/011_matrix_offers.ts";
import * as matrixForms from "../../migrations/012_matrix_forms.ts";
import * as matrixGaps from "../../migrations/013_matrix_gaps.ts";
import { sqliteWords, type Words } from "./words.ts";

interface Migration {
  up(db: Kysely<unknown>, words: Words): Promise<void>;
}

/** The files of `migrations/` by name, in their order. They are listed so that an installed package finds them, too. */
export const migrations: Readonly<Record<string, Migration>> = {
  "001_serve_holder": serveHolder,
  "002_gaps": gaps,
  "003_chat": chat,
  "004_served": served,
  "005_votes": votes,
  "006_oncall": oncall,
  "007_pages": pages,
  "008_heard": heard,
  "009_slack_commands": slackCommands,
  "010_wifi": wifi,
  "011_matrix_offers": matrixOffers,
  "012_matrix_forms": matrixForms,
  "013_matrix_gaps": matrixGaps,
};

export const migrationProvider: MigrationProvider = {
  getMigrations: async () =>
    Object.fromEntries(
      Object.entries(migrations).map(([name, { up }]) => [
        name,
        { up: (db: Kysely<unknown>) => up(db, sqliteWords) },
      ]),
    ),
};
