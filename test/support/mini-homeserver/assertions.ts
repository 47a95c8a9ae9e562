import type { CallLog } from "./call-log.ts";
import type { Model } from "./model.ts";

export type MatrixAssertions = {
  /** What a client must never do: unknown calls, clear text in encrypted rooms, malformed events. */
  breaches(): readonly string[];
  /** How often a device uploaded another key under an id it had used: its store is not what it was. */
  keyConflicts(): number;
  /** How often somebody's identity took the place of another. */
  identityChanges(user: string): number;
  /** Everything that is wrong at the end of a story; a story that goes well ends with nothing. */
  faultsAtEnd(): readonly string[];
};

/** Creates what tests ask of the whole story. */
export function createAssertions(log: CallLog, { accounts }: Model): MatrixAssertions {
  const identityChanges = (user: string) => accounts.get(user)?.identityChanges ?? 0;
  return {
    breaches: log.breaches,
    keyConflicts: () =>
      log.calls("keys/upload").filter(({ outcome }) => outcome === "M_UNKNOWN").length,
    identityChanges,
    faultsAtEnd: () => [
      ...log.breaches(),
      ...[...accounts.keys()]
        .filter((user) => identityChanges(user) > 0)
        .map((user) => `${user} has another identity than before`),
    ],
  };
}
