import { conversationKey } from "../chat/conversation.ts";
import type { Inbound } from "../chat/inbox-item.ts";
import { catchUpOn, renderAway, renderStill } from "../chat/manners/catch-up.ts";
import type { Scene } from "./scene.ts";
import { saying, silence, type Turn } from "./turn.ts";

/** What is said to a message that came while we were away (M38, M39). @param talk what is said to it else */
export async function talkLate(
  item: Inbound,
  isCommand: boolean,
  scene: Scene,
  talk: () => Promise<Turn>,
): Promise<Turn> {
  const { given, conversation, settings, at, state } = scene;
  const { thread: _thread, ...mainLine } = conversation;
  const { joinedAt } = await given.conversations.load(conversationKey(mainLine));
  const decision = catchUpOn(item, { isCommand, settings, joinedAt, at });
  switch (decision.catchUp) {
    case "go-on":
      return withAway(await talk(), item, scene);
    case "ask-still": {
      const { doc, actions } = renderStill(item.text, "");
      const offers = actions.map(({ id, label, words, emoji, allowed, once }) => {
        const press = { do: "say", text: item.text } as const;
        return { id, label, words, emoji, allowed, once, press };
      });
      return { ...saying("clarify", doc, state), offers };
    }
    case "silent": {
      const turn = silence(decision.outcome, state);
      if (!decision.gap) return turn;
      return {
        ...turn,
        effects: [
          async ({ recordMiss }) => {
            await recordMiss({ question: item.text, kind: "no_answer", key: undefined });
            return undefined;
          },
        ],
      };
    }
  }
}

/** Above the first reply of a conversation stands that we were away. */
function withAway(turn: Turn, { sentAt }: Inbound, { state, at, given }: Scene): Turn {
  const { awaySaidAt } = state;
  const isSaid = awaySaidAt && Temporal.Instant.compare(sentAt, awaySaidAt) <= 0;
  if (!turn.says || isSaid) return turn;
  return {
    ...turn,
    says: [...renderAway(sentAt, at, given.timeZone), ...turn.says],
    state: { ...turn.state, awaySaidAt: at },
  };
}
