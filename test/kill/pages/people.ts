import type { PagerOffice } from "./pager-office.ts";
import { dedupKeyOf, itemOf, type Story, textOf } from "./story.ts";

/** Those who page, and those who are paged. */
export type People = {
  /** Has everything done that can be done by now. */
  goOn(): void;
  /** Whether some of them wait for a page to go on by itself. */
  areWaiting(): boolean;
  haveEnded(): boolean;
  /** How many steps of a story are behind. */
  stepsOf(story: Story): number;
};

/** @param most stories that may have begun by now */
export function createPeople(
  office: PagerOffice,
  stories: readonly Story[],
  most: () => number,
): People {
  const given = new Map<Story, number>();
  const givenOf = (story: Story) => given.get(story) ?? 0;
  const isOver = (story: Story) => givenOf(story) === story.steps.length;
  const waiting = new Set<Story>();
  return {
    goOn() {
      const { pages, done } = office.kept.progress();
      waiting.clear();
      for (const story of stories.slice(0, most())) {
        const before = stories
          .slice(0, story.index)
          .findLast(({ service }) => service === story.service);
        const step = givenOf(story);
        // A second request for a service would join the first one's page.
        const isFree = !before || (isOver(before) && isWorkedOn(before, before.steps.length));
        if (isOver(story) || !isFree || !isWorkedOn(story, step)) continue;
        const page = pages.find(({ text }) => text === textOf(story));
        const next = story.steps[step];
        if (next?.do === "wait") {
          if (page && page.turn >= next.forTurn) given.set(story, step + 1);
          else waiting.add(story);
          continue;
        }
        const item = itemOf(story, step, page, office.server.posts);
        if (!item) continue;
        given.set(story, step + 1);
        office.server.give(item);
      }

      function isWorkedOn(story: Story, steps: number): boolean {
        const last = story.steps.findLastIndex((one, at) => at < steps && one.do !== "wait");
        return last < 0 || done.has(dedupKeyOf(story, last));
      }
    },
    areWaiting: () => waiting.size > 0,
    haveEnded: () => stories.every(isOver),
    stepsOf: givenOf,
  };
}
