import type { Body } from "../read-body.ts";
import type { HookEvent, HookReading, HookTrigger } from "./hook-event.ts";
import { hookLines } from "./hook-text.ts";

/** Reads one kind of body, parsed as JSON; what it throws counts as unreadable. */
export type ParseHook = (content: unknown, source: string) => HookReading;

/** So much of what cannot be read is shown, in bytes. */
const beginningBytes = 4096;

type HookRead = {
  readonly events: readonly HookEvent[];
  /** Why the events are a page about the body instead of what it says. */
  readonly unreadable?: string;
};

/** Reads what an authentic source sent. What cannot be read becomes a page itself, so that no alert is lost. */
export function readHook({ bytes, whole }: Body, source: string, parse: ParseHook): HookRead {
  const reading = whole ? parsed(bytes, source, parse) : { unreadable: "It is over 512 kB." };
  if ("events" in reading) return reading;
  const { unreadable } = reading;
  return { events: [pageAbout(bytes, source, unreadable)], unreadable };
}

function parsed(bytes: Buffer, source: string, parse: ParseHook): HookReading {
  let content: unknown;
  try {
    content = JSON.parse(textOf(bytes));
  } catch {
    return { unreadable: "It is not JSON." };
  }
  try {
    return parse(content, source);
  } catch {
    return { unreadable: "It is nested too deep." };
  }
}

function pageAbout(bytes: Buffer, source: string, why: string): HookTrigger {
  const beginning = textOf(bytes.subarray(0, beginningBytes));
  return {
    kind: "trigger",
    source,
    target: undefined,
    dedupKey: `unreadable:${source}`,
    summary: `Could not read an alert from ${source}`,
    details: hookLines(`${why}\n\n${beginning}`),
    urgency: "high",
    links: [],
  };
}

function textOf(bytes: Buffer): string {
  return new TextDecoder().decode(bytes);
}
