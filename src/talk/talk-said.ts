import { pageVerbs } from "../chat/command-words.ts";
import { paragraph } from "../chat/doc.ts";
import { type Routed, route } from "../chat/router.ts";
import type { PageCommand } from "../oncall/paging/page-command.ts";
import type { ChecklistEvent } from "../runbooks/checklist.ts";
import { checklistEventSaid } from "../runbooks/checklist-words.ts";
import type { WalkEvent } from "../runbooks/walk-event.ts";
import { walkEventSaid } from "../runbooks/walk-words.ts";
import type { WifiRequest } from "../wifi/wifi-request.ts";
import { offer } from "./offers.ts";
import { pageReader } from "./read-page.ts";
import type { Scene } from "./scene.ts";
import { talkChecklistStep } from "./talk-checklist.ts";
import { talkCommand } from "./talk-command.ts";
import { talkPage } from "./talk-page.ts";
import { talkQuestion } from "./talk-question.ts";
import { talkWalkStep } from "./talk-walk.ts";
import { talkWifi, wifiAsked } from "./talk-wifi.ts";
import { saying, type Turn } from "./turn.ts";

/** A text as it is meant where it is said: to a list or a walk that goes on there, or else by itself. */
export type Meant = {
  readonly text: string;
  readonly routed: Routed;
  readonly page: PageCommand | undefined;
  readonly tick: ChecklistEvent | undefined;
  readonly step: WalkEvent | undefined;
  /** A question for a network. */
  readonly wifi: WifiRequest | undefined;
};

/** Reads what somebody says in a scene. */
export async function meantBy(text: string, scene: Scene): Promise<Meant> {
  const { walk, list, given } = scene;
  const walking = walk !== undefined;
  const readPage = await pageReader(scene);
  const routed = route(text, {
    walking,
    offered: false,
    isKnown: given.isKnown,
    isOfPages: (verb, words) => readPage(verb, words) !== undefined,
  });
  const page = pageSaid(routed, readPage);
  const tick = list && checklistEventSaid(text);
  const event = walk && walkEventSaid(text, walk.going);
  const isCommand = routed.kind === "command" && !ofWalks.has(routed.command);
  // A command is no note on what went wrong.
  const step = isCommand && event?.event === "note" ? undefined : event;
  return { text, routed, page, tick, step, wifi: wifiIn(routed, scene) };
}

function wifiIn(routed: Routed, scene: Scene): WifiRequest | undefined {
  return routed.kind === "question" ? wifiAsked(routed.text, scene) : undefined;
}

/**
 * Reads the words of somebody else's message that the speaker asks about: whatever they say, they are no command of the
 * speaker's, but for a gap that is told.
 */
export async function meantAside(text: string, scene: Scene): Promise<Meant> {
  const meant = await meantBy(text, scene);
  const isGap = meant.routed.kind === "command" && meant.routed.command === "gap";
  const routed = isGap ? meant.routed : ({ kind: "question", text } as const);
  const wifi = wifiIn(routed, scene);
  return { text, routed, page: undefined, tick: undefined, step: undefined, wifi };
}

function pageSaid(
  routed: Routed,
  readPage: Awaited<ReturnType<typeof pageReader>>,
): PageCommand | undefined {
  if (routed.kind !== "command") return undefined;
  const [verb] = pageVerbs.find(([one]) => one === routed.command) ?? [];
  return verb && readPage(verb, routed.words.join(" "));
}

/** Whether it makes something happen, so that it must not be done late or twice unasked. */
export function isCommand({ routed, tick, step }: Meant): boolean {
  return routed.kind === "command" || tick !== undefined || step !== undefined;
}

/** Does what was said. */
export async function talkSaid(meant: Meant, scene: Scene): Promise<Turn> {
  const { text, routed, page, tick, step, wifi } = meant;
  const goesOn = (tick && talkChecklistStep(tick, scene)) ?? (step && talkWalkStep(step, scene));
  if (goesOn) return goesOn;
  if (page) return await talkPage(page, scene);
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
      return await (wifi ? talkWifi(wifi, scene) : talkQuestion(routed.text, scene));
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
