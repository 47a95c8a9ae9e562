import type { Stage } from "../chat-server.ts";
import { stop } from "../random-kills.ts";
import { openPagerOffice, type PagerOffice } from "./pager-office.ts";
import { judgePages, type PagesVerdict } from "./pages-verdict.ts";
import { createPeople, type People } from "./people.ts";
import { comeToRest, stepMs } from "./random-page-kills.ts";
import type { Story } from "./story.ts";

type Wanted = {
  readonly folder: string;
  /** At most so many points are tried, spread over all of them. */
  readonly most: number;
  /** Each which-th of them is tried, from this one on: another does the others. */
  readonly first: number;
  readonly step: number;
};

/** Before a statement, or so far with something that is sent. */
type Point = { readonly statement: number } | { readonly send: number; readonly stage: Stage };

type Tried = PagesVerdict & { readonly points: number; readonly of: number };

const never = 1_000_000_000;
const stages: readonly Stage[] = ["arrives", "taken", "answered"];

/**
 * Lets the bot die right before each statement of a page's way, and at each stage of all that is sent on it: from the
 * request to the ack, with a turn of each step in between. Each point has a page of its own.
 */
export async function dieOnTheWay({ folder, most, first, step }: Wanted): Promise<Tried> {
  const office = await openPagerOffice({ folder, chance: undefined, canDie: true });
  const stories: Story[] = [];
  const people = createPeople(office, stories, () => stories.length);
  const faults: string[] = [];
  const walk = async (point: Point | undefined) => {
    const story = storyOfWay(stories.length);
    stories.push(story);
    const fault = await walkOnce({ office, people, story }, point);
    if (fault !== undefined) faults.push(fault);
  };

  office.start();
  await walk(undefined);
  const statements = Array.from({ length: office.through() ?? 0 }, (_, index) => index + 1);
  const sends = Array.from({ length: office.sends() }, (_, index) => index + 1);
  const all: readonly Point[] = [
    ...statements.map((statement) => ({ statement })),
    ...sends.flatMap((send) => stages.map((stage) => ({ send, stage }))),
  ];
  const count = Math.min(most, all.length);
  let points = 0;
  for (let at = first - 1; at < count && faults.length === 0; at += step) {
    const before = office.lives.length;
    await walk(all[Math.floor((at * all.length) / count)]);
    points += office.lives.length - before;
  }
  const last = office.lives.at(-1);
  const isStill = await comeToRest(office, () => last?.state() === "over");
  if (!isStill) faults.push("nothing came to rest after the last death");
  if (last) await stop(last.bot);
  const verdict = judgePages(office, stories);
  await office.close();
  return { ...verdict, points, of: all.length, faults: [...faults, ...verdict.faults] };
}

/** All are for the same service, whose way takes the same statements each time. */
const storyOfWay = (index: number): Story => ({
  index,
  service: 0,
  steps: [
    { do: "page", by: "dee" },
    { do: "wait", forTurn: 2 },
    { do: "ack", by: "ana", how: "said" },
    { do: "resolve", by: "ana", how: "said" },
  ],
});

/** The way of a page ends before it is resolved. */
const stepsOnTheWay = 3;

type Walk = { readonly office: PagerOffice; readonly people: People; readonly story: Story };

/** Has one page asked for and taken, on whose way the bot dies once at most; gives what went wrong. */
async function walkOnce(
  { office, people, story }: Walk,
  point: Point | undefined,
): Promise<string | undefined> {
  const { events } = office;
  const life = () => {
    const [newest] = office.lives.slice(-1);
    if (!newest) throw new Error("No bot was started");
    return newest;
  };
  const isOver = () => life().state() === "over";
  const isReady = () => life().state() === "up" && office.isAtRest();
  const where = `on the way of page ${story.index + 1}`;
  let isArmed = false;
  for (;;) {
    const isQuiet = await events.until(() => isOver() || isReady());
    if (!isQuiet) return `nothing came to rest ${where}`;
    if (isOver()) {
      const how = await life().bot.ended;
      if (how !== "SIGKILL") return `the bot ended with ${how} ${where}`;
      isArmed = false;
      office.start();
      continue;
    }
    const steps = people.stepsOf(story);
    if (steps === story.steps.length) return undefined;
    if (steps === 0) {
      isArmed = true;
      const { send, stage } = point && "send" in point ? point : {};
      office.killAtSend(send, stage);
      const at = point && "statement" in point ? point.statement : never;
      life().bot.tell({ say: "die", at, until: "count" });
    }
    if (steps === stepsOnTheWay && isArmed) {
      isArmed = false;
      life().bot.tell({ say: "count" });
      await events.until(() => isOver() || office.through() !== undefined);
      const sends = office.sends();
      if (point !== undefined || sends === 0) office.killAtSend(undefined);
      continue;
    }
    people.goOn();
    if (people.areWaiting()) office.advance(stepMs);
  }
}
