import { errorCode } from "../../kernel/error-code.ts";
import { type Lookup, loadAddresses, systemLookup } from "../notify/load-addresses.ts";
import { loadAnswer } from "../notify/load-answer.ts";
import { verdictOf } from "../notify/retry.ts";
import { untilAborted } from "../notify/until-aborted.ts";

export type HeartbeatOutParts = {
  /** Its path may be a secret. */
  readonly url: URL;
  /** Says what fails of us, in words without secrets; undefined: nothing. */
  readonly selfTest: () => Promise<string | undefined>;
  /** Hears why no heartbeat goes out, and with undefined that they do again: once for each change. */
  readonly report: (trouble: string | undefined) => void;
  readonly lookup?: Lookup | undefined;
  /** Ends one call that takes too long; by default after ten seconds. */
  readonly callLimit?: (() => AbortSignal) | undefined;
};

export type HeartbeatOut = {
  /** Tests us, and calls the address when all is well; while an earlier one is under way, nothing. */
  beat(): Promise<void>;
};

/** Lets somebody else watch whether we live: it is our silence that tells them. */
export function createHeartbeatOut({
  url,
  selfTest,
  report,
  lookup = systemLookup,
  callLimit = () => AbortSignal.timeout(10_000),
}: HeartbeatOutParts): HeartbeatOut {
  let isBeating = false;
  let told: string | undefined;

  async function tested(): Promise<string | undefined> {
    try {
      return await selfTest();
    } catch (error) {
      return `The self-test broke off (${codeOf(error)}).`;
    }
  }

  async function call(): Promise<string | undefined> {
    const signal = callLimit();
    try {
      const places = await untilAborted(loadAddresses(url, true, lookup), signal);
      if ("refused" in places) return `The address ${places.refused}.`;
      const request = { method: "GET", url, headers: {}, body: "" } as const;
      const answer = await loadAnswer(request, places.addresses, signal);
      if ("lost" in answer) return `There was no answer (${answer.lost}).`;
      if (verdictOf(answer.status) !== "accepted") return `The answer was ${answer.status}.`;
      return undefined;
    } catch (error) {
      if (!signal.aborted && errorCode(error) === undefined) throw error;
      return `The address cannot be found (${signal.aborted ? "in time" : codeOf(error)}).`;
    }
  }

  return {
    async beat() {
      if (isBeating) return;
      isBeating = true;
      try {
        const trouble = (await tested()) ?? (await call());
        if (trouble !== told) report(trouble);
        told = trouble;
      } finally {
        isBeating = false;
      }
    },
  };
}

function codeOf(error: unknown): string {
  return errorCode(error) ?? "no reason given";
}
