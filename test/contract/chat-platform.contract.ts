import { describe, expect, it } from "vitest";
import { mannerCases } from "./manner-cases.ts";
import type { MakeDriver } from "./platform-driver.ts";
import { portCases } from "./port-cases.ts";
import type { TellStory } from "./story.ts";
import { storyCases } from "./story-cases.ts";

/** A case of the contract, by its number. */
type CaseId =
  | `${"C" | "M"}${number}`
  | `C23 (${"received" | "sent"})`
  | "C17 (twice)"
  | "C24 (lost)"
  | "C27 (upgraded)";

type Given = {
  /** Cases that do not apply, and why: something that the platform's capabilities say it cannot do. */
  readonly skips?: Readonly<Partial<Record<CaseId, string>>>;
  /** The whole bot on the platform; without it the cases that need it are skipped. */
  readonly bot?: TellStory | undefined;
};

/**
 * What every platform must do, case by case. Assertions are on the neutral model; how people act and what they see is the
 * driver's to know.
 */
export function describeChatPlatform(
  name: string,
  makeDriver: MakeDriver,
  { skips = {}, bot }: Given = {},
): void {
  const excuses = new Map(Object.entries(skips));

  describe(`the chat platform ${name}`, () => {
    for (const { id, does, run } of portCases) {
      declare(id, does, excuses.get(id), async () => run(await makeDriver()));
    }
    for (const { id, does, run } of [...storyCases, ...mannerCases]) {
      const excuse = excuses.get(id) ?? (bot ? undefined : "needs the whole bot");
      declare(id, does, excuse, async () => {
        if (!bot) return;
        const story = await bot();
        await run(story);
        expect(story.faults()).toEqual([]);
        await story.close();
      });
    }
  });
}

function declare(id: string, does: string, excuse: string | undefined, run: () => Promise<void>) {
  if (excuse === undefined) it(`${id} ${does}`, run);
  else it.skip(`${id} ${does} (skipped: ${excuse})`, run);
}
