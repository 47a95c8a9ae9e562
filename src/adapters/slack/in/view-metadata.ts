import { z } from "zod";
import type { Conversation } from "../../../chat/conversation.ts";

const metadataSchema = z.object({
  instance: z.string().min(1),
  room: z.string().min(1),
  thread: z.string().optional(),
});

/** What a view keeps for us while somebody fills it in, ids alone: Slack gives it back, also after we were restarted. */
export type ViewMetadata = {
  readonly instance: string;
  readonly from: Pick<Conversation, "room" | "thread">;
};

export function writeViewMetadata({ instance, from: { room, thread } }: ViewMetadata): string {
  return JSON.stringify({ instance, room, thread });
}

/** @returns undefined when it is not ours */
export function parseViewMetadata(text: string): ViewMetadata | undefined {
  try {
    const { instance, ...from } = metadataSchema.parse(JSON.parse(text));
    return { instance, from };
  } catch {
    return undefined;
  }
}
