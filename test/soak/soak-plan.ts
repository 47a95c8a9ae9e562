import { type Topic, topics } from "./soak-knowledge.ts";

/** What is to be said, and when. */
export type PlannedQuestion = {
  readonly atMs: number;
  /** Number of its room, of so many. */
  readonly room: number;
  /** Number of its thread in that room. */
  readonly thread: number;
  /** It begins the thread. */
  readonly isFirst: boolean;
  readonly topic: Topic;
};

type Plan = { readonly rooms: number; readonly questions: readonly PlannedQuestion[] };

/** In every room and minute so many questions in so many threads are within what may be said there. */
const ofRoom = topics.length;
const ofThread = 4;
const fewestRooms = 60;

/** Spreads questions over time, rooms and threads: each room's turn comes about every four seconds. */
export function planSoak(events: number, seconds: number): Plan {
  const rooms = Math.max(fewestRooms, Math.ceil((events / seconds) * (60 / ofRoom)));
  const questions = Array.from({ length: events }, (_, index): PlannedQuestion => {
    const turn = Math.floor(index / rooms);
    return {
      atMs: (index * seconds * 1_000) / events,
      room: index % rooms,
      thread: Math.floor(turn / ofThread),
      isFirst: turn % ofThread === 0,
      topic: topics[turn % topics.length] ?? { mark: "", question: "" },
    };
  });
  return { rooms, questions };
}
