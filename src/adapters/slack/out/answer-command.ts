import type { Commands } from "../commands.ts";
import type { Acknowledgements } from "../in/acknowledgements.ts";
import { ephemeral } from "../render/ephemeral.ts";
import type { SlackMessage } from "../render/slack-messages.ts";
import { paceMs } from "./post-parts.ts";

export type CommandAnswerer = {
  readonly commands: Commands;
  readonly acknowledgements: Acknowledgements;
  readonly pause: (ms: number) => Promise<void>;
};

/** Then another way is tried, in the time that the outbox gives us. */
const timeoutMs = 4_000;

/**
 * Answers a command where it was given, also where we are not in the room, seen by its giver alone: by its acknowledgement
 * while that is open, then by the address that came with it.
 *
 * @returns whether all of it is said; never throws
 */
export async function answerCommand(
  command: string,
  messages: readonly SlackMessage[],
  { commands, acknowledgements, pause }: CommandAnswerer,
): Promise<boolean> {
  if ((await commands.usesLeft(command)) < messages.length) return false;
  for (const [part, message] of messages.entries()) {
    if (part > 0) await pause(paceMs);
    if (part === 0 && (await acknowledgements.say(command, message))) continue;
    const url = await commands.use(command);
    if (url === undefined || !(await isTaken(url, message))) return false;
  }
  return true;
}

/** What goes wrong is not told on: it may hold the address. */
async function isTaken(url: string, message: SlackMessage): Promise<boolean> {
  try {
    const told = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({ ...ephemeral(message), replace_original: false }),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return told.ok && !/"ok":\s*false/.test(await told.text());
  } catch {
    return false;
  }
}
