import { parseConfig } from "../config.ts";
import { BotError } from "../kernel/bot-error.ts";
import { createLog } from "../kernel/log.ts";
import { printVoteId } from "../knowledge/learned.ts";
import { parseVoteId } from "../learning/vote.ts";
import { createVerdictStore } from "../talk/verdict-store.ts";
import { startGaps } from "./open-gaps.ts";
import type { ForgetVoteOptions } from "./options.ts";
import { withVotes } from "./with-votes.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Does away with a vote and all that came of it; whoever serves the database stops learning from it within a minute. */
export async function forgetVote(
  word: string,
  options: ForgetVoteOptions,
  world: World,
): Promise<ExitCode> {
  const id = parseVoteId(word);
  if (id === undefined) {
    throw new BotError(
      "USAGE_INVALID",
      `${JSON.stringify(word)} is no id of a vote: expected one such as V12. "ama knowledge suggest --questions" names them.`,
    );
  }
  return await withVotes<ExitCode>(options, world, async (votes, storage) => {
    const vote = (await votes.list()).find((one) => one.id === id);
    if (!vote) {
      throw new BotError(
        "USAGE_INVALID",
        `There is no vote ${printVoteId(id)} in ${storage.file}: expected one that was given and not taken back. "ama knowledge suggest --questions" names them.`,
      );
    }
    const config = parseConfig(world.env);
    const gaps = await startGaps(storage, createLog(config.logLevel), config, world);
    const verdicts = createVerdictStore({ gaps });
    await storage.db.transaction().execute((transaction) => verdicts.takeBack(transaction, vote));
    await writeLine(
      world.stdout,
      `${printVoteId(id)} is forgotten: ${JSON.stringify(vote.question)} was ${vote.helpful ? "" : "not "}answered by ${vote.entry}.`,
    );
    return 0;
  });
}
