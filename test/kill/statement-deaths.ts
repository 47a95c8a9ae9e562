import { createOffice } from "./office.ts";
import { stop } from "./random-kills.ts";
import { placeOf, type Talk } from "./talk.ts";
import { judge, type Verdict } from "./verdict.ts";

type Wanted = {
  readonly folder: string;
  readonly most: number;
  /** Each which-th point is tried, from this one on: another does the others. */
  readonly first: number;
  readonly step: number;
};

type Tried = Verdict & { readonly points: number };

/** Lets the bot die right before each statement of a question's way, a question for each, until one gets through. */
export async function dieAtStatements({ folder, most, first, step }: Wanted): Promise<Tried> {
  const office = createOffice({ folder, chance: undefined, canDie: true });
  const atRest = async ({ state }: typeof bot) => {
    await office.events.until(() => state() === "over" || (state() === "up" && office.isDone()));
    return state() === "up" && office.isDone();
  };
  const talks: Talk[] = [];
  const faults: string[] = [];
  let points = 0;
  let bot = office.start();
  for (let at = first; at <= most && faults.length === 0; at += step) {
    // Of the question before: the bot that was started after that death has finished it.
    const isReady = await atRest(bot);
    if (!isReady) faults.push(`nothing came to rest after the death at statement ${at - step}`);
    const talk = { where: placeOf(talks.length), lines: [{ say: missed, isMiss: true }] } as const;
    talks.push(talk);
    bot.tell({ say: "die", at, until: "reply" });
    office.giveNext(talk);
    const { state } = bot;
    await office.events.until(() => state() !== "up" || office.through() !== undefined);
    if (state() === "up") {
      if (office.through() === undefined) faults.push(`no statement ${at} came, and no reply`);
      break;
    }
    points += 1;
    const how = await bot.ended;
    if (how !== "SIGKILL") faults.push(`the bot ended with ${how} at statement ${at}`);
    bot = office.start();
  }
  const isStill = await atRest(bot);
  if (!isStill) faults.push("nothing came to rest after the last death");
  await stop(bot);
  const verdict = judge(office, talks);
  return { ...verdict, points, faults: [...faults, ...verdict.faults, ...office.log] };
}

const missed = "how tall is the giraffe in the lobby";
