import { paragraph } from "../chat/doc.ts";
import type { LastAnswer } from "./memory.ts";
import type { Scene } from "./scene.ts";
import { type Effect, saying, silence, type Turn } from "./turn.ts";
import { verdictKey } from "./verdict-key.ts";

/** How long a bare line counts as the reason that was asked for. */
const reasonWithin = Temporal.Duration.from({ minutes: 10 });

/** What an answer is judged by. */
export type Judged = Pick<LastAnswer, "entry" | "reply" | "question">;

/** Keeps what somebody says that an answer was worth, and asks for the reason where it was worth nothing. */
export function talkVote(helpful: boolean, judged: Judged | undefined, scene: Scene): Turn {
  const { state, speaker, at, given } = scene;
  const { entry } = judged ?? {};
  if (!judged || !entry) {
    const text = "There is no answer here that you could say that of.";
    return saying("command", [paragraph(text)], state);
  }
  const { reply, question } = judged;
  const vote: Effect = async ({ transaction, recordMiss }) => {
    const verdict = {
      entry: entry.id,
      hash: entry.hash,
      helpful,
      by: speaker.principal,
      reply,
      at,
    };
    const { isNew } = await given.verdicts.vote(transaction, verdict);
    if (isNew && !helpful) {
      await recordMiss({ question, kind: "wrong_or_stale", key: verdictKey(entry.id) });
    }
    return undefined;
  };
  if (helpful) {
    return {
      ...saying("command", [paragraph("Good to know, thank you.")], state),
      effects: [vote],
    };
  }
  return {
    ...saying(
      "command",
      [paragraph("What was wrong? One line helps whoever looks after it.")],
      state,
    ),
    effects: [vote],
    pending: {
      ask: reasonAsked,
      of: reply,
      person: speaker.key,
      until: at.add(reasonWithin),
    },
  };
}

/** Does away with what somebody said an answer was worth, and asks for no reason any more. Nothing is said. */
export function talkVoteTakenBack(helpful: boolean, reply: string, scene: Scene): Turn {
  const { state, speaker, given } = scene;
  const { pending, ...rest } = state;
  const isAsked =
    pending?.ask === reasonAsked && pending.of === reply && pending.person === speaker.key;
  return {
    ...silence("silent:M17", isAsked && !helpful ? rest : state),
    effects: [
      async ({ transaction }) => {
        await given.verdicts.takeBack(transaction, { helpful, by: speaker.principal, reply });
        return undefined;
      },
    ],
  };
}

/** What is asked for after "not helpful". */
export const reasonAsked = "reason-for-not-helpful";

/** Takes a line as the reason that was asked for. */
export function talkReason(text: string, reply: string, scene: Scene): Turn {
  const { state, speaker, given } = scene;
  return {
    ...saying("command", [paragraph("Thank you, it is kept with the answer.")], state),
    effects: [
      async ({ transaction }) => {
        await given.verdicts.reason(transaction, reply, speaker.key, given.keptText(text));
        return undefined;
      },
    ],
  };
}
