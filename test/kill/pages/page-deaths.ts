import type { Stage } from "../chat-server.ts";
import { stop } from "../random-kills.ts";
import { openPagerOffice, type PagerOffice } from "./pager-office.ts";
import { judgePages, type PagesVerdict } from "./pages-verdict.ts";
import { createPeople } from "./people.ts";
import { comeToRest } from "./random-page-kills.ts";
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
type Point =
  | { readonly statement: number }
  | { readonly send: number; readonly stage: Stage };

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
  const faults: string[] = [];
  const walk = async (point: Point | undefined) => {
    const fault = await pageOnce(office, stories, point);
    if (fault !== undefined) faults.push(fault);
  };

  office.start();
  await walk(undefined);
  const statements = office.through() ?? 0;
  const sends = office.sends();
  const all: readonly Point[] = [
    ...Array.from({ length: statements }, (_, index) => ({ statement: index + 1 })),
    ...Array.from({ length: sends }, (_, index) =>
      stages.map((stage) => ({ send: index + 1, stage })),
    ).flat(),
  ];
  const count = Math.min(most, all.length);
  let points = 0;
  for (let at = first - 1; at < count && faults.length === 0; at += step) {
    await walk(all[Math.floor((at * all.length) / count)]);
    points += 1;
  }
  const last = office.lives.at(-1);
  const isStill = await comeToRest(office, () => last?.state() === "over");
  if (!isStill) faults.push("nothing came to rest after the last death");
  if (last) await stop(last.bot);
  const verdict = judgePages(office, stories);
  await office.close();
  return { ...verdict, points, of: all.length, faults: [...faults, ...verdict.faults] };
}

/** One page, in which the bot dies once and is started again; gives what went wrong. */
async function pageOnce(
  office: PagerOffice,
  stories: Story[],
  point: Point | undefined,
): Promise<string | undefined> {
  const story: Story = {
    index: stories.length,
    steps: [
      { do: "page", by: "dee" },
      { do: "wait", forTurn: 2 },
      { do: "ack", by: "ana", how: "said" },
      { do: "resolve", by: "ana", how: "said" },
    ],
  };
  stories.push(story);
  const people = createPeople(office, stories, () => stories.length);
  return await Promise.resolve(`${people.haveEnded()} ${point}`);
}
