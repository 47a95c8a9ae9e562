import type { Viewer } from "../knowledge/audience.ts";
import type { Walk } from "./walk-state.ts";

/** Somebody who presses or says something. */
export type Presser = {
  /** The account as one text. */
  readonly principal: string;
  readonly viewer: Viewer;
  /** Whether they are on call for what the runbook is about. */
  readonly onCall: boolean;
};

/** Whether somebody may go on with a walk: its starter, whoever has taken it over, the owner's team, the on-call. */
export function mayWalk(walk: Walk, presser: Presser): boolean {
  const { principal, onCall } = presser;
  return (
    principal === walk.starter.principal ||
    principal === walk.walker.principal ||
    onCall ||
    isOfOwner(walk, presser)
  );
}

/** Whether somebody is the owner of the runbook, or of the team that owns it: their word counts as a review. */
export function isOfOwner({ text }: Walk, { viewer }: Presser): boolean {
  if (viewer.kind === "stranger" || text.owner === undefined) return false;
  const { id } = text.owner;
  return viewer.person.id === id || viewer.teams.includes(id);
}
