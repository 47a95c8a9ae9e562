import { type DismissReason, dismissReasons, printGapId } from "../gaps/gap.ts";
import { gapIdNamed, unknownGap } from "./gap-named.ts";
import { oneOf } from "./one-of.ts";
import { withGaps } from "./open-gaps.ts";
import type { DismissOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Closes a gap that needs no entry. One that is closed already is refused, with 1. */
export function gapsDismiss(
  word: string,
  options: DismissOptions,
  world: World,
): Promise<ExitCode> {
  const id = gapIdNamed(word);
  const reasons = Object.keys(dismissReasons).filter((name): name is DismissReason =>
    Object.hasOwn(dismissReasons, name),
  );
  const reason = oneOf("--reason", options.reason, reasons);
  const at = options.at ?? world.clock.now();
  return withGaps(options, world, async (gaps) => {
    const dismissal = { reason, note: options.note, actor: "console", at };
    const outcome = await gaps.feature.dismiss(id, dismissal);
    if (outcome === undefined) throw await unknownGap(id, gaps);
    const { from, step } = outcome;
    const name = printGapId(id);
    if ("problem" in step) {
      const { problem, allowed } = step;
      const refusal = { version: 1, id: name, problem, state: from.state, allowed };
      if (options.json) await writeLine(world.stdout, JSON.stringify(refusal));
      else await writeLine(world.stderr, problem);
      return 1;
    }
    const done = { version: 1, id: name, from: from.state, event: "dismiss", to: step.next.state };
    const deleted = reason === "sensitive" ? " Its texts are deleted." : "";
    const text = options.json
      ? JSON.stringify(done)
      : `${name} is dismissed as ${reason}.${deleted}`;
    await writeLine(world.stdout, text);
    return 0;
  });
}
