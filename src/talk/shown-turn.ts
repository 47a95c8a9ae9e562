import type { Action } from "../chat/action.ts";
import type { Doc } from "../chat/doc.ts";
import { cutDoc } from "../chat/length.ts";
import { markUpdated } from "../chat/manners/edits.ts";
import { followUpHint } from "../chat/manners/follow-up.ts";
import type { Reply } from "../chat/reply.ts";
import { audienceFor } from "./audience-for.ts";
import { offersToShow } from "./offer-to-show.ts";
import { offer } from "./offers.ts";
import { isFormPress } from "./press.ts";
import type { Scene } from "./scene.ts";
import type { Offer, Turn } from "./turn.ts";

/** What becomes of a turn's words where they are shown; each action stands for the offer of the same place. */
export type Shown = Pick<Reply, "doc" | "actions" | "audience" | "updateOf"> & {
  readonly offers: readonly Offer[];
};

/** A turn as it goes out: to whom, as how much at a time, and in place of what. */
export function shownTurn(whole: Doc, turn: Turn, scene: Scene): Shown {
  const { updates } = turn;
  const decision = audienceFor(turn, whole, scene);
  const isPrivate = decision.audience === "asker";
  const toShow = isPrivate && decision.showToEveryone ? offersToShow(whole, scene) : [];
  const cut = shortened(
    updates ? markUpdated(whole) : whole,
    [...turn.offers, ...toShow],
    scene,
    isPrivate,
  );
  // What everybody could read is no place for what one person may see, and the other way round.
  const isSamePlace = updates && !isPrivate && !updates.isPrivate && scene.able?.edit === true;
  return {
    ...cut,
    doc: [...cut.doc, ...hintOf(turn, scene)],
    actions: cut.offers.map((one, index) => actionOf(one, `${scene.replyKey}/${index + 1}`)),
    audience: isPrivate ? { only: scene.speaker.principal } : "everyone",
    updateOf: isSamePlace ? updates.key : undefined,
  };
}

function hintOf({ outcome }: Turn, { able, roomKind, settings, state }: Scene): Doc {
  if (outcome !== "answer" || !able || state.showsIn) return [];
  const hint = followUpHint({ hearsAll: able.hearsAll, roomKind, settings });
  return hint ? [hint] : [];
}

/** @param value key of the row that keeps what it does */
export function actionOf(one: Offer, value: string): Action {
  const { id, label, words, emoji, allowed, once, press } = one;
  const opens = isFormPress(press) ? { opens: "form" as const } : {};
  return { id, label, style: "plain", value, allowed, once, emoji, words, ...opens };
}

/** A first message is one screen; a terminal scrolls. */
function shortened(
  doc: Doc,
  offers: readonly Offer[],
  { conversation }: Scene,
  isPrivate: boolean,
) {
  if (conversation.platform === "console") return { doc, offers };
  const { first, rest } = cutDoc(doc);
  if (rest.length === 0) return { doc, offers };
  const all = offer("show-all", "Show all", ["show all", "all", "more"], "📄", {
    do: "rest",
    doc: rest,
    isPrivate,
  });
  return { doc: first, offers: [all, ...offers] };
}
