import { paragraph } from "../chat/doc.ts";
import { noTopic } from "../knowledge/topic.ts";
import { checklistEventOf } from "../runbooks/checklist-words.ts";
import { entryOfAction, walkEventOf } from "../runbooks/walk-event.ts";
import { gapForm } from "./gap-form.ts";
import { overrideForm } from "./override-form.ts";
import type { Press } from "./press.ts";
import type { Scene } from "./scene.ts";
import { talkChecklistStep } from "./talk-checklist.ts";
import { talkOverlayDecline, talkOverlayTake, talkOverlayUndo } from "./talk-oncall.ts";
import { noSuchPage, talkPageAdd, talkPageAskAdd, talkPagePressed } from "./talk-page-act.ts";
import { talkPageForm } from "./talk-page-form.ts";
import { talkPageOpen } from "./talk-page-open.ts";
import { talkQuestion, turnFor } from "./talk-question.ts";
import { meantBy, talkSaid } from "./talk-said.ts";
import { talkVote, voteOn } from "./talk-vote.ts";
import { talkWalkStart, talkWalkStep } from "./talk-walk.ts";
import { talkWifiPressed } from "./talk-wifi.ts";
import { saying, silence, type Turn } from "./turn.ts";

/** Does what was pressed, for whoever pressed it. */
export async function talkPress(press: Press, scene: Scene): Promise<Turn> {
  const { state, given } = scene;
  switch (press.do) {
    case "ask":
      return await talkQuestion(press.text, withTopic(press.topic, scene));
    case "open":
      return await open(press, scene);
    case "walk":
      return talkWalkStart(press.entry, press.topic, press.confirmed, scene);
    case "step": {
      const tick = checklistEventOf(press.action);
      if (tick) {
        const over = saying("command", [paragraph("That list is over.")], state);
        return talkChecklistStep(tick, scene) ?? over;
      }
      const entry = entryOfAction(press.action);
      const event = walkEventOf(press.action);
      if (entry !== undefined) {
        return await open(
          { entry, topic: noTopic, environment: undefined, confirmed: false },
          scene,
        );
      }
      const turn = event && talkWalkStep(event, scene);
      return turn ?? saying("command", [paragraph("That walk is over.")], state);
    }
    case "vote": {
      const { entry, hash, reply, helpful } = press;
      const title = given.knowledge().corpus.entryById.get(entry)?.title ?? entry;
      const question = press.question ?? title;
      return await talkVote(helpful, { entry: { id: entry, hash }, reply, question }, scene);
    }
    case "none":
      return {
        ...saying("abstain", [paragraph("Then I do not know.")], state),
        effects: [
          async ({ recordMiss }) => {
            const miss = { question: press.question, kind: "rejected" as const, key: undefined };
            return [paragraph((await recordMiss(miss)).text)];
          },
        ],
      };
    case "say":
      return await talkSaid(await meantBy(press.text, scene), scene);
    case "overlay-undo":
      return talkOverlayUndo(press.request, scene);
    case "overlay-take":
      return talkOverlayTake(press.request, scene);
    case "overlay-decline":
      return talkOverlayDecline(press.request, scene);
    case "page":
      return press.act === "runbook"
        ? await openRunbook(press.page, scene)
        : talkPagePressed(press.page, press.act, scene);
    case "page-open":
      return talkPageOpen(press, press.separate, scene);
    case "page-form":
      return talkPageForm({ target: press.target, text: press.text }, scene);
    case "gap-form":
      return { ...silence("command", state), opens: gapForm(scene.replyKey) };
    case "override-form":
      return { ...silence("command", state), opens: overrideForm(scene.replyKey) };
    case "page-ask-add":
      return await talkPageAskAdd(press.page, scene);
    case "page-add":
      return talkPageAdd(press.page, press.person, scene);
    case "wifi":
      return await talkWifiPressed(press, scene);
    case "show":
      return saying("command", press.doc, state);
    case "rest":
      return { ...saying("answer", press.doc, state), holds: press.isPrivate ? "narrow" : "open" };
  }
}

/** Opens the runbook that a page shows. */
async function openRunbook(page: number, scene: Scene): Promise<Turn> {
  const found = await scene.given.paging.show(page);
  if (!found) return noSuchPage(page, scene);
  const entry = found.runbook?.entry ?? "";
  return await open({ entry, topic: noTopic, environment: undefined, confirmed: false }, scene);
}

type Opening = Omit<Extract<Press, { readonly do: "open" }>, "do">;

async function open(
  { entry, topic, environment, confirmed, answers, corrects }: Opening,
  scene: Scene,
): Promise<Turn> {
  const { given, speaker, today, state } = scene;
  const asker = { viewer: speaker.viewer, today };
  const answered = await given.answers.open(entry, asker, topic, {
    environment,
    isConfirmed: confirmed,
  });
  if (!answered) {
    return saying(
      "refuse",
      [paragraph("That entry is not there any more, or not for you to read.")],
      state,
    );
  }
  const question = answers ?? answered.entry?.title ?? entry;
  const turn = await turnFor(answered, question, topic, scene);
  if (answers === undefined || !answered.entry) return turn;
  const source = corrects ? "correction" : "choice";
  const vote = voteOn(
    { entry: answered.entry, reply: scene.replyKey, question },
    true,
    source,
    scene,
  );
  return { ...turn, effects: [...turn.effects, vote] };
}

function withTopic(topic: Scene["state"]["topic"], scene: Scene): Scene {
  return { ...scene, state: { ...scene.state, topic: { topic } } };
}
