import type { Kysely } from "kysely";
import { createInboxStore } from "../chat/inbox-store.ts";
import { parseConfig } from "../config.ts";
import { BotError } from "../kernel/bot-error.ts";
import { createLog, type Log } from "../kernel/log.ts";
import type { MatrixSettings } from "../matrix-settings.ts";
import { openStorage } from "../storage/open-storage.ts";
import { type ServeHolderTables, takeServeLease } from "../storage/serve-lease.ts";
import type { TalkTables } from "../talk/talk-tables.ts";
import { type MatrixTables, openMatrix } from "./open-matrix.ts";
import type { MatrixSetupOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** So long what is under way may take at the end. */
const mostFinishing = Temporal.Duration.from({ seconds: 10 });

/**
 * Logs our account of Matrix in, gives it an identity that others trust, and prints the key that brings it back. What people
 * have said meanwhile is written down, and answered by the next `serve`.
 *
 * @throws BotError CONFIG_INVALID where there is no account; STORE_LOCKED beside a running bot
 */
export async function matrixSetup(options: MatrixSetupOptions, world: World): Promise<ExitCode> {
  const config = parseConfig(world.env);
  const { matrix } = config;
  if (matrix === undefined) {
    throw new BotError(
      "CONFIG_INVALID",
      "MATRIX_HOMESERVER and MATRIX_USER are not set: expected where the homeserver is, and the account of the bot there. Set both, and MATRIX_PASSWORD.",
    );
  }
  const file = options.db ?? config.database;
  const storage = await openStorage<ServeHolderTables & TalkTables & MatrixTables>(file);
  try {
    const lease = await takeServeLease(storage, { ...world.process, at: world.clock.now() });
    try {
      const given = { matrix, db: storage.db, file, log: createLog(config.logLevel) };
      return await setUp({ ...given, isAnew: options.newIdentity === true }, world);
    } finally {
      await lease.release();
    }
  } finally {
    await storage.close();
  }
}

type Given = {
  readonly matrix: MatrixSettings;
  readonly db: Kysely<TalkTables & MatrixTables>;
  readonly file: string;
  readonly isAnew: boolean;
  readonly log: Log;
};

async function setUp(
  { matrix, db, file, isAnew, log }: Given,
  { clock, stdout, stderr }: World,
): Promise<ExitCode> {
  const settled = Promise.withResolvers<ExitCode>();
  let isShown = false;
  const platform = openMatrix(matrix, {
    ...{ db, file, log, world: { clock, stderr } },
    setup: {
      isAnew,
      async showRecoveryKey(key) {
        isShown = true;
        await writeLine(stdout, recoveryText(matrix.user, key));
      },
    },
    changed() {
      const { state } = platform.health();
      if (state === "up") settled.resolve(0);
      if (state === "down") settled.resolve(1);
    },
  });
  const inbox = createInboxStore(db);
  await platform.start((item) => inbox.take(item, clock.now()));
  const code = await settled.promise;
  await platform.stop(mostFinishing);
  if (code === 0) await writeLine(stdout, doneText(matrix.user, isShown));
  else
    await writeLine(
      stderr,
      'Not set up: this command tries once. Mend that, and run "ama matrix setup" again.',
    );
  return code;
}

function recoveryText(user: string, key: string): string {
  return `The recovery key of ${user}, shown this once. Keep it where you keep passwords:

    ${key}

Set it as MATRIX_RECOVERY_KEY if matrix-keys.sqlite, beside the database, is ever lost: a new device reads what the old one could.
`;
}

function doneText(user: string, isShown: boolean): string {
  const what = isShown
    ? `${user} is set up.`
    : `${user} was set up before, and its identity stays; "ama matrix setup --new-identity" makes another one.`;
  return `${what} MATRIX_PASSWORD is not needed any more. Start the bot with "ama serve", and invite it to a room.`;
}
