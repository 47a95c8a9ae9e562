import type { Json } from "./matrix-refusal.ts";

type LoggedCall = {
  readonly endpoint: string;
  readonly user: string | undefined;
  readonly room: string | undefined;
  readonly given: Json;
  readonly at: Temporal.Instant;
  /** `ok`, or the code of what was said in its place, or the kind of a scripted fault. */
  readonly outcome: string;
};

export type CallLog = {
  add(call: LoggedCall): void;
  /** Writes down what a client must never do; a test that ends with any has failed. */
  addBreach(what: string): void;
  calls(endpoint?: string): readonly LoggedCall[];
  breaches(): readonly string[];
};

/** Creates an empty log. */
export function createCallLog(): CallLog {
  const calls: LoggedCall[] = [];
  const breaches: string[] = [];
  return {
    add: (call) => void calls.push(call),
    addBreach: (what) => void breaches.push(what),
    calls: (endpoint) => calls.filter((one) => endpoint === undefined || one.endpoint === endpoint),
    breaches: () => breaches,
  };
}
