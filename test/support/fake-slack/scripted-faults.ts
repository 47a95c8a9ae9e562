/** How a call fails, in place of what it would do, or after it is done. */
export type SlackFault =
  | { readonly kind: "rate-limited"; readonly retryAfterSeconds: number }
  | { readonly kind: "server-error"; readonly when?: "before" | "after" }
  /** The connection breaks, before the call does anything or after it did all. */
  | { readonly kind: "broken"; readonly when: "before" | "after" }
  | { readonly kind: "refused"; readonly error: string };

/** A call that waits: before it does anything, or with its answer. */
type HeldCall = { readonly arrived: Promise<void>; release(): void };

export type ScriptedFaults = {
  /** Scripts the next call that has no script yet; in any room unless one is named. */
  failNext(method: string, fault: SlackFault, room?: string): void;
  /** Scripts every call until the returned function is called. */
  failAlways(method: string, fault: SlackFault, room?: string): () => void;
  holdNext(method: string, when?: "before" | "after"): HeldCall;
  /** Takes the script of a call. */
  take(method: string, room: string | undefined): SlackFault | undefined;
  /** Waits as long as the call is held there. */
  wait(method: string, when: "before" | "after"): Promise<void>;
  /** Lets every held call go. */
  releaseAll(): void;
};

/** Creates an empty script. */
export function createScriptedFaults(): ScriptedFaults {
  type Script = { method: string; fault: SlackFault; room: string | undefined; always: boolean };
  type Hold = { method: string; when: string; arrive: () => void; released: Promise<void> };
  const scripts: Script[] = [];
  const holds: Hold[] = [];
  const releases: (() => void)[] = [];
  return {
    failNext: (method, fault, room) => void scripts.push({ method, fault, room, always: false }),
    failAlways(method, fault, room) {
      const script = { method, fault, room, always: true };
      scripts.push(script);
      return () => void scripts.splice(scripts.indexOf(script), 1);
    },
    holdNext(method, when = "before") {
      const arrived = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      holds.push({ method, when, arrive: arrived.resolve, released: released.promise });
      releases.push(released.resolve);
      return { arrived: arrived.promise, release: released.resolve };
    },
    take(method, room) {
      const index = scripts.findIndex(
        (one) => one.method === method && (one.room === undefined || one.room === room),
      );
      const script = scripts[index];
      if (script && !script.always) scripts.splice(index, 1);
      return script?.fault;
    },
    async wait(method, when) {
      const index = holds.findIndex((one) => one.method === method && one.when === when);
      for (const one of index < 0 ? [] : holds.splice(index, 1)) {
        one.arrive();
        await one.released;
      }
    },
    releaseAll() {
      for (const release of releases) release();
    },
  };
}
