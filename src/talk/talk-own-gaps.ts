import { type Block, paragraph } from "../chat/doc.ts";
import type { AskedGap } from "../gaps/asked-gap-store.ts";
import { dismissReasons, printGapId } from "../gaps/gap.ts";
import { isServed } from "../knowledge/availability.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { Scene } from "./scene.ts";
import { saying, type Turn } from "./turn.ts";

/** Tells the speaker alone what they asked that nobody could answer, and what became of it. */
export async function talkOwnGaps(scene: Scene): Promise<Turn> {
  const gaps = await scene.given.gaps.askedBy(scene.speaker.principal);
  const says =
    gaps.length === 0 ? paragraph("You asked nothing that is lacking.") : gapLines(gaps, scene);
  return { ...saying("command", [says], scene.state), holds: "narrow" };
}

/** Gaps, a line each. */
export function gapLines(gaps: readonly AskedGap[], scene: Scene): Block {
  return { list: gaps.map((gap) => [paragraph(gapLine(gap, scene))]), ordered: false };
}

/** The entry that answers a gap, where it is one for the speaker. */
export function answerTo({ state }: AskedGap, { given, speaker, today }: Scene): Entry | undefined {
  if (state.state !== "answered") return undefined;
  const entry = given.knowledge().corpus.entryById.get(state.entry);
  return entry && isServed(entry, speaker.viewer, today) ? entry : undefined;
}

function gapLine(gap: AskedGap, scene: Scene): string {
  const { id, question } = gap;
  const asked = question === undefined ? "" : ` "${question}"`;
  return `${printGapId(id)}${asked}: ${standing(gap, scene)}.`;
}

function standing(gap: AskedGap, scene: Scene): string {
  const { state } = gap;
  switch (state.state) {
    case "open":
      return "open";
    case "answered": {
      const entry = answerTo(gap, scene);
      return entry ? `answered by ${entry.title}` : "answered";
    }
    case "dismissed":
      return `closed, since ${dismissReasons[state.reason]}`;
    case "merged":
      return `goes on as ${printGapId(state.into)}`;
  }
}
