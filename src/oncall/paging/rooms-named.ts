import type { Policy } from "../policy.ts";

/** The rooms that a policy names, as they are written there. */
export function roomsNamed({ steps }: Pick<Policy, "steps">): readonly string[] {
  return steps.flatMap(({ notify }) =>
    notify.flatMap((target) => (target.kind === "room" ? [target.room] : [])),
  );
}
