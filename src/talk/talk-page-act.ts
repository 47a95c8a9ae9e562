import { conversationKey } from "../chat/conversation.ts";
import { paragraph } from "../chat/doc.ts";
import { parseConversationKey } from "../chat/parse-conversation.ts";
import { printPageNumber } from "../oncall/page/page.ts";
import type { PageEvent, PageEventName } from "../oncall/page/page-event.ts";
import type { PageAct } from "../oncall/paging/status-doc.ts";
import { offer } from "./offers.ts";
import { actorIn } from "./page-actor.ts";
import { pageMeant } from "./page-meant.ts";
import type { Scene } from "./scene.ts";
import { type Offer, saying, silence, type Turn } from "./turn.ts";

/** What people say for an event. */
const words: Partial<Record<PageEventName, string>> = {
  "hand-back": "release",
  "add-responder": "add",
};

/** Has something happen to a page, without a number to the one that is meant. */
export async function talkPageAct(
  number: number | undefined,
  event: PageEvent,
  scene: Scene,
): Promise<Turn> {
  const meant = await pageMeant(number, words[event.event] ?? event.event, scene);
  if ("ask" in meant) return saying("clarify", [paragraph(meant.ask)], scene.state);
  return acted(meant.number, event, scene);
}

/** Does what was pressed under a message of a page. */
export function talkPagePressed(
  page: number,
  act: Exclude<PageAct, "runbook">,
  scene: Scene,
): Turn {
  return acted(page, eventOf(act), scene);
}

/** Where a press does not say for how long. */
const pressedSnooze = Temporal.Duration.from({ hours: 1 });

/** What a button of a page has happen to it. */
export function eventOf(act: Exclude<PageAct, "runbook">): PageEvent {
  switch (act) {
    case "ack":
    case "still-on-it":
      return { event: "ack" };
    case "escalate":
    case "hand-back":
      return { event: act };
    case "snooze":
      return { event: "snooze", length: pressedSnooze };
    case "resolve":
      return { event: "resolve", text: undefined, gone: [] };
    case "refuse":
      return { event: "note", text: "I cannot take it." };
  }
}

/** What it comes to is known only when it is written: where somebody was quicker, that is what is told. */
function acted(page: number, event: PageEvent, scene: Scene): Turn {
  const { given, conversation, state, at } = scene;
  const by = actorIn(scene);
  return {
    ...silence("command", state),
    effects: [
      async ({ transaction }) => {
        const { paging } = given;
        const came = await paging.actWithin(transaction, page, event, by, conversation, at);
        if (came.done) return came.told === "" ? undefined : [paragraph(came.told)];
        const offers = came.offer === "add-me" ? [addMe(page)] : [];
        return { doc: [paragraph(came.told)], offers, isRefusal: true };
      },
    ],
  };
}

function addMe(page: number): Offer {
  return offer("page-add-me", "Add me", ["add me"], "🙋", { do: "page-ask-add", page }, "asker");
}

/** Asks where a page is at home that somebody adds the speaker to it. */
export async function talkPageAskAdd(number: number, scene: Scene): Promise<Turn> {
  const { given, speaker, state, conversation } = scene;
  const { person } = speaker;
  if (!person) {
    const text =
      "I do not know who you are: your account stands in no entry of people.yaml. Nothing has changed.";
    return { ...saying("refuse", [paragraph(text)], state), holds: "narrow" };
  }
  const found = await given.paging.show(number);
  if (!found) return noSuchPage(number, scene);
  const { home } = found.page;
  const page = printPageNumber(number);
  if (home === undefined) {
    const text = `${page} is told in no room. Ask whoever answers for it to say "add ${page} @${person.id}".`;
    return { ...saying("refuse", [paragraph(text)], state), holds: "narrow" };
  }
  const press = { do: "page-add", page: number, person: person.id } as const;
  const add = { ...offer("page-add", `Add ${speaker.name}`, ["add"], "➕", press), once: false };
  const request = `${speaker.name} asks to be a responder of ${page}. Whoever is one, or asked for the page, may add them.`;
  const elsewhere = {
    to: parseConversationKey(home),
    doc: [paragraph(request)],
    offers: [add],
  };
  if (home === conversationKey(conversation)) return { ...silence("command", state), elsewhere };
  const told = `I have asked where ${page} is told.`;
  return { ...saying("command", [paragraph(told)], state), holds: "narrow", elsewhere };
}

/** Adds whoever asked for it, if whoever presses may do that. */
export function talkPageAdd(page: number, person: string, scene: Scene): Turn {
  return acted(page, { event: "add-responder", person }, scene);
}

export function noSuchPage(number: number, { state }: Scene): Turn {
  const text = `There is no page ${printPageNumber(number)}. "pages" tells those that are open, "pages all" the others.`;
  return saying("refuse", [paragraph(text)], state);
}
