import { type TakenMessage, textDigest, withTaken } from "../chat/taken-messages.ts";
import type { ThreadState } from "../chat/thread-state.ts";
import type { Scene } from "./scene.ts";
import type { Turn } from "./turn.ts";

/** Notes how a message was taken, and what was replied to it, for the case that it is edited or deleted. */
export function afterTaken(
  state: ThreadState,
  turn: Turn,
  scene: Scene,
  reply: TakenMessage["reply"],
): ThreadState {
  const { item, at } = scene;
  if (item.kind !== "message" || item.author.isBot || turn.isNoted) return state;
  const { message: id } = item.edit?.of ?? item.message;
  const { sentAt } = state.messages?.[id] ?? item;
  const digest = textDigest(item.text);
  const taken = {
    digest,
    sentAt,
    as: asTaken(turn),
    ...(reply ? { reply, repliedAt: at } : {}),
  };
  return { ...state, messages: withTaken(state.messages, id, taken) };
}

function asTaken({ outcome, postponeTo }: Turn): TakenMessage["as"] {
  if (outcome === "command") return "command";
  return outcome.startsWith("silent:") && postponeTo === undefined ? "unheard" : "question";
}
