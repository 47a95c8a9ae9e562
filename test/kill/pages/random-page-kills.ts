import type { Chance } from "../../bench/chance.ts";
import { after, stop } from "../random-kills.ts";
import { openPagerOffice, type PagerOffice } from "./pager-office.ts";
import { judgePages, type PagesVerdict } from "./pages-verdict.ts";
import { services } from "./paging-knowledge.ts";
import { createPeople } from "./people.ts";
import { storyOf } from "./story.ts";

type Wanted = { readonly folder: string; readonly kills: number; readonly chance: Chance };

/** Longer than a step of the policy waits. */
export const stepMs = 61_000;

/** Kills the bot at random instants while people page and are paged, and judges it when it has been left alone. */
export async function killPagerAtRandom({ folder, kills, chance }: Wanted): Promise<PagesVerdict> {
  const office = await openPagerOffice({ folder, chance, canDie: false });
  const { events } = office;
  let most = 0;
  const stories = Array.from({ length: Math.max(12, kills) }, (_, index) =>
    storyOf(index, index % services, chance.even(2) === 0 ? "said" : "pressed"),
  );
  const people = createPeople(office, stories, () => most);
  const endings: string[] = [];
  const goOn = () => {
    people.goOn();
    // Else leases of what is in work would run out at once.
    const isCalm = office.server.isAllTaken() && !office.kept.isBusy(office.nowMs());
    if (isCalm && people.areWaiting() && chance.even(4) === 0) office.advance(stepMs);
  };

  for (let killed = 0; killed < kills; killed++) {
    const life = office.start();
    most = Math.ceil((stories.length * (killed + 1)) / (kills + 1));
    if (chance.even(4) === 0) await after(chance.even(700));
    else {
      await events.until(() => life.state() !== "starting");
      const happening = chance.even(24);
      let happened = -1;
      await events.until(() => {
        happened += 1;
        goOn();
        return happened >= happening;
      });
      await after(chance.even(30));
    }
    life.bot.kill();
    const how = await life.bot.ended;
    if (how !== "SIGKILL") endings.push(`a bot ended by itself with ${how}`);
    // It was dead for a while.
    if (chance.even(2) === 0) office.advance(chance.even(4 * stepMs));
  }

  most = stories.length;
  const life = office.start();
  const isOver = () => life.state() === "over";
  const isPaged = await events.until(() => {
    goOn();
    return isOver() || (people.haveEnded() && office.isAtRest());
  });
  const isStill = await comeToRest(office, isOver);
  const ending = await stop(life.bot);
  const verdict = judgePages(office, stories);
  await office.close();
  const sent = `${office.server.posts.length} messages, ${office.phones.arrivals.length} rings, ${office.hooks.arrivals.length} hooks`;
  process.stdout.write(`${stories.length} pages, ${kills} kills: ${sent}\n`);
  return {
    ...verdict,
    faults: [
      ...(isPaged && isStill ? [] : ["not all came to rest within a minute of quiet"]),
      ...(ending === "0" ? [] : [`the last bot ended with ${ending}`]),
      ...endings,
      ...verdict.faults,
    ],
  };
}

/** Lets time pass until nothing waits for a later instant, either. */
export async function comeToRest(office: PagerOffice, isOver: () => boolean): Promise<boolean> {
  for (let rounds = 0; rounds < 40; rounds += 1) {
    const isStill = await office.events.until(
      () => isOver() || (office.isAtRest() && office.kept.handed() === 0),
    );
    if (!isStill || isOver()) return false;
    if (office.kept.waiting() === 0) return true;
    office.advance(31_000);
  }
  return false;
}
