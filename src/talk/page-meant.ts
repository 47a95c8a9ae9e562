import { printPageNumber } from "../oncall/page/page.ts";
import { actorIn } from "./page-actor.ts";
import type { Scene } from "./scene.ts";

type Here = Pick<Scene, "given" | "conversation" | "roomKind" | "speaker">;

/** The page that is meant without a number: that of the thread, or in a direct message the only one of the speaker's. */
export async function pageHere(scene: Here): Promise<number | undefined> {
  const { given, conversation, roomKind } = scene;
  const here = await given.paging.pageIn(conversation);
  if (here !== undefined || roomKind !== "dm") return here;
  const [only, ...others] = await given.paging.pagesOf(actorIn(scene));
  return others.length === 0 ? only : undefined;
}

/**
 * Finds the page that somebody means.
 *
 * @param example what they may say with a number, such as `ack`
 * @returns its number, or what to say where it is not clear
 */
export async function pageMeant(
  number: number | undefined,
  example: string,
  scene: Here,
): Promise<{ readonly number: number } | { readonly ask: string }> {
  const meant = number ?? (await pageHere(scene));
  if (meant !== undefined) return { number: meant };
  const own = scene.roomKind === "dm" ? await scene.given.paging.pagesOf(actorIn(scene)) : [];
  if (own.length > 0) return { ask: askText("Yours", own, example) };
  const open = (await scene.given.paging.list("open")).map((page) => page.number);
  return { ask: askText("Open", open, example) };
}

/** So many are told; who asks for more says `pages`. */
const mostNamed = 9;

function askText(which: string, numbers: readonly number[], example: string): string {
  const [first] = numbers;
  if (first === undefined) {
    return 'No page is open. "pages all" tells those that were, to be named by their numbers.';
  }
  const named = numbers.slice(0, mostNamed).map(printPageNumber).join(", ");
  const more = numbers.length > mostNamed ? " and more" : "";
  return `Which page? ${which}: ${named}${more}. Say it with the number, such as "${example} ${printPageNumber(first)}".`;
}
