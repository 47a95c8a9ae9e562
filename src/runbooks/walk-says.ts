import { type Block, type Doc, paragraph } from "../chat/doc.ts";
import { listed } from "./walk-numbers.ts";
import { type Mark, markOf, type Walk, type WalkText, type Who } from "./walk-state.ts";

const heading = (text: string): Block => ({ heading: [{ text }] });

/** `@ana`; a name that has its sign already keeps it. */
export function nameOf({ name }: Who): string {
  return name.startsWith("@") ? name : `@${name}`;
}

export function titleOf({ title, environment }: WalkText): string {
  return environment === undefined ? title : `${title} (${environment})`;
}

/** What stands at the walk's position: the question before, a step, how to verify, the question at the end. */
export function hereSaid(walk: Walk): Doc {
  const { position, text } = walk;
  const count = text.steps.length;
  switch (position.at) {
    case "before":
      return [...text.before, paragraph(`Is all of that done? "Yes" shows step 1 of ${count}.`)];
    case "step": {
      const step = text.steps[position.step - 1];
      const wrong =
        position.wrong === undefined ? [] : wrongSaid(step?.ifNot ?? [], position.wrong);
      return [heading(`Step ${position.step} of ${count}`), ...(step?.shown ?? []), ...wrong];
    }
    case "verify":
      return [
        ...text.verify,
        ...(position.wrong === undefined ? [] : wrongSaid([], position.wrong)),
      ];
    case "asked":
      return [paragraph(position.wrong === undefined ? "Did it work as written?" : whatWasWrong)];
    case "ended":
      return [paragraph(`${titleOf(text)}: this walk is over. ${progress(walk)}`)];
  }
}

export const whatWasWrong = "What was wrong? One line helps whoever looks after this runbook.";

/** What to do now that it did not work, and the question why. */
export function wrongSaid(ifNot: Doc, wrong: "asked" | "noted"): Doc {
  return wrong === "asked" ? [...ifNot, paragraph(whatWasWrong)] : ifNot;
}

/** `Done: steps 1 and 2 (@ana). Failed: step 3 (@bo). Not done: step 4.` */
export function progress(walk: Walk): string {
  const numbers = walk.text.steps.map((_, index) => index + 1);
  const all: readonly Mark["step"][] =
    walk.text.verify.length > 0 ? [...numbers, "verify"] : numbers;
  const said = (title: string, did: Mark["did"] | undefined) => {
    const steps = all.filter((step) => markOf(walk, step)?.did === did);
    if (steps.length === 0) return [];
    const people = new Set(steps.flatMap((step) => markOf(walk, step)?.by ?? []).map(nameOf));
    const by = people.size === 0 ? "" : ` (${[...people].join(", ")})`;
    return [`${title}: ${stepsSaid(steps)}${by}.`];
  };
  return [
    ...said("Done", "done"),
    ...said("Failed", "failed"),
    ...said("Skipped", "skipped"),
    ...said("Not done", undefined),
  ].join(" ");
}

function stepsSaid(steps: readonly Mark["step"][]): string {
  const numbers = steps.filter((step) => step !== "verify");
  const name = numbers.length === 1 ? "step" : "steps";
  const counted = numbers.length === 0 ? [] : [`${name} ${listed(numbers)}`];
  return listed([...counted, ...(steps.includes("verify") ? ["verifying"] : [])]);
}

/** The way back, or that there is none. */
export function rollbackSaid({ rollback }: WalkText): Doc {
  return rollback.length > 0
    ? rollback
    : [paragraph("The runbook has no way back. Escalate before you try one of your own.")];
}

/** What the runbook says on it, and whom to ask. */
export function escalateSaid({ escalate, owner }: WalkText, onCall: string | undefined): Doc {
  const people = [
    ...(onCall === undefined ? [] : [`on call: ${onCall}`]),
    ...(owner === undefined ? [] : [`owner: ${owner.contact}`]),
  ].join("; ");
  const whom =
    people === ""
      ? "Nobody is named as its owner: ask whoever looks after the service."
      : `Ask now, and say at which step you are: ${people}.`;
  return [...escalate, paragraph(whom)];
}
