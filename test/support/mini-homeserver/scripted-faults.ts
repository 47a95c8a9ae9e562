/** How a call fails, in place of what it would do, or after it is done. */
export type MatrixFault =
  | { readonly kind: "rate-limited"; readonly retryAfterMs: number }
  | {
      readonly kind: "server-error";
      readonly status?: 500 | 502 | 503 | 504;
      readonly when?: "before" | "after";
    }
  /** The connection breaks, before the call does anything or after it did all. */
  | { readonly kind: "broken"; readonly when: "before" | "after" }
  /** No answer comes, as long as the server runs. */
  | { readonly kind: "silent"; readonly when?: "before" | "after" }
  | { readonly kind: "refused"; readonly status: number; readonly errcode: string };

/** A call that waits: before it does anything, or with its answer. */
type HeldCall = { readonly arrived: Promise<void>; release(): void };

export type ScriptedFaults = {
  /** Scripts the next call that has no script yet; in any room and by anybody unless one is named. */
  failNext(endpoint: string, fault: MatrixFault, room?: string, user?: string): void;
  /** Scripts every call until the returned function is called. */
  failAlways(endpoint: string, fault: MatrixFault, room?: string, user?: string): () => void;
  /** Makes the next call a slow one. */
  holdNext(endpoint: string, when?: "before" | "after", room?: string, user?: string): HeldCall;
  /** Takes the script of a call. */
  take(call: ScriptedCall): MatrixFault | undefined;
  /** Waits as long as the call is held there. */
  wait(call: ScriptedCall, when: "before" | "after"): Promise<void>;
  /** Lets every held call go. */
  releaseAll(): void;
};

type ScriptedCall = {
  readonly endpoint: string;
  readonly room: string | undefined;
  readonly user: string | undefined;
};

type Script<Of> = ScriptedCall & Of;

const isFor =
  ({ endpoint, room, user }: ScriptedCall) =>
  (script: Script<unknown>): boolean =>
    script.endpoint === endpoint &&
    (script.room === undefined || script.room === room) &&
    (script.user === undefined || script.user === user);

/** Creates an empty script. */
export function createScriptedFaults(): ScriptedFaults {
  const scripts: Script<{ readonly fault: MatrixFault; readonly always: boolean }>[] = [];
  const holds: Script<{
    readonly when: string;
    readonly arrive: () => void;
    readonly released: Promise<void>;
  }>[] = [];
  const releases: (() => void)[] = [];
  return {
    failNext: (endpoint, fault, room, user) =>
      void scripts.push({ endpoint, fault, room, user, always: false }),
    failAlways(endpoint, fault, room, user) {
      const script = { endpoint, fault, room, user, always: true };
      scripts.push(script);
      return () => void scripts.splice(scripts.indexOf(script), 1);
    },
    holdNext(endpoint, when = "before", room, user) {
      const arrived = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      const { promise } = released;
      holds.push({ endpoint, room, user, when, arrive: arrived.resolve, released: promise });
      releases.push(released.resolve);
      return { arrived: arrived.promise, release: released.resolve };
    },
    take(call) {
      const index = scripts.findIndex(isFor(call));
      const script = scripts[index];
      if (script && !script.always) scripts.splice(index, 1);
      return script?.fault;
    },
    async wait(call, when) {
      const matches = isFor(call);
      const index = holds.findIndex((one) => matches(one) && one.when === when);
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
