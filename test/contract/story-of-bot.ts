import { roomKey } from "../../src/chat/conversation.ts";
import { createRoomSettingStore } from "../../src/chat/room-setting-store.ts";
import type { StoppedClock } from "../support/stopped-clock.ts";
import type { WholeBot } from "../support/whole-bot.ts";
import type { Story } from "./story.ts";
import { outcomesOf } from "./story-outcomes.ts";

/** The part of a story that is the same on every platform, since it is done to the bot and its database. */
export function storyOfBot(
  bot: WholeBot,
  clock: StoppedClock,
): Pick<Story, "outcomes" | "setMode" | "whileBroken"> {
  return {
    outcomes: () => outcomesOf(bot.db),
    async setMode(where, mode) {
      const row = { roomKey: roomKey(where), name: "mode", text: mode } as const;
      const store = createRoomSettingStore(bot.db);
      await bot.db
        .transaction()
        .execute((transaction) =>
          store.change(transaction, { ...row, by: "ana", at: clock.now() }),
        );
    },
    async whileBroken(act) {
      bot.breakDown(true);
      await act();
      bot.breakDown(false);
      bot.takeFaults();
    },
  };
}

/** Has the bot die when it gets that far with what people do; it is still to be ended and started again. */
export async function dieAt(
  bot: WholeBot,
  ...[moment, act]: Parameters<Story["killedWhen"]>
): Promise<void> {
  bot.dieAt(moment);
  await act();
  if (!bot.isDead) throw new Error(`Nothing was ${moment}.`);
}

/** Lets people act while calls fail, which are healed then; that they failed is no fault of the bot's. */
export async function whileFailing<T>(
  bot: WholeBot,
  heals: readonly (() => void)[],
  act: () => Promise<T>,
): Promise<T> {
  const done = await act();
  for (const heal of heals) heal();
  bot.takeFaults();
  return done;
}
