import { BotError } from "../kernel/bot-error.ts";
import { printPageNumber } from "../oncall/page/page.ts";
import type { PageHistory, Paging } from "../oncall/paging/paging.ts";
import type { OpenPaging } from "./with-paging.ts";

/** More open pages than this are not named where one is looked for. */
const mostNamed = 5;

/**
 * Reads the number of a page: `12` or `#12`.
 *
 * @throws BotError USAGE_INVALID when the word is none
 */
export function pageNumberNamed(word: string): number {
  const number = /^#?([1-9]\d{0,8})$/.exec(word)?.[1];
  if (number !== undefined) return Number(number);
  throw new BotError(
    "USAGE_INVALID",
    `${JSON.stringify(word)} is no number of a page: expected one such as 12. "ama pages list" names them.`,
  );
}

/**
 * Finds the page with that number.
 *
 * @throws BotError USAGE_INVALID when there is none, which names those that may be meant
 */
export async function pageOfNumber(
  number: number,
  { paging, storage }: Pick<OpenPaging, "paging" | "storage">,
): Promise<PageHistory> {
  const history = await paging.show(number);
  if (history !== undefined) return history;
  throw new BotError(
    "USAGE_INVALID",
    `There is no page ${printPageNumber(number)} in ${storage.file}: ${await expectedPages(paging)}`,
  );
}

async function expectedPages(paging: Pick<Paging, "list">): Promise<string> {
  const open = await paging.list("open");
  if (open.length > 0) {
    const named = open.slice(0, mostNamed).map(({ number }) => printPageNumber(number));
    const more = open.length > mostNamed ? " and more" : "";
    return `expected one that was asked for. ${named.join(", ")}${more} ${open.length === 1 ? "is" : "are"} open; "ama pages list --all" names the others.`;
  }
  const [newest] = await paging.list("all");
  return newest === undefined
    ? "expected one that was asked for, and none was."
    : `expected one that was asked for; none is open, and the newest is ${printPageNumber(newest.number)}. "ama pages list --all" names them.`;
}
