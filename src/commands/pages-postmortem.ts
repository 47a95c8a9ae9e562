import { postmortem } from "../oncall/page/postmortem.ts";
import type { PageOptions } from "./options.ts";
import { pageNumberNamed, pageOfNumber } from "./pages-named.ts";
import { withPaging } from "./with-paging.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Prints what happened to a page as a Markdown file, for people to complete. */
export function pagesPostmortem(
  word: string,
  options: PageOptions,
  world: World,
): Promise<ExitCode> {
  const number = pageNumberNamed(word);
  return withPaging(options, world, async (open) => {
    const { page, timeline, runbook } = await pageOfNumber(number, open);
    const { words, timeZone } = open;
    const text = postmortem({
      page,
      timeline,
      words,
      timeZone,
      runbook: runbook && { title: runbook.title, url: undefined },
      at: world.clock.now(),
    });
    await writeLine(world.stdout, text.trimEnd());
    return 0;
  });
}
