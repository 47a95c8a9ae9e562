import { type Conversation, conversationKey } from "../chat/conversation.ts";
import type { Doc } from "../chat/doc.ts";
import type { Handled } from "../chat/handled.ts";
import { roomOf } from "../chat/inbox-item.ts";
import { type Reply, removalOf } from "../chat/reply.ts";
import { afterReply } from "../chat/thread-state.ts";
import { isAskedAside } from "./bare-command.ts";
import { budgetedTurn, isCounted } from "./budgeted-turn.ts";
import { elsewhereKeyOf, type Scene } from "./scene.ts";
import { actionOf, type Shown, shownTurn } from "./shown-turn.ts";
import { afterTaken } from "./taken-turn.ts";
import type { TalkTables } from "./talk-tables.ts";
import type { Added, Effect, SaidElsewhere, Turn } from "./turn.ts";

/** An answer or a refusal that is not out by then is of no use any more. */
const staleAfter = Temporal.Duration.from({ hours: 24 });

/** What is written for a turn, all in one transaction: what changes, what can be pressed, the state, and the reply. */
export async function handledTurn(decided: Turn, scene: Scene): Promise<Handled<TalkTables>> {
  const budgeted = await budgetedTurn(decided, scene);
  const { outcome, postponeTo, opens } = budgeted;
  return {
    outcome,
    postponeTo,
    opens: opens && { form: opens, from: await sentFrom(scene) },
    async write(transaction) {
      const { given, conversation, at, item } = scene;
      const key = conversationKey(conversation);
      let misses = 0;
      const writing: Parameters<Effect>[0] = {
        transaction,
        recordMiss(miss) {
          misses += 1;
          const { platform, user } = scene.speaker.principal;
          const messageKey = `${platform}:${item.dedupKey}${misses === 1 ? "" : `#${misses}`}`;
          const whole = { ...miss, asker: { platform, user }, at, messageKey };
          return given.gaps.recordWithin(transaction, whole);
        },
      };
      const added: Added[] = [];
      for (const effect of budgeted.effects) added.push(addedOf(await effect(writing)));
      const turn = withAdded(budgeted, added);
      const offerAll = async (
        { actions, offers }: Pick<Shown, "actions" | "offers">,
        to: Conversation,
      ) => {
        for (const [index, { value }] of actions.entries()) {
          const one = offers[index];
          if (!one) continue;
          const { press, allowed, once } = one;
          const asker = scene.speaker.key;
          const offered = { value, conversation: to, press, allowed, once, asker };
          await given.presses.offer(transaction, offered, at);
        }
      };
      const elsewhere = turn.elsewhere && elsewhereReply(turn.elsewhere, scene);
      if (turn.elsewhere && elsewhere) {
        const { offers, to } = turn.elsewhere;
        await offerAll({ actions: elsewhere.actions, offers }, to);
      }
      const goes = [
        ...(turn.takesBack ?? []).map((one) => goneReply(one, scene)),
        ...(elsewhere ? [elsewhere] : []),
      ];
      if (!turn.says || turn.isOverflow) {
        const state = afterTaken(turn.state, turn, scene, undefined);
        await given.conversations.save(transaction, key, state, at);
        return turn.says ? [overflowReply(turn.says, scene)] : goes;
      }
      const shown = shownTurn(turn.says, turn, scene);
      const { actions, updateOf, audience } = shown;
      await offerAll(shown, conversation);
      const { topic, served, pending } = turn;
      const counts = isCounted(scene) && updateOf === undefined;
      const said = { key: updateOf ?? scene.replyKey, at, counts, topic, served, pending };
      const reply = {
        key: updateOf ?? scene.replyKey,
        newest: scene.replyKey,
        isPrivate: audience !== "everyone",
      };
      const state = afterTaken(afterReply(turn.state, said), turn, scene, reply);
      const offered = actions.map(({ value, words }, index) => ({
        value,
        words: [String(index + 1), ...words],
      }));
      // Whom we refuse something changes nothing of what others may press.
      const isRefusal = turn.outcome === "refuse" && offered.length === 0;
      const kept = isRefusal ? state : { ...state, offered };
      await given.conversations.save(transaction, key, kept, at);
      const replaced = turn.updates && updateOf === undefined ? [turn.updates.key] : [];
      return [...goes, ...replaced.map((one) => goneReply(one, scene)), replyOf(shown, scene)];
    },
  };
}

/** A form is sent from where it was opened; one that was opened aside, from where its reader talks to us alone. */
async function sentFrom({
  given,
  item,
  conversation,
  speaker,
  state,
}: Scene): Promise<Conversation> {
  if (state.showsIn === undefined && !isAskedAside(item)) return roomOf(item);
  return (await given.directRoom(speaker.principal)) ?? conversation;
}

function addedOf(result: Awaited<ReturnType<Effect>>): Added {
  if (result === undefined) return { doc: [] };
  return "doc" in result ? result : { doc: result };
}

/** The turn with what its effects have to say. */
function withAdded(turn: Turn, added: readonly Added[]): Turn {
  const doc = added.flatMap((one) => one.doc);
  const isRefused = added.some(({ isRefusal }) => isRefusal);
  return {
    ...turn,
    says: turn.says || doc.length > 0 ? [...(turn.says ?? []), ...doc] : undefined,
    offers: [...turn.offers, ...added.flatMap(({ offers }) => offers ?? [])],
    ...(isRefused ? { outcome: "refuse", holds: "narrow" } : {}),
  };
}

function replyOf({ doc, actions, audience, updateOf }: Shown, scene: Scene): Reply {
  return {
    key: scene.replyKey,
    to: scene.conversation,
    doc,
    actions,
    audience,
    // One as the other, or what is said next in a thread would overtake it.
    importance: "answer",
    updateOf,
    // Of the new version of an old message nobody is told elsewhere.
    asker: updateOf === undefined ? scene.speaker.principal : undefined,
    broadcast: false,
    notAfter: scene.at.add(staleAfter),
  };
}

function overflowReply(doc: Doc, { replyKey, conversation, at }: Scene): Reply {
  return {
    key: `overflow:${replyKey}:${at.epochMilliseconds}`,
    to: conversation,
    doc,
    actions: [],
    audience: "everyone",
    importance: "info",
    broadcast: false,
    notAfter: at.add({ minutes: 1 }),
  };
}

function elsewhereReply({ to, doc, offers }: SaidElsewhere, scene: Scene): Reply {
  const { replyKey, at } = scene;
  return {
    key: elsewhereKeyOf(scene),
    to,
    doc,
    actions: offers.map((one, index) => actionOf(one, `${replyKey}/elsewhere/${index + 1}`)),
    audience: "everyone",
    importance: "answer",
    broadcast: false,
    notAfter: at.add(staleAfter),
  };
}

function goneReply(reply: string, { replyKey, conversation }: Scene): Reply {
  return removalOf(reply, `gone:${replyKey}:${reply}`, conversation);
}
