import { paragraph } from "../chat/doc.ts";
import { type Routed, route } from "../chat/router.ts";
import type { ChecklistEvent } from "../runbooks/checklist.ts";
import { checklistEventSaid } from "../runbooks/checklist-words.ts";
import type { WalkEvent } from "../runbooks/walk-event.ts";
import { walkEventSaid } from "../runbooks/walk-words.ts";
import { offer } from "./offers.ts";
import type { Scene } from "./scene.ts";
import { talkChecklistStep } from "./talk-checklist.ts";
import { talkCommand } from "./talk-command.ts";
import { talkQuestion } from "./talk-question.ts";
import { talkWalkStep } from "./talk-walk.ts";
import { saying, type Turn } from "./turn.ts";

/** A text as it is meant where it is said: to a list or a walk that goes on there, or else by itself. */
export type Meant = {
  readonly text: string;
  readonly routed: Routed;
  readonly tick: ChecklistEvent | undefined;
  readonly step: WalkEvent | undefined;
};

/** Reads what somebody says in a scene. */
export function meantBy(text: string, { walk, list, given }: Scene): Meant {
  const walking = walk !== undefined;
  const routed = route(text, { walking, offered: false, isKnown: given.isKnown });
  const tick = list && checklistEventSaid(text);
  const event = walk && walkEventSaid(text, walk.going);
  const isCommand = routed.kind === "command" && !ofWalks.has(routed.command);
  // A command is no note on what went wrong.
  const step = isCommand && event?.event === "note" ? undefined : event;
  return { text, routed, tick, step };
}

/** Whether it makes something happen, so that it must not be done late or twice unasked. */
export function isCommand({ routed, tick, step }: Meant): boolean {
  return routed.kind === "command" || tick !== undefined || step !== undefined;
}

/** Does what was said. */
export async function talkSaid({ text, routed, tick, step }: Meant, scene: Scene): Promise<Turn> {
  const goesOn = (tick && talkChecklistStep(tick, scene)) ?? (step && talkWalkStep(step, scene));
  if (goesOn) return goesOn;
  switch (routed.kind) {
    case "command":
      return await talkCommand(routed.command, routed.words, text, scene);
    case "did-you-mean": {
      const list = routed.commands.map((command) => [paragraph(command)]);
      const says = [paragraph("Did you mean this? Nothing is done yet."), { list, ordered: false }];
      return {
        ...saying("clarify", says, scene.state),
        offers: routed.commands.map((command) =>
          offer(`run-${command}`, command, [], "▫️", { do: "say", text: command }, "asker"),
        ),
      };
    }
    case "question":
      return await talkQuestion(routed.text, scene);
  }
}

/** Commands that mean something only while a runbook is walked. */
const ofWalks: ReadonlySet<string> = new Set([
  "worked",
  "did-not-work",
  "back",
  "skip",
  "where",
  "step",
  "yes",
  "no",
]);
