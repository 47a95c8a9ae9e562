import type { Json } from "./slack-refusal.ts";

export type LoggedCall = {
  readonly method: string;
  readonly given: Json;
  readonly at: Temporal.Instant;
  /** `ok`, or the code of what was said in its place, or the kind of a scripted fault. */
  readonly outcome: string;
};

export type CallLog = {
  add(call: LoggedCall): void;
  /** Writes down what the app must never do; a test that ends with any has failed. */
  addBreach(what: string): void;
  calls(method?: string): readonly LoggedCall[];
  breaches(): readonly string[];
  /** Posts into one room less than a second after the last one there, by the fake's clock. */
  crowdedPosts(): readonly LoggedCall[];
};

const posting = new Set(["chat.postMessage", "chat.postEphemeral"]);

/** Creates an empty log. */
export function createCallLog(): CallLog {
  const calls: LoggedCall[] = [];
  const breaches: string[] = [];
  return {
    add: (call) => void calls.push(call),
    addBreach: (what) => void breaches.push(what),
    calls: (method) => calls.filter((one) => method === undefined || one.method === method),
    breaches: () => breaches,
    crowdedPosts() {
      const posts = calls.filter(({ method, outcome }) => posting.has(method) && outcome === "ok");
      return posts.filter((post, index) => {
        const last = posts
          .slice(0, index)
          .findLast((one) => one.given.channel === post.given.channel);
        return last && post.at.epochMilliseconds - last.at.epochMilliseconds < 1_000;
      });
    },
  };
}
