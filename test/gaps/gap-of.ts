import type { Gap } from "../../src/gaps/gap.ts";

/** An open gap that one person asked for once, but for what is given. */
export function gapOf(given: Partial<Gap> = {}): Gap {
  const at = Temporal.Instant.from("2026-10-03T12:00:00Z");
  return {
    id: 12,
    kind: "no_answer",
    key: undefined,
    state: { state: "open", cameBack: false },
    title: "How do I restart Kafka?",
    people: 1,
    asks: 1,
    first: at,
    last: at,
    recent: { people: 1, asks: 1 },
    reopened: 0,
    ...given,
  };
}
