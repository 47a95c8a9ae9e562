import { paragraph } from "../chat/doc.ts";
import { notHere } from "../chat/manners/refusal.ts";
import { printPageNumber } from "../oncall/page/page.ts";
import type { PageCommand } from "../oncall/paging/page-command.ts";
import { isOutsiderHere, isShared } from "./audience-for.ts";
import { actorIn } from "./page-actor.ts";
import { pageWords } from "./page-words.ts";
import type { Scene } from "./scene.ts";
import { talkPageAct } from "./talk-page-act.ts";
import { talkPageForm } from "./talk-page-form.ts";
import { talkPageList, talkPagePostmortem, talkPageShow } from "./talk-page-list.ts";
import { talkPageMute, talkPageMutes, talkPageUnmute } from "./talk-page-mute.ts";
import { talkPageOpen, talkPageWhich } from "./talk-page-open.ts";
import { saying, silence, type Turn } from "./turn.ts";

/** Asks for a human, does something to a page, or tells of pages. */
export async function talkPage(command: PageCommand, scene: Scene): Promise<Turn> {
  switch (command.do) {
    case "page":
      return talkPageOpen(command, false, scene);
    case "form":
      return talkPageForm(command, scene);
    case "which":
      return talkPageWhich(command, scene);
    case "act":
      return await talkPageAct(command.number, command.event, scene);
    case "list":
      return await told(() => talkPageList(command.which, scene), scene);
    case "show":
      return await told(() => talkPageShow(command.number, scene), scene);
    case "postmortem":
      return await told(() => talkPagePostmortem(command.number, scene), scene);
    case "test":
      return talkPageTest(command.person, scene);
    case "mute":
      return talkPageMute(command, scene);
    case "unmute":
      return talkPageUnmute(command.service, scene);
    case "mutes":
      return await told(() => talkPageMutes(scene), scene);
    case "ask":
      return saying("clarify", [paragraph(command.text)], scene.state);
  }
}

/** What is told of pages is for people of the company, and for them alone where others read along. */
async function told(talk: () => Promise<Turn>, scene: Scene): Promise<Turn> {
  if (isOutsiderHere(scene)) {
    return { ...saying("refuse", notHere("outsider"), scene.state), holds: "narrow" };
  }
  const turn = await talk();
  return isShared(scene) ? { ...turn, holds: "narrow" } : turn;
}

/** Tries every way to a person: anybody their own, and whoever looks after the schedules those of others. */
function talkPageTest(id: string | undefined, scene: Scene): Turn {
  const { given, speaker, conversation, state, at } = scene;
  const person = id ?? speaker.person?.id;
  const isAllowed =
    person === speaker.person?.id || speaker.person?.roles.includes("oncall-admin") === true;
  if (person === undefined || !isAllowed) {
    const text =
      person === undefined
        ? "I do not know who you are: your account stands in no entry of people.yaml. Nobody is paged."
        : "Only somebody with the role oncall-admin sends a test page to others. Nobody is paged.";
    return { ...saying("refuse", [paragraph(text)], state), holds: "narrow" };
  }
  const by = actorIn(scene);
  const whom = pageWords(scene).person(person);
  return {
    ...silence("command", state),
    effects: [
      async ({ transaction }) => {
        const page = await given.paging.testWithin(transaction, person, by, conversation, at);
        const text = `${printPageNumber(page.number)} is a test: it goes to ${whom} by each of their ways, and asks nobody else.`;
        return [paragraph(text)];
      },
    ],
  };
}
