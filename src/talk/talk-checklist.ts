import { conversationKey } from "../chat/conversation.ts";
import { paragraph } from "../chat/doc.ts";
import { mayRead } from "../knowledge/audience.ts";
import type { Entry } from "../knowledge/entry.ts";
import { type Checklist, type ChecklistEvent, startChecklist } from "../runbooks/checklist.ts";
import { type ChecklistOutcome, tickChecklist } from "../runbooks/checklist-tick.ts";
import { audienceOfEntry } from "./audience-for.ts";
import { offer } from "./offers.ts";
import type { Scene } from "./scene.ts";
import { type Effect, saying, type Turn } from "./turn.ts";

/** Begins to tick a checklist; one of the same entry that is ticked here goes on, with its ticks. */
export function talkChecklistStart(entry: Entry, scene: Scene): Turn {
  const { list: former, speaker, at, state, conversation, given } = scene;
  if (former?.going.entry === entry.id) {
    return turnOf(ticked(former.going, { event: "show" }, scene), scene, []);
  }
  const list = startChecklist(entry, { principal: speaker.key, name: speaker.name }, at);
  if (!list) return saying("command", [paragraph("This page has nothing to tick.")], state);
  const key = conversationKey(conversation);
  const start: Effect = async ({ transaction }) => {
    await given.walks.start(transaction, key, list, at);
    return undefined;
  };
  const last = former ? ticked(former.going, { event: "stop" }, scene).says : [];
  const turn = turnOf(ticked(list, { event: "show" }, scene), scene, [start]);
  return { ...turn, says: [...last, ...(turn.says ?? [])] };
}

/** Does something in the checklist that is ticked here; undefined where none is. */
export function talkChecklistStep(event: ChecklistEvent, scene: Scene): Turn | undefined {
  const { list: stored, given, at } = scene;
  if (!stored) return undefined;
  const now = given.knowledge().corpus.entryById.get(stored.going.entry);
  if (now && !mayRead(now.audience, scene.speaker.viewer)) return undefined;
  const outcome = ticked(stored.going, event, scene);
  const save: Effect = async ({ transaction }) => {
    await given.walks.save(transaction, { ...stored, going: outcome.list }, at);
    return undefined;
  };
  return turnOf(outcome, scene, [save]);
}

function ticked(list: Checklist, event: ChecklistEvent, { speaker, at }: Scene): ChecklistOutcome {
  return tickChecklist(list, event, { by: { principal: speaker.key, name: speaker.name }, at });
}

function turnOf(
  { list, says, actions }: ChecklistOutcome,
  scene: Scene,
  effects: readonly Effect[],
): Turn {
  // A tick names its item: whoever ticks it again hears who did.
  const offers = actions.map(({ id, label }) => ({
    ...offer(`list-${id}`, label, [label.toLowerCase()], "☑️", { do: "step", action: id }),
    once: false,
  }));
  const holds = audienceOfEntry(list.entry, scene);
  return { ...saying("command", says, scene.state), offers, effects, holds };
}
