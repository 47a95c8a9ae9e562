import type { Actor } from "../page/actor.ts";
import { carryOut } from "./carry-out.ts";
import type { PagingWriting } from "./paging-given.ts";

/** Has the pages of a service begin that waited for the end of its mute. */
export async function beginMuted(
  service: string,
  by: Actor,
  writing: PagingWriting,
): Promise<void> {
  const { transaction, at, pages } = writing;
  for (const page of await pages.open(transaction)) {
    if (page.state !== "triggered" || page.turn !== 0 || page.service !== service) continue;
    const stored = await pages.find(page.number, transaction);
    if (!stored) continue;
    const begun = { ...page, dueAt: at, version: page.version + 1 };
    await pages.save(transaction, begun);
    const entry = { at, actor: by, event: "unmuted", data: {} } as const;
    const effects = [
      { effect: "tell", whom: "room", what: "line" },
      { effect: "repaint-status" },
    ] as const;
    const decided = { page: begun, entry, effects };
    await carryOut({ decided, where: undefined, isNew: false }, stored.shows, writing);
  }
}
