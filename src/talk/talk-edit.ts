import type { Inbound, MessageEdit } from "../chat/inbox-item.ts";
import { editDecision } from "../chat/manners/edits.ts";
import { hear } from "../chat/manners/hearing.ts";
import type { Routed } from "../chat/router.ts";
import { type TakenMessage, textDigest, withTaken } from "../chat/taken-messages.ts";
import type { ThreadState } from "../chat/thread-state.ts";
import type { Scene } from "./scene.ts";
import { talkMessage } from "./talk-message.ts";
import { isCommand, meantBy, talkSaid } from "./talk-said.ts";
import { saying, silence, type Turn } from "./turn.ts";

/** What is said to a new version of a message (M23 to M25). */
export async function talkEdit(item: MessageEdit, scene: Scene): Promise<Turn> {
  const { given, state, settings, at } = scene;
  const { message: id } = item.edit.of;
  const meant = await meantBy(item.text, scene);
  const self = given.self(item.message.platform);
  const { routed } = meant;
  const hearing = hear({ item, routed, settings, thread: state, self, at });
  const known = state.messages?.[id];
  const noted = noting(item, known, state);
  if (hearing.hear === "silent") return { ...silence(hearing.outcome, noted), isNoted: true };
  if (hearing.hear === "refuse") return { ...silence("silent:M9", noted), isNoted: true };
  const taken = known ?? (await unseen(item, scene));
  // What waits still is dropped for its edit, even for one that changes nothing.
  const isWaiting = taken?.as === "question" && !taken.reply;
  const digest = isWaiting ? "" : (taken?.digest ?? "");
  const original = taken && { ...taken, digest, reply: taken.reply?.key };
  // What is secret goes out as a message of its own, which can be taken away.
  const isNewAlone = isCommand(meant) || meant.wifi !== undefined;
  const decision = editDecision(item, original, isNewAlone ? aCommand : routed, at);
  switch (decision.edit) {
    case "silent":
      return { ...silence(decision.outcome, noted), isNoted: true };
    case "tell":
      return { ...saying("refuse", decision.doc, noted), isNoted: true };
    case "as-new":
      return await talkMessage(item, scene);
    case "update": {
      const before = { ...scene, state: unsaid(state, decision.updateOf) };
      return { ...(await talkSaid(meant, before)), updates: taken?.reply };
    }
  }
}

/** A message of which only an edit reached us counts as a question that still waits. */
async function unseen({ edit }: MessageEdit, { given }: Scene): Promise<TakenMessage | undefined> {
  const sentAt = await given.past.mendedUnseen(edit.of);
  return sentAt && { digest: "", sentAt, as: "question" };
}

function noting(item: Inbound, known: TakenMessage | undefined, state: ThreadState): ThreadState {
  if (!item.edit || !known) return state;
  const taken = { ...known, digest: textDigest(item.text) };
  return { ...state, messages: withTaken(state.messages, item.edit.of.message, taken) };
}

/** The state without what a reply served, so that it may be served again. */
export function unsaid(state: ThreadState, reply: string): ThreadState {
  const left = Object.entries(state.served).filter(([, key]) => key !== reply);
  return { ...state, served: Object.fromEntries(left) };
}

const aCommand: Routed = { kind: "command", command: "step", words: [] };
