import { describe, expect, it } from "vitest";
import type { MakeDriver } from "./platform-driver.ts";
import { portCases } from "./port-cases.ts";
import type { TellStory } from "./story.ts";
import { storyCases } from "./story-cases.ts";

/** A case of the contract, by its number. */
type CaseId = `C${number}` | `C23 (${"received" | "sent"})` | "C24 (lost)";

type Given = {
  /** Cases that do not apply, and why: something that the platform's capabilities say it cannot do. */
  readonly skips?: Readonly<Partial<Record<CaseId, string>>>;
  /** The whole bot on the platform; without it the cases that need it are skipped. */
  readonly bot?: TellStory | undefined;
};

/** Cases that wait for a part of the bot or of a peer. */
const awaited: readonly { readonly id: CaseId; readonly does: string; readonly until: string }[] = [
  { id: "C15", does: "an image arrives byte by byte, with its text", until: "no Doc has images" },
  { id: "C18", does: "a form survives a restart half-way", until: "the bot has no forms yet" },
  { id: "C19", does: "a page overtakes 50 answers, and ends when taken", until: "no pages yet" },
  { id: "C22", does: "a fatal refusal leaves the process alive", until: "needs a real connection" },
  { id: "C29", does: "an unreadable message, its key in time or late", until: "Matrix only" },
  { id: "C30", does: "a start that fails is told in a sentence", until: "needs a real connection" },
];

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
    for (const { id, does, until, run } of storyCases) {
      const excuse = excuses.get(id) ?? (bot ? until : "needs the whole bot");
      declare(id, does, excuse, async () => {
        if (!bot) return;
        const story = await bot();
        await run(story);
        expect(story.faults()).toEqual([]);
        await story.close();
      });
    }
    for (const { id, does, until } of awaited) {
      declare(id, does, excuses.get(id) ?? until, async () => undefined);
    }
  });
}

function declare(id: string, does: string, excuse: string | undefined, run: () => Promise<void>) {
  if (excuse === undefined) it(`${id} ${does}`, run);
  else it.skip(`${id} ${does} (skipped: ${excuse})`, run);
}
