import { join } from "node:path";
import type { Chance } from "../bench/chance.ts";
import { isAtRest } from "../kill/kept.ts";
import { createFakeSlack, type FakeSlack } from "../support/fake-slack/fake-slack.ts";
import type { FakeSocket } from "../support/fake-slack/fake-socket.ts";
import { type SoakBot, startSoakBot } from "./soak-bot-process.ts";
import { createSoakNetwork, pause } from "./soak-network.ts";
import { type PlannedQuestion, planSoak } from "./soak-plan.ts";
import { type AskedQuestion, judgeSoak, type SoakVerdict } from "./soak-verdict.ts";

export type SoakWishes = {
  readonly folder: string;
  readonly chance: Chance;
  readonly events: number;
  readonly seconds: number;
  /** Nothing is said for so long: then connections are steady, and there are two of them. */
  readonly warmUpSeconds: number;
  /** Of 100 envelopes, those that are delivered twice. */
  readonly duplicates: number;
  /** Frames by which Slack says that the connection is about to end. */
  readonly refresh: number;
  /** Connections that break below the protocol. */
  readonly resets: number;
  /** Posts that are refused for some seconds. */
  readonly rateLimits: number;
  /** The bot is killed in the middle, and started anew. */
  readonly kill: boolean;
};

export type SoakOutcome = SoakVerdict & {
  /** Of the bot's process, from the first quarter of its last life to the end. */
  readonly rssGrowthMb: number;
  /** All else that is not as it should be, one a line. */
  readonly faults: readonly string[];
  /** What went on beside, one a line. */
  readonly notes: readonly string[];
};

/** Something that happens in between. */
type Happening = { readonly atMs: number; happen(): void };

/** Before that a bot is still getting its memory together. */
const coldMs = 5_000;
/** Nothing more comes once nothing has come for so long. */
const quietMs = 30_000;
/** Nothing that matters comes together in less. */
const worthTellingMs = 500;
/** What is said twice would have been by then. */
const afterwardsMs = 2_000;

/** Has people ask the bot in Slack for a while, with a network that fails, and judges what they saw. */
export async function soakSlack(wishes: SoakWishes): Promise<SoakOutcome> {
  const { folder, chance, events, seconds, duplicates } = wishes;
  const slack = createFakeSlack();
  await slack.start();
  const database = join(folder, "ama.db");
  const log: string[] = [];
  const endings: string[] = [];
  const start = () => startSoakBot({ database, slack }, (line) => log.push(line));
  const plan = planSoak(events, seconds);
  const say = createSpeakers(slack, plan.rooms);
  const asked: AskedQuestion[] = [];
  let bot = start();
  await bot.up;
  await pause(wishes.warmUpSeconds * 1_000);
  const network = createSoakNetwork({ slack, chance, duplicates });

  const underWay: Promise<unknown>[] = [];
  const lengthMs = seconds * 1_000;
  const rssAfter = async (ms: number) => {
    await pause(Math.max(ms, coldMs));
    return await bot.rssMb();
  };
  let rssAtQuarter = wishes.kill ? Promise.resolve(0) : rssAfter(lengthMs / 4);
  const live = async () => {
    endings.push(await bot.kill());
    bot = start();
    await bot.up;
    rssAtQuarter = rssAfter(lengthMs / 8);
  };
  const breaks = (how: (socket: FakeSocket) => void) => () =>
    void underWay.push(network.breakNewest(how));
  const spread = (count: number, shift: number, happen: () => void): readonly Happening[] =>
    Array.from({ length: count }, (_, index) => ({
      atMs: ((index + shift) * lengthMs) / count,
      happen,
    }));
  const happenings: readonly Happening[] = [
    ...plan.questions.map((planned) => ({
      atMs: planned.atMs,
      happen() {
        asked.push(say(planned));
      },
    })),
    ...spread(
      wishes.refresh,
      0.3,
      breaks((socket) => socket.disconnect("refresh_requested")),
    ),
    ...spread(
      wishes.resets,
      0.7,
      breaks((socket) => socket.reset()),
    ),
    ...spread(wishes.rateLimits, 0.5, network.limitRate),
    ...(wishes.kill
      ? [{ atMs: lengthMs * 0.5, happen: () => void underWay.push(network.startAnew(live)) }]
      : []),
  ].toSorted((a, b) => a.atMs - b.atMs);

  await inTime(happenings);
  await Promise.all(underWay);
  await untilStill(slack, () => network.isQuiet() && isAtRest(database));
  const baseMb = await rssAtQuarter;
  const rssGrowthMb = (await bot.rssMb()) - baseMb;
  const ending = await end(bot);
  network.close();
  const stopped = slack.faultsAtEnd();
  const waits = network.waits();
  const verdict = judgeSoak(asked, repliesIn(slack), waits);
  await slack.stop();
  return {
    ...verdict,
    rssGrowthMb,
    faults: [
      ...verdict.strays.map(({ room, text }) => `in ${room} nobody asked for: ${text}`),
      ...stopped,
      ...endings.filter((how) => how !== "SIGKILL").map((how) => `the bot ended with ${how}`),
      ...(ending === "0" ? [] : [`the bot stopped with ${ending}`]),
      ...(isAtRest(database) ? [] : ["something is left in the database"]),
    ],
    notes: [
      `${asked.length} questions in ${plan.rooms} rooms; injected waits alone held up ${asked.length - verdict.lost - verdict.judged} of the replies, which are not judged; p99 of all ${Math.round(verdict.p99OfAllMs)} ms`,
      ...verdict.held.map(
        ({ why, replies, seconds }) =>
          `${why}: ${seconds.toFixed(1)} s altogether, which held up ${replies} replies`,
      ),
      ...verdict.caughtUp
        .filter(({ deafMs }) => deafMs >= worthTellingMs)
        .map(
          ({ deafMs, lastReplyMs }) =>
            `nobody heard Slack for ${Math.round(deafMs)} ms; what came meanwhile was answered within ${Math.round(lastReplyMs)} ms afterwards`,
        ),
      ...network.notes(),
      ...Map.groupBy(log.map(withoutNumbers), (line) => line)
        .entries()
        .map(([line, all]) => `logged ${all.length} times: ${line}`),
    ],
  };
}

/** Every third room is a direct one; each has one person. */
function createSpeakers(slack: FakeSlack, rooms: number) {
  const places = Array.from({ length: rooms }, (_, index) => {
    const { id: user } = slack.addUser(`person${index}`);
    const isDirect = index % 3 === 2;
    const { id: room } = isDirect ? slack.directRoom(user) : slack.addRoom(`room${index}`, [user]);
    return { user, room, isDirect, thread: undefined as string | undefined };
  });
  return ({ room: index, isFirst, topic }: PlannedQuestion) => {
    const place = places[index];
    if (!place) throw new Error(`There is no room ${index}.`);
    const { user, room, isDirect } = place;
    const how = isFirst || place.thread === undefined ? {} : { thread: place.thread };
    const { ts } = isDirect
      ? slack.tell(user, topic.question, how)
      : slack.mention(user, room, topic.question, how);
    if (isFirst) place.thread = ts;
    const thread = isFirst && isDirect ? undefined : place.thread;
    return { ts, room, thread, mark: topic.mark };
  };
}

async function inTime(happenings: readonly Happening[]): Promise<void> {
  const begun = performance.now();
  for (const { atMs, happen } of happenings) {
    const waitMs = atMs - (performance.now() - begun);
    if (waitMs > 1) await pause(waitMs);
    happen();
  }
}

/** Settles a little after it holds, or when nothing has been posted for long. */
async function untilStill(slack: FakeSlack, holds: () => boolean): Promise<void> {
  let seen = -1;
  let lastAt = performance.now();
  while (!holds() && performance.now() - lastAt < quietMs) {
    const count = slack.model.messages.length;
    if (count !== seen) lastAt = performance.now();
    seen = count;
    await pause(afterwardsMs / 10);
  }
  await pause(afterwardsMs);
}

async function end(bot: SoakBot): Promise<string> {
  const late = setTimeout(() => void bot.kill(), quietMs);
  const ending = await bot.stop();
  clearTimeout(late);
  return ending;
}

function repliesIn({ model }: FakeSlack) {
  return model.messages
    .filter(({ user }) => user === model.app.botUser)
    .map(({ ts, room, threadTs, text, blocks }) => ({
      ts,
      room,
      thread: threadTs,
      text: `${text} ${JSON.stringify(blocks)}`,
    }));
}

/** Lines that differ in times and ids alone are alike. */
function withoutNumbers(line: string): string {
  return line
    .replaceAll(/"time":[^,}]+,?/g, "")
    .replaceAll(/\d+/g, "…")
    .slice(0, 300);
}
