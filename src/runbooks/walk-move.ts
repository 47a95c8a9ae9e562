import { type Doc, paragraph } from "../chat/doc.ts";
import { hereSaid, nameOf } from "./walk-says.ts";
import { type Mark, markOf, type Position, type Walk, type Who } from "./walk-state.ts";

/** A walk that has moved, and what is said on its new place. */
export type Moved = { readonly walk: Walk; readonly says: Doc };

/** Where the walk is when it begins. */
export function firstPosition({ before }: Walk["text"]): Position {
  return before.length > 0 ? { at: "before" } : { at: "step", step: 1 };
}

export function moveTo(walk: Walk, position: Position, lead: Doc = []): Moved {
  const moved = { ...walk, position };
  return { walk: moved, says: [...lead, ...hereSaid(moved)] };
}

/** What the walk's position is about, if that is something to do. */
export function stepAt({ position }: Walk): Mark["step"] | undefined {
  if (position.at === "step") return position.step;
  return position.at === "verify" ? "verify" : undefined;
}

/** Takes down what became of the step that the walk is at. */
export function marked(walk: Walk, did: Mark["did"], by: Who, at: Temporal.Instant): Walk {
  const step = stepAt(walk);
  return step === undefined ? walk : { ...walk, marks: [...walk.marks, { step, did, by, at }] };
}

/** The next step; after the last one how to verify, if the runbook says so, and then the question how it went. */
export function forward(walk: Walk, lead: Doc = []): Moved {
  return moveTo(walk, nextOf(walk), lead);
}

function nextOf({ position, text }: Walk): Position {
  const step =
    position.at === "before" ? 1 : position.at === "step" ? position.step + 1 : undefined;
  if (step !== undefined && step <= text.steps.length) return { at: "step", step };
  return step !== undefined && text.verify.length > 0 ? { at: "verify" } : { at: "asked" };
}

/** The step before; whoever is at the beginning stays there. */
export function backward(walk: Walk): Moved {
  const { position, text } = walk;
  const last: Position = { at: "step", step: text.steps.length };
  if (position.at === "verify") return moveTo(walk, last);
  if (position.at === "asked")
    return moveTo(walk, text.verify.length > 0 ? { at: "verify" } : last);
  if (position.at === "step" && position.step > 1) {
    return moveTo(walk, { at: "step", step: position.step - 1 });
  }
  const first = firstPosition(text);
  const isThere = first.at === position.at;
  return moveTo(walk, first, isThere ? [paragraph("This is the beginning.")] : []);
}

/** Any step there is, in any order; one that verifies and is passed over is named. */
export function jump(walk: Walk, step: number): Moved {
  const { position, text } = walk;
  const count = text.steps.length;
  if (!Number.isInteger(step) || step < 1 || step > count) {
    const range = count === 1 ? "only step 1" : `steps 1 to ${count}`;
    return moveTo(walk, position, [paragraph(`There is no step ${step}: there are ${range}.`)]);
  }
  const from = position.at === "step" ? position.step : position.at === "before" ? 1 : step;
  const passed = text.steps.flatMap(({ verifies }, index) => {
    const number = index + 1;
    const isPassed = number >= from && number < step && markOf(walk, number) === undefined;
    return verifies && isPassed ? [number] : [];
  });
  const warning = passed.map((number) =>
    paragraph(`Step ${number} is passed over: it verifies, so nobody knows yet whether it worked.`),
  );
  const unasked =
    position.at === "before" ? [paragraph("Nobody has said that what comes before is done.")] : [];
  return moveTo(walk, { at: "step", step }, [...unasked, ...warning]);
}

/** Leaves out what the walk is at; that it would have verified something is said aloud. */
export function skip(walk: Walk, by: Who, at: Temporal.Instant): Moved {
  const { position, text } = walk;
  if (position.at === "asked") return moveTo(walk, position);
  const verifies =
    position.at === "verify" ||
    (position.at === "step" && text.steps[position.step - 1]?.verifies === true);
  const what =
    position.at === "verify"
      ? "verifying"
      : position.at === "step"
        ? `step ${position.step}`
        : "what comes before";
  const said = verifies
    ? `${nameOf(by)} skipped ${what}: nobody has verified it, so nobody knows yet whether it worked.`
    : `${nameOf(by)} skipped ${what}.`;
  return forward(marked(walk, "skipped", by, at), [paragraph(said)]);
}
