import { principalKey } from "../chat/conversation.ts";
import { paragraph } from "../chat/doc.ts";
import { pressDecision } from "../chat/manners/pressing.ts";
import type { StoredPress } from "./press-store.ts";
import type { Scene } from "./scene.ts";
import { talkPress } from "./talk-press.ts";
import { talkVoteTakenBack } from "./talk-vote.ts";
import { saying, silence, type Turn } from "./turn.ts";

/** Decides about something that was pressed, or typed in its place. */
export async function talkPressed(
  stored: StoredPress | undefined,
  isUndone: boolean,
  scene: Scene,
): Promise<Turn> {
  const { state, speaker, given } = scene;
  if (!stored) {
    const text = "That can no longer be pressed. Ask again, and I offer it anew.";
    return { ...saying("refuse", [paragraph(text)], state), holds: "narrow" };
  }
  const { asker, used } = stored;
  const decision = pressDecision({
    action: stored,
    presser: {
      principal: speaker.key,
      person: speaker.person?.id,
      roles: speaker.person?.roles ?? [],
    },
    asker: asker === undefined ? undefined : { principal: asker, person: undefined },
    first: used && {
      principal: used.by,
      name: nameOf(used.by, scene),
      time: used.at
        .toZonedDateTimeISO(given.timeZone)
        .toPlainTime()
        .toString({ smallestUnit: "minute" }),
    },
    undone: isUndone,
  });
  switch (decision.press) {
    case "silent":
      return silence(decision.outcome, state);
    case "taken-back": {
      const { press } = stored;
      if (press.do !== "vote") return silence("silent:M17", state);
      return talkVoteTakenBack(press.helpful, press.reply, scene);
    }
    case "told":
      return { ...saying("refuse", decision.doc, state), holds: "narrow" };
    case "counts":
      return withUse(await talkPress(stored.press, scene), stored.value, scene);
  }
}

/** Whoever pressed first is kept with what was pressed. */
function withUse(turn: Turn, value: string, { given, speaker, at }: Scene): Turn {
  return {
    ...turn,
    effects: [
      async ({ transaction }) => {
        await given.presses.use(transaction, value, speaker.key, at);
        return undefined;
      },
      ...turn.effects,
    ],
  };
}

function nameOf(key: string, { given, speaker }: Scene): string {
  const person = given
    .knowledge()
    .corpus.catalogue.people.find(({ id, slack, matrix }) =>
      [id, slack, matrix].some(
        (user) => user !== undefined && principalKey({ ...speaker.principal, user }) === key,
      ),
    );
  return person?.name ?? person?.id ?? "Somebody else";
}
