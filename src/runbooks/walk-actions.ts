import { actionLabel } from "../chat/action.ts";
import { placeOf, type WalkAction } from "./walk-event.ts";
import type { Walk } from "./walk-state.ts";

export const takeOver: WalkAction = { id: "take-over", label: "Take over" };
const stop: WalkAction = { id: "stop", label: "Stop" };
const escalate: WalkAction = { id: "escalate", label: "Escalate" };

/** What whoever may walk can press now, in the order shown. */
export function actionsOf({ position, text, change }: Walk): readonly WalkAction[] {
  if (position.at === "ended") return [];
  if (change?.waits) {
    return [
      { id: "go-on", label: "Go on with the old text" },
      ...(change.fresh ? [{ id: "start-again", label: "Start again" }] : []),
      stop,
    ];
  }
  const place = placeOf(position);
  if (position.at === "before" || (position.at === "asked" && position.wrong === undefined)) {
    return [{ id: `yes-${place}`, label: "Yes" }, { id: `no-${place}`, label: "No" }, stop];
  }
  if (position.at === "asked") return [stop];
  const worked = { id: `worked-${place}`, label: "Worked" };
  if (position.wrong === undefined) {
    return [
      worked,
      { id: `did-not-work-${place}`, label: "Did not work" },
      { id: `back-${place}`, label: "Back" },
      stop,
    ];
  }
  const step = position.at === "step" ? text.steps[position.step - 1] : undefined;
  return [
    ...(text.rollback.length > 0 ? [{ id: "roll-back", label: "Roll back" }] : []),
    escalate,
    ...(step?.leadsTo ?? []).map((to) => ({ id: `step-${to}`, label: `Step ${to}` })),
    ...(step?.entries ?? []).map(({ id, title }) => ({
      id: `entry-${id}`,
      label: actionLabel(title),
    })),
    worked,
    stop,
  ];
}
