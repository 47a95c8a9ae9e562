import type { Answered } from "../answers/answered.ts";
import { conversationKey } from "../chat/conversation.ts";
import { paragraph } from "../chat/doc.ts";
import { notHere } from "../chat/manners/refusal.ts";
import { earlierReply, renderEarlier, servedKey } from "../chat/manners/repetition.ts";
import type { ThreadState } from "../chat/thread-state.ts";
import type { Topic } from "../knowledge/topic.ts";
import { type LastAnswer, type Memory, readMemory } from "./memory.ts";
import { noteServed } from "./note-served.ts";
import { offersFor } from "./offers.ts";
import { askerIn, type Scene } from "./scene.ts";
import { fillIn } from "./talk-page-form.ts";
import { threadContext } from "./thread-context.ts";
import { type Effect, type Offer, saying, type Turn } from "./turn.ts";

/** Answers a question in its thread. */
export async function talkQuestion(text: string, scene: Scene): Promise<Turn> {
  const { given, state, settings } = scene;
  const { topic } = readMemory(state.topic);
  // What the room is about fills in what neither the question nor its thread says.
  const context = await threadContext(scene);
  const known: Topic = {
    ...topic,
    verb: topic.verb ?? context?.verb,
    service: topic.service ?? context?.service ?? settings.service,
    environment: topic.environment ?? context?.environment ?? settings.environment,
  };
  const asker = askerIn(scene);
  const answered = await given.answers.answer(text, asker, known);
  const isLost = answered.outcome === "abstain" || answered.outcome === "clarify";
  for (const question of isLost ? (context?.questions ?? []) : []) {
    const found = await given.answers.answer(question, asker, known);
    if (found.outcome !== "answer") continue;
    const assumed = paragraph(`Taken as the question above: "${question}"`);
    return await turnFor({ ...found, doc: [assumed, ...found.doc] }, question, known, scene);
  }
  return await turnFor(answered, text, known, scene);
}

/** The turn that a reply makes: said, remembered, and with what can be pressed under it. */
export async function turnFor(
  answered: Answered,
  question: string,
  before: Topic,
  scene: Scene,
): Promise<Turn> {
  const { state, replyKey, conversation, speaker, given } = scene;
  const { outcome, entry, doc, lack, record, topic } = answered;
  const served = entry && servedKey(entry.id, answered.meant.environment, record && "commands");
  const earlier = served === undefined ? undefined : earlierReply(state, served);
  // What one person alone was shown, the next one has not seen.
  const isSeen = earlier !== undefined && entry?.audience === "everyone";
  if (isSeen && conversation.thread !== undefined) {
    return saying(outcome, renderEarlier(entry.title, await given.linkToReply(earlier)), state);
  }
  // All that is remembered of a question is what may be stored of it.
  const asStored = given.keptText(question);
  const holds = entry === undefined || entry.audience === "everyone" ? "open" : "narrow";
  const last: LastAnswer = {
    reply: replyKey,
    question: asStored,
    before,
    holds: holds === "narrow" ? holds : undefined,
    entry: entry && { id: entry.id, hash: entry.hash },
    gap: lack && { kind: lack.kind, key: lack.key },
    confirmed: record && (record.environment ?? ""),
  };
  const effects: Effect[] = [];
  if (lack) {
    effects.push(async ({ recordMiss }) => {
      const notice = await recordMiss({ question, ...lack });
      return outcome === "abstain" ? [{ p: [{ text: notice.text }] }] : undefined;
    });
  }
  if (record) {
    effects.push(async ({ transaction }) => {
      await given.verdicts.shown(transaction, {
        ...record,
        by: speaker.key,
        conversation: conversationKey(conversation),
        at: scene.at,
      });
      return undefined;
    });
  }
  effects.push(...noteServed(answered, question, scene));
  return {
    outcome,
    // Whom nobody knows may be one of us on an account that is written down nowhere (M9).
    says: outcome === "refuse" && !speaker.person ? [...doc, ...notHere("outsider")] : doc,
    offers: [
      ...offersFor(answered, asStored, before, replyKey),
      ...askOnCall(answered, asStored, scene),
    ],
    holds: outcome === "refuse" ? "narrow" : holds,
    state,
    effects,
    topic: { topic, last } satisfies Memory,
    served,
  };
}

/** Where nothing answers, or only what to choose from, a human may. */
function askOnCall(
  { outcome, rule, meant }: Answered,
  question: string,
  { given }: Scene,
): readonly Offer[] {
  const isOpen = outcome === "abstain" || (outcome === "choices" && rule !== undefined);
  if (!isOpen || !given.roster().oncall.isWritten) return [];
  const target =
    meant.service === undefined ? undefined : ({ kind: "service", id: meant.service } as const);
  return [fillIn({ target, text: question }, "Ask on-call")];
}

/** What the thread goes on with, where something is said that is no answer. */
export function kept(state: ThreadState): Memory {
  return readMemory(state.topic);
}
