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
  /** Scripts the next call that has no script yet; in any room unless one is named. */
  failNext(endpoint: string, fault: MatrixFault, room?: string): void;
  /** Scripts every call until the returned function is called. */
  failAlways(endpoint: string, fault: MatrixFault, room?: string): () => void;
  /** Makes the next call a slow one. */
  holdNext(endpoint: string, when?: "before" | "after", room?: string): HeldCall;
  /** Takes the script of a call. */
  take(endpoint: string, room: string | undefined): MatrixFault | undefined;
  /** Waits as long as the call is held there. */
  wait(endpoint: string, when: "before" | "after", room: string | undefined): Promise<void>;
  /** Lets every held call go. */
  releaseAll(): void;
};

type Script<Of> = { readonly endpoint: string; readonly room: string | undefined } & Of;

const isFor =
  (endpoint: string, room: string | undefined) =>
  (script: Script<unknown>): boolean =>
    script.endpoint === endpoint && (script.room === undefined || script.room === room);

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
    failNext: (endpoint, fault, room) =>
      void scripts.push({ endpoint, fault, room, always: false }),
    failAlways(endpoint, fault, room) {
      const script = { endpoint, fault, room, always: true };
      scripts.push(script);
      return () => void scripts.splice(scripts.indexOf(script), 1);
    },
    holdNext(endpoint, when = "before", room) {
      const arrived = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      const { promise } = released;
      holds.push({ endpoint, room, when, arrive: arrived.resolve, released: promise });
      releases.push(released.resolve);
      return { arrived: arrived.promise, release: released.resolve };
    },
    take(endpoint, room) {
      const index = scripts.findIndex(isFor(endpoint, room));
      const script = scripts[index];
      if (script && !script.always) scripts.splice(index, 1);
      return script?.fault;
    },
    async wait(endpoint, when, room) {
      const matches = isFor(endpoint, room);
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
