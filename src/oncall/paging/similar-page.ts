import { printPageNumber } from "../page/page.ts";
import type { PageShows } from "./page-shows.ts";
import type { PageWriting } from "./writing/page-writing.ts";

const mostLetters = 300;

/** The last page of a service that is resolved, and how it ended. */
export async function similarPage(
  service: string | undefined,
  { transaction, pages, words }: PageWriting,
): Promise<PageShows["similar"]> {
  if (service === undefined) return undefined;
  const last = await pages.lastResolved(transaction, service);
  if (last?.resolvedAt === undefined) return undefined;
  const { ended } = await pages.told(transaction, last.number);
  const how = ended?.event === "resolved" ? ended.data.text : undefined;
  const when = words.time(last.resolvedAt);
  const text = `Last time: ${printPageNumber(last.number)}, resolved ${when}${how === undefined ? "." : `: ${how}`}`;
  return { number: last.number, text: text.slice(0, mostLetters).toWellFormed() };
}
