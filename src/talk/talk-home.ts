import type { Action } from "../chat/action.ts";
import { conversationKey, type RoomRef } from "../chat/conversation.ts";
import { type Doc, paragraph } from "../chat/doc.ts";
import type { Home, HomeSection } from "../chat/home.ts";
import { roomOf } from "../chat/inbox-item.ts";
import type { ThreadState } from "../chat/thread-state.ts";
import { statusActions } from "../oncall/paging/status-doc.ts";
import { offer } from "./offers.ts";
import { actorIn } from "./page-actor.ts";
import { pageWords } from "./page-words.ts";
import type { Press } from "./press.ts";
import type { Scene } from "./scene.ts";
import { actionOf } from "./shown-turn.ts";
import { pageLine } from "./talk-page-list.ts";
import { talkWho } from "./talk-who.ts";
import { type Offer, silence, type Turn } from "./turn.ts";

/** Each takes two of the blocks of Slack's home, which has 100; who has more says `pages`. */
const mostPages = 20;

/** What the speaker sees where they look at us alone: something to ask in, and by their rights who is on call and what is theirs. */
export function homeOf(scene: Scene): Home {
  return { for: scene.speaker.principal, sections: () => homeSections(scene) };
}

/** Whether something was done in the speaker's home, or in a form that was opened there. */
export async function isDoneAtHome(scene: Scene): Promise<boolean> {
  const { given, item, roomKind } = scene;
  const isThere =
    (item.kind === "interaction" && item.on.message === item.dedupKey) ||
    (item.kind === "message" && roomKind === "dm" && item.message.message === item.dedupKey) ||
    (item.kind === "form" && roomKind === "dm");
  return isThere && (await given.presses.find(homeKey("page", scene))) !== undefined;
}

async function homeSections(scene: Scene): Promise<readonly HomeSection[]> {
  await scene.given.refreshRoster();
  const onCall = talkWho("", scene)?.says;
  return [
    {
      ask: {
        id: await askId(scene),
        label: "What do you want to know?",
        placeholder: "How do I …?",
        send: "Ask",
      },
    },
    { buttons: homeActions(scene) },
    ...(onCall ? [{ doc: onCall }] : []),
    ...(await ownPages(scene)),
  ];
}

/** Another one after each question, so that it stands empty then; till then it keeps what somebody is writing. */
async function askId(scene: Scene): Promise<string> {
  const { given, speaker } = scene;
  const { humans } = await given.conversations.load(conversationKey(roomOfHome(scene)));
  return `question-${humans[speaker.key]?.at.epochMilliseconds ?? 0}`;
}

/** The turn that has what can be pressed in the home do something; nothing is said. */
export function offeringHome(state: ThreadState, scene: Scene): Turn {
  const { given, speaker, conversation, at } = scene;
  return {
    ...silence("command", state),
    effects: [
      async ({ transaction }) => {
        for (const one of homeOffers(scene)) {
          const { press, allowed, once } = one;
          const value = homeKey(one.id, scene);
          const offered = { value, conversation, press, allowed, once, asker: speaker.key };
          await given.presses.offer(transaction, offered, at);
        }
        return undefined;
      },
    ],
  };
}

function homeActions(scene: Scene): readonly Action[] {
  return homeOffers(scene).map((one) => actionOf(one, homeKey(one.id, scene)));
}

/** The same whenever the home is shown to whom that room is, so that what is pressed in an old one does the same. */
function homeKey(offer: string, scene: Pick<Scene, "item">): string {
  return `home:${roomOfHome(scene).room}:${offer}`;
}

function roomOfHome({ item }: Pick<Scene, "item">): RoomRef {
  const { platform, workspace, room } = roomOf(item);
  return { platform, workspace, room };
}

/** Who is on call changes nobody whom we do not know. */
function homeOffers({ given, speaker }: Scene): readonly Offer[] {
  const canOverride = given.roster().oncall.isWritten && speaker.person !== undefined;
  return [
    opening("page", "Page somebody", "📟", { do: "page-form", text: "" }),
    opening("gap", "Log a gap", "📝", { do: "gap-form" }),
    ...(canOverride ? [opening("override", "Override", "🔁", { do: "override-form" })] : []),
  ];
}

function opening(id: string, label: string, emoji: string, press: Press): Offer {
  return { ...offer(id, label, [label.toLowerCase()], emoji, press, "asker"), once: false };
}

async function ownPages(scene: Scene): Promise<readonly HomeSection[]> {
  const { paging } = scene.given;
  const numbers = await paging.pagesOf(actorIn(scene));
  if (numbers.length === 0) return [{ doc: [heading, paragraph("None of yours is open.")] }];
  const words = pageWords(scene);
  const found = await Promise.all(numbers.slice(0, mostPages).map((one) => paging.show(one)));
  const left = numbers.length - mostPages;
  return [
    { doc: [heading] },
    ...found.flatMap((one): readonly HomeSection[] => {
      if (!one) return [];
      const { page, runbook } = one;
      return [
        { doc: [paragraph(pageLine(page, words))] },
        { buttons: statusActions(page, { about: page.service ?? "", runbook }) },
      ];
    }),
    ...(left > 0 ? [{ doc: [paragraph(`And ${left} more: say "pages".`)] }] : []),
  ];
}

const heading: Doc[number] = { heading: [{ text: "Your open pages" }] };
