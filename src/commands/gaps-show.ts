import { printGapId } from "../gaps/gap.ts";
import type { GapHistory } from "../gaps/gap-list-store.ts";
import { gapJson, gapLines } from "./gap-json.ts";
import { gapIdNamed, unknownGap } from "./gap-named.ts";
import { withGaps } from "./open-gaps.ts";
import type { GapOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Prints one gap with its questions and what happened to it. */
export function gapsShow(word: string, options: GapOptions, world: World): Promise<ExitCode> {
  const id = gapIdNamed(word);
  const at = options.at ?? world.clock.now();
  return withGaps(options, world, async (gaps) => {
    const history = await gaps.list.show(id, at);
    if (history === undefined) throw await unknownGap(id, gaps);
    const text = options.json ? JSON.stringify(showJson(history, at)) : showText(history, at);
    await writeLine(world.stdout, text);
    return 0;
  });
}

function showJson({ gap, questions, events }: GapHistory, at: Temporal.Instant) {
  return {
    version: 1,
    ...gapJson(gap, at),
    questions: questions.map(({ text, asks }) => ({ text, asks, arrives: null })),
    human_reply: null,
    threads: [],
    events: events.map((one) => ({
      at: one.at.toString(),
      from: one.from_state ?? null,
      event: one.event,
      to: one.to_state,
      actor: one.actor ?? null,
      cause: one.cause ?? null,
      note: one.note ?? null,
    })),
  };
}

function showText({ gap, questions, events }: GapHistory, at: Temporal.Instant): string {
  const told = events.map((one) => {
    const because = [one.cause, one.note].filter((part) => part !== undefined).join(": ");
    const instant = one.at.toString({ smallestUnit: "minute" });
    const from = one.from_state ?? `${printGapId(gap.id)} is new`;
    return `  ${instant}  ${one.event}: ${from} -> ${one.to_state}${because && ` (${because})`}`;
  });
  return [
    gapLines(gap, at),
    ["Questions:", ...questions.map(({ text, asks }) => `  ${asks} x ${text}`)].join("\n"),
    ["What happened:", ...told].join("\n"),
  ].join("\n\n");
}
