import type { Vote } from "../../src/learning/vote.ts";

/** Votes in their order; what is left out: Ana finds the VPN page helpful. */
export function votesOf(given: readonly Partial<Vote>[]): readonly Vote[] {
  return given.map((one, index) => ({
    id: index + 1,
    entry: "vpn",
    hash: "h1",
    question: "tunnel into the office",
    helpful: true,
    source: "vote",
    voice: "ana",
    at: Temporal.Instant.from("2026-11-25T09:00:00Z").add({ minutes: index }),
    ...one,
  }));
}
