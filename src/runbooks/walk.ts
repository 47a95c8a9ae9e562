import { paragraph } from "../chat/doc.ts";
import { actionsOf, takeOver } from "./walk-actions.ts";
import { endWalk } from "./walk-end.ts";
import { placeOf, type WalkEvent } from "./walk-event.ts";
import { choiceAwaited, fileChanged } from "./walk-file.ts";
import { backward, firstPosition, jump, moveTo, skip } from "./walk-move.ts";
import { type Change, sleepsAfter, type WalkGiven, type WalkOutcome } from "./walk-outcome.ts";
import { escalateSaid, hereSaid, nameOf, progress, rollbackSaid, titleOf } from "./walk-says.ts";
import type { Walk, Who } from "./walk-state.ts";
import { failed, noted, worked } from "./walk-verdict.ts";

/** They take effect while somebody has to choose between the old text and the new one. */
const freeOfChoice = new Set<WalkEvent["event"]>([
  "go-on",
  "start-again",
  "stop",
  "escalate",
  "roll-back",
  "take-over",
]);
/** After a sleep they wake it, and it tells where it is before anything is taken for done. */
const wakesOnly = new Set<WalkEvent["event"]>(["worked", "yes", "no", "skip", "note"]);

/** Decides what an event does to a walk, what is said, and what can be pressed then. Never throws; what is over stays over. */
export function stepWalk(walk: Walk, event: WalkEvent, given: WalkGiven): WalkOutcome {
  const change = changeBy(walk, event, given);
  const isTheirs = given.mayWalk || event.event === "take-over";
  const all = actionsOf(change.walk);
  return { ...change, actions: isTheirs || all.length === 0 ? all : [takeOver] };
}

function changeBy(walk: Walk, event: WalkEvent, given: WalkGiven): Change {
  if (walk.position.at === "ended") {
    const isQuiet = ["sleep", "replaced", "file-changed", "note"].includes(event.event);
    return { walk, says: isQuiet ? [] : hereSaid(walk) };
  }
  if (event.event === "file-changed") return fileChanged(walk, event.hash, event.fresh);
  if (event.event === "replaced") return endWalk(walk, "replaced");
  if (event.event === "sleep") {
    return { walk: { ...walk, asleep: true, dueAt: undefined }, says: [] };
  }
  if (!given.mayWalk && event.event !== "take-over") return byOthers(walk, event, given);
  const awake = { ...walk, asleep: false, dueAt: given.at.add(sleepsAfter) };
  if (walk.change?.waits && !freeOfChoice.has(event.event)) {
    return { walk: awake, says: [paragraph(choiceAwaited)] };
  }
  if (walk.asleep && wakesOnly.has(event.event)) return whereSaid(awake, "This walk slept. ");
  if ("on" in event && event.on !== undefined && event.on !== placeOf(walk.position)) {
    return whereSaid(awake, "That was said of another step. ");
  }
  return moved(awake, event, given);
}

function byOthers(walk: Walk, event: WalkEvent, { onCall }: WalkGiven): Change {
  if (event.event === "note") return { walk, says: [] };
  if (event.event === "where" || event.event === "start") return whereSaid(walk);
  if (event.event === "escalate") return { walk, says: escalateSaid(walk.text, onCall) };
  const said = `This is ${nameOf(walk.walker)}'s walk. Take over to go on with it.`;
  return { walk, says: [paragraph(said)] };
}

function whereSaid(walk: Walk, lead = ""): Change {
  const said = `${lead}${titleOf(walk.text)}, ${nameOf(walk.walker)}. ${progress(walk)}`;
  return { walk, says: [paragraph(said), ...hereSaid(walk)] };
}

type Moving = Exclude<WalkEvent, { readonly event: "file-changed" | "sleep" | "replaced" }>;

function moved(walk: Walk, event: Moving, given: WalkGiven): Change {
  const { text } = walk;
  const { by, at, onCall } = given;
  switch (event.event) {
    case "start": {
      const count = text.steps.length;
      const lead = `${titleOf(text)}, ${count === 1 ? "1 step" : `${count} steps`}.`;
      return walk.marks.length > 0
        ? whereSaid(walk)
        : moveTo(walk, walk.position, [paragraph(lead)]);
    }
    case "where":
      return whereSaid(walk);
    case "worked":
    case "yes":
      return worked(walk, given);
    case "did-not-work":
    case "no":
      return failed(walk, given);
    case "note":
      return noted(walk, event, given);
    case "back":
      return backward(walk);
    case "go-to":
      return jump(walk, event.step);
    case "skip":
      return skip(walk, by, at);
    case "stop":
      return endWalk(walk, "stopped");
    case "roll-back":
      return { walk, says: rollbackSaid(text) };
    case "escalate":
      return { walk, says: escalateSaid(text, onCall) };
    case "take-over":
      return tookOver(walk, by);
    case "go-on":
      return goOn(walk);
    case "start-again":
      return startAgain(walk);
  }
}

function tookOver(walk: Walk, by: Who): Change {
  if (by.principal === walk.walker.principal) return whereSaid(walk);
  const taken = { ...walk, walker: by };
  const said = `${nameOf(by)} takes over from ${nameOf(walk.walker)}. ${progress(walk)}`;
  return moveTo(taken, walk.position, [paragraph(said)]);
}

function goOn(walk: Walk): Change {
  if (!walk.change?.waits) return whereSaid(walk);
  const chosen = { ...walk, change: { ...walk.change, waits: false } };
  return moveTo(chosen, walk.position, [paragraph("With the text that this walk began with.")]);
}

function startAgain(walk: Walk): Change {
  const text = walk.change?.fresh ?? walk.text;
  const again: Walk = {
    ...walk,
    text,
    marks: [],
    change: undefined,
    position: firstPosition(text),
  };
  return moveTo(again, again.position, [paragraph(`${titleOf(text)}, from the beginning.`)]);
}
