import type { Action } from "../chat/action.ts";
import { conversationKey } from "../chat/conversation.ts";
import { type Block, paragraph } from "../chat/doc.ts";
import type { Home, HomeSection } from "../chat/home.ts";
import type { PageEventName } from "../oncall/page/page-event.ts";
import type { PageHistory } from "../oncall/paging/paging.ts";
import { pageActs, statusActions } from "../oncall/paging/status-doc.ts";
import {
  answersAtHome,
  hasOpenedHome,
  homeKey,
  mostGaps,
  openings,
  roomOfHome,
} from "./home-offers.ts";
import { actorIn } from "./page-actor.ts";
import { pageWords } from "./page-words.ts";
import type { Scene } from "./scene.ts";
import { actionOf } from "./shown-turn.ts";
import { gapLines } from "./talk-own-gaps.ts";
import { eventOf } from "./talk-page-act.ts";
import { pageLine } from "./talk-page-list.ts";
import { onCallNow } from "./talk-who.ts";
import type { Offer } from "./turn.ts";

/** Each takes two of the blocks of Slack's home, which has 100; who has more says `pages`. */
const mostPages = 20;

/** What the speaker sees where they look at us alone: something to ask in, and by their rights who is on call and what is theirs. */
export function homeOf(scene: Scene): Home {
  return { for: scene.speaker.principal, sections: () => homeSections(scene) };
}

/** Whether something was done in the speaker's home, or in a form that was opened there. */
export async function isDoneAtHome(scene: Scene): Promise<boolean> {
  const { item, roomKind } = scene;
  const isThere =
    (item.kind === "interaction" && item.on.message === item.dedupKey) ||
    (item.kind === "message" && roomKind === "dm" && item.message.message === item.dedupKey) ||
    (item.kind === "form" && roomKind === "dm");
  return isThere && (await hasOpenedHome(scene));
}

async function homeSections(scene: Scene): Promise<readonly HomeSection[]> {
  await scene.given.refreshRoster();
  const onCall = onCallNow(scene);
  return [
    {
      ask: {
        id: await askId(scene),
        label: "What do you want to know?",
        placeholder: "How do I …?",
        send: "Ask",
      },
    },
    { buttons: actionsOf(openings(scene), scene) },
    ...(onCall ? [{ doc: [heading("On call now"), ...onCall] }] : []),
    ...(await ownPages(scene)),
    ...(await ownGaps(scene)),
  ];
}

/** Another one after each question, so that it stands empty then; till then it keeps what somebody is writing. */
async function askId(scene: Scene): Promise<string> {
  const { given, speaker } = scene;
  const { humans } = await given.conversations.load(conversationKey(roomOfHome(scene)));
  return `question-${humans[speaker.key]?.at.epochMilliseconds ?? 0}`;
}

async function ownPages(scene: Scene): Promise<readonly HomeSection[]> {
  const { paging } = scene.given;
  const by = actorIn(scene);
  const numbers = await paging.pagesOf(by);
  const title = heading("Your open pages");
  if (numbers.length === 0) return [{ doc: [title, paragraph("None of yours is open.")] }];
  const shown = await Promise.all(
    numbers.slice(0, mostPages).map(async (number) => {
      const found = await paging.show(number);
      return found ? pageSections(found, await paging.allowed(number, by, scene.at), scene) : [];
    }),
  );
  return [{ doc: [title] }, ...shown.flat(), ...moreSection(numbers.length - mostPages, "pages")];
}

/** A page, with what the speaker may do to it. */
function pageSections(
  { page, runbook }: PageHistory,
  allowed: readonly PageEventName[],
  scene: Scene,
): readonly HomeSection[] {
  const buttons = statusActions(page, { about: page.service ?? "", runbook }).filter(({ id }) => {
    const act = pageActs.find((one) => one === id);
    return act === undefined || act === "runbook" || allowed.includes(eventOf(act).event);
  });
  return [{ doc: [paragraph(pageLine(page, pageWords(scene)))] }, { buttons }];
}

async function ownGaps(scene: Scene): Promise<readonly HomeSection[]> {
  const gaps = await scene.given.gaps.askedBy(scene.speaker.principal);
  const title = heading("What you asked that nobody could answer");
  if (gaps.length === 0) return [{ doc: [title, paragraph("There is nothing of that kind.")] }];
  return [
    { doc: [title, gapLines(gaps.slice(0, mostGaps), scene)] },
    { buttons: actionsOf(answersAtHome(gaps, scene), scene) },
    ...moreSection(gaps.length - mostGaps, "my gaps"),
  ];
}

/** @param command what tells all of them */
function moreSection(left: number, command: string): readonly HomeSection[] {
  return left > 0 ? [{ doc: [paragraph(`And ${left} more: say "${command}".`)] }] : [];
}

function actionsOf(offers: readonly Offer[], scene: Scene): readonly Action[] {
  return offers.map((one) => actionOf(one, homeKey(one.id, scene)));
}

function heading(text: string): Block {
  return { heading: [{ text }] };
}
