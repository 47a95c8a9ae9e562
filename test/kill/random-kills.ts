import type { Chance } from "../bench/chance.ts";
import type { BotProcess } from "./bot-process.ts";
import { createOffice, type Office } from "./office.ts";
import { type Talk, talksOf } from "./talk.ts";
import { judge, type Verdict } from "./verdict.ts";

type Wanted = {
  readonly folder: string;
  readonly questions: number;
  readonly kills: number;
  readonly chance: Chance;
};

/** So many threads have something to say at a time. */
const talksAtATime = 8;

/** Kills the bot at random instants while people talk to it, and judges it when it has been left alone. */
export async function killAtRandom(wanted: Wanted): Promise<Verdict> {
  const { folder, questions, kills, chance } = wanted;
  const office = createOffice({ folder, chance, canDie: false });
  const talks = talksOf(questions);
  const people = createPeople(office, talks, chance);
  const endings: string[] = [];
  let startMs = 500;

  for (let killed = 0; killed < kills; killed++) {
    const bot = office.start();
    const spawnedAt = performance.now();
    if (chance.even(4) === 0) await after(chance.even(startMs));
    else {
      await office.events.until(() => bot.state() !== "starting");
      startMs = performance.now() - spawnedAt;
      people.talk(Math.ceil((questions * (killed + 1)) / (kills + 1)));
      const happening = chance.even(16);
      let happened = -1;
      await office.events.until(() => {
        happened += 1;
        people.goOn();
        return happened >= happening;
      });
      await after(chance.even(30));
    }
    bot.kill();
    const how = await bot.ended;
    if (how !== "SIGKILL") endings.push(`a bot ended by itself with ${how}`);
  }

  const bot = office.start();
  people.talk(questions);
  const isDone = () => {
    people.goOn();
    return bot.state() === "over" || (people.haveSaidAll() && office.isDone());
  };
  const isAnswered = await office.events.until(isDone);
  office.server.repeatAll();
  const isStill = await office.events.until(() => bot.state() === "over" || office.isDone());
  const ending = await stop(bot);
  const { lost, doubled, faults } = judge(office, talks);
  process.stdout.write(
    `${questions} questions, ${kills} kills: ${office.server.posts.length} messages, ${office.server.repeated()} items delivered again\n`,
  );
  return {
    lost,
    doubled,
    faults: [
      ...(isAnswered && isStill ? [] : ["not all came to rest within a minute of quiet"]),
      ...(ending === "0" ? [] : [`the last bot ended with ${ending}`]),
      ...endings,
      ...faults,
      ...office.log,
    ],
  };
}

/** Lets a bot end by itself. */
export async function stop(bot: BotProcess): Promise<string> {
  bot.tell({ say: "stop" });
  return await bot.ended;
}

function createPeople(office: Office, talks: readonly Talk[], chance: Chance) {
  let most = 0;
  const unsaid = () => talks.filter((talk) => office.givenOf(talk) < talk.lines.length);
  const said = () => talks.reduce((sum, talk) => sum + office.givenOf(talk), 0);
  return {
    haveSaidAll: () => unsaid().length === 0,
    talk(lines: number) {
      most = lines;
      this.goOn();
    },
    /** Says what can be said by now, a line here and a line there. */
    goOn() {
      let waiting = unsaid().slice(0, talksAtATime);
      while (said() < most && waiting.length > 0) {
        const talk = waiting[chance.even(waiting.length)];
        if (!talk) return;
        const isSaid = office.giveNext(talk);
        if (!isSaid || office.givenOf(talk) === talk.lines.length) {
          waiting = waiting.filter((one) => one !== talk);
        }
      }
    },
  };
}

export function after(ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, ms);
  return promise;
}
