import { paragraph } from "../chat/doc.ts";
import type { VoteSource } from "../learning/vote.ts";
import type { LastAnswer } from "./memory.ts";
import { otherAnswers } from "./other-answers.ts";
import type { Scene } from "./scene.ts";
import { type Effect, saying, silence, type Turn } from "./turn.ts";
import { verdictKey } from "./verdict-key.ts";

const keptThanks = "Thank you, it is kept with the answer.";

/** How long a bare line counts as the reason that was asked for. */
const reasonWithin = Temporal.Duration.from({ minutes: 10 });

/** An answer that somebody judges, and what it answers. */
type Judged = Pick<LastAnswer, "reply" | "question"> & {
  readonly entry: NonNullable<LastAnswer["entry"]>;
};

/** Keeps what somebody says that an answer was worth, and asks for the reason where it was worth nothing. */
export async function talkVote(
  helpful: boolean,
  judged: Pick<LastAnswer, "entry" | "reply" | "question"> | undefined,
  scene: Scene,
): Promise<Turn> {
  const { state, speaker, at } = scene;
  const { entry } = judged ?? {};
  if (!judged || !entry) {
    const text = "There is no answer here that you could say that of.";
    return saying("command", [paragraph(text)], state);
  }
  const { reply, question } = judged;
  const vote = voteOn({ entry, reply, question }, helpful, "vote", scene);
  if (helpful) {
    return {
      ...saying("command", [paragraph("Good to know, thank you.")], state),
      effects: [vote],
    };
  }
  const others = await otherAnswers({ entry, question }, scene);
  // Where one person alone sees what we say, nothing that they write reaches us.
  const isAside = state.showsIn !== undefined;
  const wrong = isAside ? keptThanks : "What was wrong? One line helps whoever looks after it.";
  const asks = others.length === 0 ? wrong : `${wrong} Or was it one of these?`;
  return {
    ...saying("command", [paragraph(asks)], state),
    offers: others,
    effects: [vote],
    pending: isAside
      ? undefined
      : {
          ask: reasonAsked,
          of: reply,
          person: speaker.key,
          until: at.add(reasonWithin),
        },
  };
}

/** Keeps what somebody says of an entry as the answer to a question; one that does not answer is a miss. */
export function voteOn(
  { entry, reply, question }: Judged,
  helpful: boolean,
  source: VoteSource,
  { speaker, at, given }: Scene,
): Effect {
  return async ({ transaction, recordMiss }) => {
    const { isNew } = await given.verdicts.vote(transaction, {
      entry: entry.id,
      hash: entry.hash,
      helpful,
      question: given.keptText(question),
      source,
      by: speaker.principal,
      reply,
      at,
    });
    if (isNew && !helpful) {
      await recordMiss({ question, kind: "wrong_or_stale", key: verdictKey(entry.id) });
    }
    return undefined;
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
    ...saying("command", [paragraph(keptThanks)], state),
    effects: [
      async ({ transaction }) => {
        await given.verdicts.reason(transaction, reply, speaker.key, given.keptText(text));
        return undefined;
      },
    ],
  };
}
