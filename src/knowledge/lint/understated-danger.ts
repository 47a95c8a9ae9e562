import { isWorse } from "../danger/danger-order.ts";
import { fenceDanger } from "../danger/fence-danger.ts";
import type { Entry } from "../entry.ts";
import type { Check, Found } from "./check.ts";
import { type PlacedFence, placedFences } from "./placed-fences.ts";
import { quotedCommand } from "./quoted-command.ts";
import { runbooksAmong } from "./runbooks-among.ts";

/** K084: commands that are more dangerous than their runbook says, or than it says of the environment they are for. */
export const understatedDanger: Check = function* ({ pages }) {
  for (const page of runbooksAmong(pages)) {
    const { entry, file } = page;
    if (entry.danger === "high" && !hasOwnDangers(entry)) continue;
    for (const fence of placedFences(page)) {
      const { danger, command } = fenceDanger(fence);
      const limit = limitOf(entry, fence);
      if (!isWorse(danger, limit.danger)) continue;
      const what = command ? quotedCommand(command.text) : "The fence";
      yield {
        rule: "K084",
        file,
        ...(command ? fence.placeOf(command.start) : { line: fence.firstLine, column: 1 }),
        about: `${danger} ${what}`,
        message: `${what} is of danger ${danger}, but ${limit.whose} is ${limit.danger}.`,
      } satisfies Found;
    }
  }
};

const hasOwnDangers = ({ environments }: Entry) =>
  Object.values(environments).some(({ danger }) => danger !== undefined);

/** A fence for one environment is measured by what is said of that. */
function limitOf({ danger, environments }: Entry, { attributes: { env = "" } }: PlacedFence) {
  const own = Object.hasOwn(environments, env) ? environments[env]?.danger : undefined;
  return own === undefined
    ? { danger, whose: "the runbook's" }
    : { danger: own, whose: `that of its environment "${env}"` };
}
