import { decidePage } from "../page/decide-page.ts";
import { carryOut } from "./carry-out.ts";
import type { PagingWriting } from "./paging-given.ts";
import type { StoredPage } from "./stored-page.ts";
import { takeNextTurn, takeTurns } from "./take-turns.ts";
import { repaint } from "./writing/status-message.ts";

/** Does what a page that is not resolved waits for, whatever a clock says. */
export async function runDue({ page, shows }: StoredPage, writing: PagingWriting): Promise<void> {
  if (page.state === "resolved") return;
  if (page.state === "triggered") {
    const turned = await takeNextTurn(page, shows, false, writing);
    const last = await takeTurns({ page: turned, shows }, false, writing);
    await repaint({ page: last, shows }, writing);
    return;
  }
  const events = { remind: "reminded", "time-out": "ack-timed-out", wake: "woke" } as const;
  const decided = decidePage(
    page,
    { event: events[page.due], due: page.dueAt },
    { by: { kind: "clock" }, rights: ["clock"], at: writing.at },
  );
  if ("refused" in decided) throw new Error(decided.refused);
  await writing.pages.save(writing.transaction, decided.page);
  await carryOut({ decided, where: undefined, isNew: false }, shows, writing);
}
