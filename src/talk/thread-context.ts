import { contextLines } from "../chat/manners/context-lines.ts";
import { looksLikeQuestion } from "../chat/manners/question-shape.ts";
import type { Topic } from "../knowledge/topic.ts";
import type { Scene } from "./scene.ts";

/** What a thread speaks of into which we are called. */
export type ThreadContext = Pick<Topic, "verb" | "service" | "environment"> & {
  /** Its questions, newest first. */
  readonly questions: readonly string[];
};

const mostRead = 100;

/**
 * Reads a running thread when somebody mentions us in it who had not spoken with us there (M22): what its newest line names
 * that names any. Undefined elsewhere.
 */
export async function threadContext(scene: Scene): Promise<ThreadContext | undefined> {
  const { item, given, conversation, state } = scene;
  if (item.kind !== "message" || item.message.thread === undefined) return undefined;
  if (state.lastReplyAt !== undefined || item.addressed === "none") return undefined;
  const read = await given.readThread(conversation, mostRead);
  const lines = contextLines(read, item.sentAt, item.text).toReversed();
  const names = given.knowledge().names();
  const readings = lines.map((line) => names.read(line));
  return {
    verb: firstOf(readings.map(({ verb }) => verb?.verb)),
    service: firstOf(
      readings.map(({ services: [first, ...others] }) => {
        const isOne = first?.services.length === 1 && others.length === 0;
        return isOne ? first.services[0]?.id : undefined;
      }),
    ),
    environment: firstOf(readings.map(({ environments }) => environments[0]?.id)),
    questions: lines.filter(looksLikeQuestion),
  };
}

function firstOf<T>(list: readonly (T | undefined)[]): T | undefined {
  return list.find((one) => one !== undefined);
}
