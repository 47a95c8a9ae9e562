import { type Conversation, roomKey } from "../chat/conversation.ts";
import type { Handle } from "../chat/handled.ts";
import type { FormSubmit, Inbound, Interaction, Withdrawn } from "../chat/inbox-item.ts";
import { introductionOn } from "../chat/manners/introduction.ts";
import { placeOf } from "../chat/manners/place.ts";
import { withTouched } from "../chat/taken-messages.ts";
import type { ThreadState } from "../chat/thread-state.ts";
import { isAskedAside } from "./bare-command.ts";
import { handledTurn } from "./handled-turn.ts";
import { offerHome } from "./home-offers.ts";
import { type Scene, sceneOf } from "./scene.ts";
import { talkEdit } from "./talk-edit.ts";
import { talkForm } from "./talk-form.ts";
import type { TalkGiven } from "./talk-given.ts";
import { homeOf, isDoneAtHome } from "./talk-home.ts";
import { talkMessage } from "./talk-message.ts";
import { talkPressed } from "./talk-pressed.ts";
import type { TalkTables } from "./talk-tables.ts";
import { talkUpgraded } from "./talk-upgraded.ts";
import { placeOfWithdrawn, talkWithdrawn } from "./talk-withdrawn.ts";
import { saying, silence, type Turn } from "./turn.ts";

/** Decides what is said to whatever reaches us from a platform, and what changes with that. */
export function createTalkFeature(given: TalkGiven): { readonly handle: Handle<TalkTables> } {
  return {
    async handle(item, inboxId) {
      if (item.kind === "message") return await onMessage(item, inboxId);
      if (item.kind === "interaction") return await onPress(item, inboxId);
      if (item.kind === "withdrawn") return await onWithdrawn(item, inboxId);
      if (item.kind === "form") return await onForm(item, inboxId);
      const conversation = item.room;
      const isHome = item.change === "home-opened";
      const by = (isHome ? item.by : undefined) ?? given.self(conversation.platform);
      const where = { conversation, roomKind: undefined, by, name: by.user };
      const scene = await sceneOf(item, inboxId, where, given);
      const { state, at } = scene;
      if (item.change === "home-opened" && item.by) {
        // Whoever opens our home may press there what they never wrote to us.
        return await handledAtHome(silence("command", { ...state, isDirect: true }), scene);
      }
      if (item.change === "upgraded" && item.to) {
        return await handledTurn(talkUpgraded(item.room, item.to, scene), scene);
      }
      const says = introductionOn(item);
      if (!says) return await handledTurn(silence("silent:M1", state), scene);
      return await handledTurn(saying("command", says, { ...state, joinedAt: at }), scene);
    },
  };

  async function onMessage(item: Inbound, inboxId: number) {
    const { threads } = await given.capabilities(item.message);
    const { principal, displayName } = item.author;
    const { roomKind, edit } = item;
    const alone = await aloneWith(item);
    const conversation =
      alone ?? placeOf({ message: edit?.of ?? item.message, roomKind }, { threads });
    const where = { conversation, roomKind, by: principal, name: displayName };
    const scene = await sceneOf(item, inboxId, where, given);
    if (edit) return await handledTurn(await talkEdit({ ...item, edit }, scene), scene);
    const quoted = item.quoted && (await given.replyShownBy(item.quoted));
    const state =
      quoted === undefined
        ? scene.state
        : { ...scene.state, messages: withTouched(scene.state.messages, quoted) };
    const noted = { ...scene, state: { ...state, ...asideOf(item) } };
    return await handledThere(await talkMessage(item, noted), noted);
  }

  /** Two people who talk with each other have a room of theirs, in which we cannot answer what one of them asks aside. */
  async function aloneWith(item: Inbound): Promise<Conversation | undefined> {
    const isDirect = item.roomKind === "dm" && isAskedAside(item);
    const room = isDirect ? await given.directRoom(item.author.principal) : undefined;
    return room && roomKey(room) !== roomKey(item.message) ? room : undefined;
  }

  async function onWithdrawn(item: Withdrawn, inboxId: number) {
    const conversation = await placeOfWithdrawn(item, given);
    const by = given.self(conversation.platform);
    const where = { conversation, roomKind: undefined, by, name: by.user };
    const scene = await sceneOf(item, inboxId, where, given);
    return await handledTurn(await talkWithdrawn(item, scene), scene);
  }

  async function onForm(item: FormSubmit, inboxId: number) {
    const { from, actor } = item;
    const where = { conversation: from, roomKind: undefined, by: actor, name: actor.user };
    const scene = await sceneOf(item, inboxId, where, given);
    return await handledThere(await talkForm(item, scene), scene);
  }

  async function onPress(item: Interaction, inboxId: number) {
    const stored = await given.presses.find(item.value);
    const { message: _message, ...on } = item.on;
    // A reaction often does not know its thread, and a private reply may have gone elsewhere.
    const isElsewhere = stored !== undefined && roomKey(on) !== roomKey(stored.conversation);
    // A page is told in many rooms, and who presses is answered where they did.
    const isPage = isElsewhere && stored.press.do === "page";
    const showsIn = stored?.press.do === "show" ? stored.press.in : undefined;
    const conversation = showsIn ?? (stored === undefined || isPage ? on : stored.conversation);
    const where = { conversation, roomKind: undefined, by: item.actor, name: item.actor.user };
    const scene = await sceneOf(item, inboxId, where, given);
    const turn = await talkPressed(stored, item.undone, scene);
    const isForOne = roomKey(on) !== roomKey(conversation) && stored?.press.do !== "show";
    return await handledThere(isForOne ? { ...turn, holds: "narrow" } : turn, scene);
  }

  /** What somebody does in their home may change what they see there. */
  async function handledThere(turn: Turn, scene: Scene) {
    return await ((await isDoneAtHome(scene)) ? handledAtHome : handledTurn)(turn, scene);
  }

  async function handledAtHome(turn: Turn, scene: Scene) {
    const effects = [...turn.effects, await offerHome(scene)];
    return { ...(await handledTurn({ ...turn, effects }, scene)), home: homeOf(scene) };
  }
}

/** Whoever asks about a message asks beside its thread, in which everybody may be shown what is answered. */
function asideOf(item: Inbound): Pick<ThreadState, "showsIn"> {
  if (!item.quoted || !isAskedAside(item) || item.roomKind === "dm") return {};
  const { roomKind } = item;
  return { showsIn: placeOf({ message: item.quoted, roomKind }, { threads: true }) };
}
