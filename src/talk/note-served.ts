import type { Answered } from "../answers/answered.ts";
import type { Scene } from "./scene.ts";
import type { Effect } from "./turn.ts";
import { verdictKey } from "./verdict-key.ts";

/**
 * Keeps that somebody is served an entry. Whoever is served it once too often could not find it again, which is a miss that
 * nobody is told of; but no program, nor who is only sent elsewhere, or was served something that stands in for more.
 */
export function noteServed(
  { entry, lack, outcome }: Answered,
  question: string,
  { given, item, speaker, conversation, replyKey, at }: Scene,
): readonly Effect[] {
  if (outcome !== "answer" || !entry) return [];
  const isProgram = item.kind === "message" && item.author.isBot;
  const mayRepeat = entry.type !== "pointer" && !lack && !isProgram;
  const { id, hash } = entry;
  const served = { entry: id, hash, by: speaker.key, conversation, reply: replyKey, at, mayRepeat };
  return [
    async ({ transaction, recordMiss }) => {
      const { isRepeat } = await given.served.served(transaction, served);
      if (isRepeat) await recordMiss({ question, kind: "repeat", key: verdictKey(id) });
      return undefined;
    },
  ];
}
