import {
  type ConsolePlatform,
  type ConsolePlatformParts,
  createConsolePlatform,
} from "../adapters/console/console-platform.ts";
import { type LineHistory, openHistoryFile } from "../adapters/console/history-file.ts";
import { readConfig } from "../config.ts";
import { scrub } from "../gaps/scrub.ts";
import type { Corpus } from "../knowledge/corpus.ts";
import { inMemory } from "../storage/open-storage.ts";
import { speakerAt } from "./console-speaker.ts";
import type { ServeOptions } from "./options.ts";
import type { World } from "./world.ts";

/** The console of whoever sits at the process. */
export async function openConsole(
  options: Pick<ServeOptions, "as" | "db">,
  world: World,
  corpus: Corpus,
  parts: Pick<ConsolePlatformParts, "settle" | "pictures" | "interrupted" | "fault">,
): Promise<ConsolePlatform> {
  return createConsolePlatform({
    input: world.stdin,
    output: world.stdout,
    person: await speakerAt(options.as, corpus, world),
    clock: world.clock,
    run: world.randomHex(8),
    colours: world.stdout.isTTY === true && !world.env.NO_COLOR,
    welcome: `AMA knows ${corpus.entries.length} entries. Ask a question; "help" says more, Ctrl-D ends.`,
    history: await historyBeside(options.db ?? readConfig(world.env).config.database),
    ...parts,
  });
}

/** The lines of earlier runs; what a gap would not keep word for word is not among them. */
async function historyBeside(database: string): Promise<LineHistory | undefined> {
  if (database === inMemory) return undefined;
  return await openHistoryFile(`${database}.history`, (line) => scrub(line) === line);
}
