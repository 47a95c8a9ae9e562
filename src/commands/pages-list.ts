import { cutWithEnding } from "../oncall/notify/cut-text.ts";
import { oneLine } from "../oncall/notify/plain-text.ts";
import type { Page } from "../oncall/page/page.ts";
import { standingText } from "../oncall/paging/standing-text.ts";
import type { PageListOptions } from "./options.ts";
import { pageJson } from "./pages-json.ts";
import { subjectText } from "./pages-text.ts";
import { type OpenPaging, withPaging } from "./with-paging.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Most bytes of what a page is about, in a list. */
const mostSubject = 120;

/** Prints the open pages, those first that nobody has; or the newest of all. */
export function pagesList(options: PageListOptions, world: World): Promise<ExitCode> {
  const which = options.all ? "all" : "open";
  return withPaging(options, world, async (open) => {
    const pages = await open.paging.list(which);
    const text = options.json
      ? JSON.stringify({ version: 1, pages: pages.map(pageJson) })
      : listText(pages, which, open);
    await writeLine(world.stdout, text);
    return 0;
  });
}

function listText(
  pages: readonly Page[],
  which: "all" | "open",
  { words, timeZone }: OpenPaging,
): string {
  const what = which === "open" ? "open " : "";
  if (pages.length === 0) return `There are no ${what}pages.`;
  const count = `${pages.length} ${what}${pages.length === 1 ? "page" : "pages"}`;
  const order = which === "open" ? "those first that nobody has" : "the newest first";
  return [
    `${count}, ${order}; all times are of ${timeZone}.`,
    ...pages.map((page) => {
      const subject = cutWithEnding(oneLine(subjectText(page)), mostSubject, "…");
      return `${subject} (opened ${words.time(page.openedAt)}) ${standingText(page, words)}`;
    }),
  ].join("\n");
}
