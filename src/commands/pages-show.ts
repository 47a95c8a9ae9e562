import { oneLine } from "../oncall/notify/plain-text.ts";
import { timelineLine } from "../oncall/page/timeline-line.ts";
import type { PageHistory } from "../oncall/paging/paging.ts";
import { standingText } from "../oncall/paging/standing-text.ts";
import type { PageOptions } from "./options.ts";
import { entryJson, pageJson } from "./pages-json.ts";
import { pageNumberNamed, pageOfNumber } from "./pages-named.ts";
import { subjectText } from "./pages-text.ts";
import { type OpenPaging, withPaging } from "./with-paging.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Prints one page with its timeline. */
export function pagesShow(word: string, options: PageOptions, world: World): Promise<ExitCode> {
  const number = pageNumberNamed(word);
  return withPaging(options, world, async (open) => {
    const history = await pageOfNumber(number, open);
    const text = options.json ? JSON.stringify(showJson(history, open)) : showText(history, open);
    await writeLine(world.stdout, text);
    return 0;
  });
}

function showJson({ page, timeline, runbook }: PageHistory, { words }: OpenPaging) {
  return {
    version: 1,
    page: pageJson(page),
    runbook: runbook ?? null,
    timeline: timeline.map((entry) => entryJson(entry, words)),
  };
}

function showText(
  { page, timeline, runbook }: PageHistory,
  { words, timeZone }: OpenPaging,
): string {
  const urgency = page.urgency === "low" ? ", not urgent" : "";
  const shown = runbook === undefined ? [] : [`Runbook: ${oneLine(runbook.title)}`];
  return [
    subjectText(page),
    [
      `${standingText(page, words)} Policy ${page.policy.id}, turn ${page.turn}${urgency}.`,
      ...shown,
      `All times are of ${timeZone}.`,
    ].join("\n"),
    timeline
      .map((entry) => `${words.time(entry.at)}  ${oneLine(timelineLine(entry, words))}`)
      .join("\n"),
  ].join("\n\n");
}
