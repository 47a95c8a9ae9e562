import { roomKey } from "../chat/conversation.ts";
import type { Handle } from "../chat/handled.ts";
import type { FormSubmit, Inbound, Interaction, Withdrawn } from "../chat/inbox-item.ts";
import { introductionOn } from "../chat/manners/introduction.ts";
import { placeOf } from "../chat/manners/place.ts";
import { withTouched } from "../chat/taken-messages.ts";
import { handledTurn } from "./handled-turn.ts";
import { pageFormId } from "./page-form.ts";
import { sceneOf } from "./scene.ts";
import { talkEdit } from "./talk-edit.ts";
import type { TalkGiven } from "./talk-given.ts";
import { talkMessage } from "./talk-message.ts";
import { talkPage } from "./talk-page.ts";
import { pageFilledIn } from "./talk-page-form.ts";
import { talkPressed } from "./talk-pressed.ts";
import type { TalkTables } from "./talk-tables.ts";
import { talkUpgraded } from "./talk-upgraded.ts";
import { placeOfWithdrawn, talkWithdrawn } from "./talk-withdrawn.ts";
import { saying, silence } from "./turn.ts";

/** Decides what is said to whatever reaches us from a platform, and what changes with that. */
export function createTalkFeature(given: TalkGiven): { readonly handle: Handle<TalkTables> } {
  return {
    async handle(item, inboxId) {
      if (item.kind === "message") return await onMessage(item, inboxId);
      if (item.kind === "interaction") return await onPress(item, inboxId);
      if (item.kind === "withdrawn") return await onWithdrawn(item, inboxId);
      if (item.kind === "form") return await onForm(item, inboxId);
      const conversation = item.room;
      const by = given.self(conversation.platform);
      const where = { conversation, roomKind: undefined, by, name: by.user };
      const scene = await sceneOf(item, inboxId, where, given);
      const { state, at } = scene;
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
    const conversation = placeOf({ message: edit?.of ?? item.message, roomKind }, { threads });
    const where = { conversation, roomKind, by: principal, name: displayName };
    const scene = await sceneOf(item, inboxId, where, given);
    if (edit) return await handledTurn(await talkEdit({ ...item, edit }, scene), scene);
    const quoted = item.quoted && (await given.replyShownBy(item.quoted));
    const state =
      quoted === undefined
        ? scene.state
        : { ...scene.state, messages: withTouched(scene.state.messages, quoted) };
    const noted = { ...scene, state };
    return await handledTurn(await talkMessage(item, noted), noted);
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
    if (item.form !== pageFormId)
      return await handledTurn(silence("silent:M1", scene.state), scene);
    return await handledTurn(await talkPage(await pageFilledIn(item, scene), scene), scene);
  }

  async function onPress(item: Interaction, inboxId: number) {
    const stored = await given.presses.find(item.value);
    const { message: _message, ...on } = item.on;
    // A reaction often does not know its thread, and a private reply may have gone elsewhere.
    const isElsewhere = stored !== undefined && roomKey(on) !== roomKey(stored.conversation);
    // A page is told in many rooms, and who presses is answered where they did.
    const conversation =
      stored === undefined || (isElsewhere && stored.press.do === "page")
        ? on
        : stored.conversation;
    const where = { conversation, roomKind: undefined, by: item.actor, name: item.actor.user };
    const scene = await sceneOf(item, inboxId, where, given);
    const turn = await talkPressed(stored, item.undone, scene);
    const isForOne = roomKey(on) !== roomKey(conversation) && stored?.press.do !== "show";
    return await handledTurn(isForOne ? { ...turn, holds: "narrow" } : turn, scene);
  }
}
