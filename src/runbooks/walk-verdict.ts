import { paragraph } from "../chat/doc.ts";
import { finished, reviewOf } from "./walk-end.ts";
import type { WalkEvent } from "./walk-event.ts";
import { forward, marked, stepAt } from "./walk-move.ts";
import type { Change, StepMiss, WalkGiven } from "./walk-outcome.ts";
import { progress, titleOf, whatWasWrong, wrongSaid } from "./walk-says.ts";
import type { Walk } from "./walk-state.ts";

export function worked(walk: Walk, { by, at, ofOwner }: WalkGiven): Change {
  if (walk.position.at !== "asked") return forward(marked(walk, "done", by, at));
  const said = ofOwner ? "Thank you." : "Thank you. It is counted.";
  return {
    walk: finished(walk, "finished"),
    says: [paragraph(`${said} ${titleOf(walk.text)} is finished. ${progress(walk)}`)],
    review: reviewOf(walk, true, ofOwner),
  };
}

export function failed(walk: Walk, { by, at, ofOwner }: WalkGiven): Change {
  const { position, text } = walk;
  const isNew = "wrong" in position ? position.wrong === undefined : true;
  if (position.at === "before") {
    const ask = text.owner ? ` ${text.owner.contact} can tell what to do instead.` : "";
    const said = `Then do that first, or stop here.${ask} "Yes" goes on once it is done.`;
    return { walk, says: [paragraph(said)] };
  }
  if (position.at === "asked") {
    const asked: Walk = { ...walk, position: { at: "asked", wrong: position.wrong ?? "asked" } };
    const review = isNew ? { review: reviewOf(walk, false, ofOwner) } : {};
    return { walk: asked, says: [paragraph(whatWasWrong)], ...review };
  }
  const step = stepAt(walk);
  if (step === undefined || position.at === "ended") return { walk, says: [] };
  const ifNot = position.at === "step" ? (text.steps[position.step - 1]?.ifNot ?? []) : [];
  const says = wrongSaid(ifNot, "asked");
  if (!isNew) return { walk: { ...walk, position: { ...position, wrong: "asked" } }, says };
  const marks = marked(walk, "failed", by, at).marks;
  return {
    walk: { ...walk, marks, position: { ...position, wrong: "asked" } },
    says,
    miss: missOf(walk, step, undefined, marks.length - 1),
  };
}

export function noted(
  walk: Walk,
  { text: note, kept }: Extract<WalkEvent, { readonly event: "note" }>,
  { ofOwner }: WalkGiven,
): Change {
  const { position, text, marks } = walk;
  if (!("wrong" in position) || position.wrong !== "asked") return { walk, says: [] };
  const whom = text.owner ? ` for ${text.owner.contact}` : "";
  if (position.at === "asked") {
    const said = `Noted${whom}. ${titleOf(text)} is finished. ${progress(walk)}`;
    const review = reviewOf(walk, false, ofOwner, note);
    return { walk: finished(walk, "finished"), says: [paragraph(said)], review };
  }
  const step = stepAt(walk) ?? "verify";
  const occasion = marks.findLastIndex((mark) => mark.step === step && mark.did === "failed");
  return {
    walk: { ...walk, position: { ...position, wrong: "noted", note: kept } },
    says: [paragraph(`Noted${whom}. Go on when it works, or stop here.`)],
    miss: missOf(walk, step, note, occasion),
  };
}

function missOf(
  { text }: Walk,
  step: number | "verify",
  note: string | undefined,
  occasion: number,
): StepMiss {
  return { kind: "step_failed", key: `step|${text.entry}#${step}`, note, occasion };
}
