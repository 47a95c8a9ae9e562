import { notMade } from "../support/test-pictures.ts";

/** What a case has go wrong, and what a platform that stops says of what comes all the same. */
const expected = ["The disk is full.", "Nothing is taken in any more."];

/** @throws Error where anything else went wrong than what a case has go wrong */
export function checkFaults(faults: readonly unknown[]): void {
  const isExpected = (fault: unknown) =>
    fault === notMade || (Error.isError(fault) && expected.includes(fault.message));
  const odd = faults.filter((fault) => !isExpected(fault));
  if (odd.length > 0) throw new Error("Something went wrong.", { cause: odd[0] });
}
