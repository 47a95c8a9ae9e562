import { EventTimeline, type MatrixClient } from "matrix-js-sdk";
import { z } from "zod";
import type { DutyOutcome, DutySign } from "../../../chat/duty-sign.ts";
import { topicShowing } from "../../../chat/duty-topic.ts";
import { failureOf, refusalCode } from "./failure.ts";

/** A topic is an event like others; so much of it is read. */
const mostInTopic = 1_000;

const topicSchema = z.object({ topic: z.string().catch("") }).catch({ topic: "" });

/** Shows in a room's topic who is on call, where it does not say so yet. */
export async function showTopic(sign: DutySign, client: MatrixClient): Promise<DutyOutcome> {
  if (sign.kind === "group") {
    return {
      refused: "Matrix has no groups that people mention: name a room whose topic shows it.",
    };
  }
  const { room: id } = sign.room;
  const room = client.getRoom(id);
  if (room?.getMyMembership() !== "join") return { refused: "I am not in that room: invite me." };
  const state = room.getLiveTimeline().getState(EventTimeline.FORWARDS);
  const { topic } = topicSchema.parse(state?.getStateEvents("m.room.topic", "")?.getContent());
  const limits = { most: mostInTopic, written: (text: string) => text };
  const shown = topicShowing(topic, sign.who, limits);
  if (shown === undefined) {
    const why = `A topic has at most ${mostInTopic} characters, and this one leaves no room for a name: shorten it.`;
    return { refused: why };
  }
  if (shown === topic) return { shown: true };
  try {
    await client.setRoomTopic(id, shown);
    return { shown: true };
  } catch (error) {
    const failure = failureOf(error);
    if ("retryInMs" in failure) return failure;
    if ("unknown" in failure) return { retryInMs: 0 };
    return {
      refused: `The room does not let me change its topic (${refusalCode(error)}): give me the power to.`,
    };
  }
}
