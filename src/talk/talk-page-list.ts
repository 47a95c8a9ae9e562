import { type Block, type Doc, paragraph } from "../chat/doc.ts";
import { type Page, printPageNumber } from "../oncall/page/page.ts";
import type { PageWords } from "../oncall/page/page-words.ts";
import { postmortem } from "../oncall/page/postmortem.ts";
import { timelineLine } from "../oncall/page/timeline-line.ts";
import { standingText } from "../oncall/paging/standing-text.ts";
import { pageMeant } from "./page-meant.ts";
import { pageWords } from "./page-words.ts";
import type { Scene } from "./scene.ts";
import { noSuchPage } from "./talk-page-act.ts";
import { mutesDoc } from "./talk-page-mute.ts";
import { zoneOf } from "./talk-who.ts";
import { saying, type Turn } from "./turn.ts";

/** Tells the open pages, or the newest of all, and what is muted. */
export async function talkPageList(which: "open" | "all", scene: Scene): Promise<Turn> {
  const { given, state, at } = scene;
  const [pages, mutes] = await Promise.all([given.paging.list(which), given.paging.mutes(at)]);
  const words = pageWords(scene);
  const none = which === "open" ? "No page is open." : "There are no pages.";
  const says: Doc = [
    ...(pages.length === 0
      ? [paragraph(none)]
      : [linesOf(pages.map((page) => pageLine(page, words)))]),
    ...(mutes.length === 0 ? [] : mutesDoc(mutes, scene)),
  ];
  return saying("command", says, state);
}

/** So much of what somebody wrote tells a page from another. */
const mostSubject = 120;
/** Older lines stand in the postmortem. */
const mostLines = 30;

/** Tells what is with a page and what happened to it. */
export async function talkPageShow(number: number | undefined, scene: Scene): Promise<Turn> {
  const meant = await pageMeant(number, "page", scene);
  if ("ask" in meant) return saying("clarify", [paragraph(meant.ask)], scene.state);
  const found = await scene.given.paging.show(meant.number);
  if (!found) return noSuchPage(meant.number, scene);
  const { page, timeline, runbook } = found;
  const words = pageWords(scene);
  const last = timeline.slice(-mostLines);
  const left = timeline.length - last.length;
  const says: Doc = [
    paragraph(`${headOf(page)}: ${page.text}`),
    paragraph(standingText(page, words)),
    ...(runbook ? [paragraph(`Runbook: ${runbook.title}`)] : []),
    ...(left === 0
      ? []
      : [paragraph(`${left} earlier lines: "postmortem ${printPageNumber(page.number)}".`)]),
    linesOf(last.map((entry) => `${words.time(entry.at)}: ${timelineLine(entry, words)}`)),
  ];
  return saying("command", says, scene.state);
}

/** Gives what happened to a page as a file to complete. */
export async function talkPagePostmortem(number: number | undefined, scene: Scene): Promise<Turn> {
  const meant = await pageMeant(number, "postmortem", scene);
  if ("ask" in meant) return saying("clarify", [paragraph(meant.ask)], scene.state);
  const found = await scene.given.paging.show(meant.number);
  if (!found) return noSuchPage(meant.number, scene);
  const { page, timeline, runbook } = found;
  const code = postmortem({
    page,
    timeline,
    words: pageWords(scene),
    timeZone: zoneOf(scene),
    runbook: runbook && { title: runbook.title, url: undefined },
    at: scene.at,
  });
  return saying("command", [{ code, lang: "markdown" }], scene.state);
}

/** A page in a line: its number, what it is about, and who has it. */
export function pageLine(page: Page, words: PageWords): string {
  const [first = ""] = page.text.trim().split("\n");
  const subject =
    first.length <= mostSubject ? first : `${first.slice(0, mostSubject - 1).toWellFormed()}…`;
  const since = `since ${words.time(page.openedAt)}`;
  return `${headOf(page)}: ${subject}, ${since}. ${standingText(page, words)}`;
}

function headOf({ number, service, urgency }: Page): string {
  const low = urgency === "low" ? ", not urgent" : "";
  return `${printPageNumber(number)}${service === undefined ? "" : ` ${service}`}${low}`;
}

function linesOf(lines: readonly string[]): Block {
  return { list: lines.map((line) => [paragraph(line)]), ordered: false };
}
