import type { Heartbeat } from "../policy.ts";

/** By id: when a heartbeat was last heard, or first waited for. */
export type LastHeard = ReadonlyMap<string, Temporal.Instant>;

export type SilentHeartbeat = Heartbeat & { readonly since: Temporal.Instant };

/** So long after a start what was missed meanwhile has time to be heard again. */
const settling = { minutes: 10 };

const { compare } = Temporal.Instant;

/**
 * Finds the heartbeats that are silent for as long as they may be, and longer. What was sent while nobody listened was not
 * heard: until somebody has listened for `every` and `grace`, or for ten minutes, it is nobody's silence.
 *
 * @param listeningSince when we began to listen
 */
export function silentHeartbeats(
  heartbeats: readonly Heartbeat[],
  lastHeard: LastHeard,
  listeningSince: Temporal.Instant,
  at: Temporal.Instant,
): readonly SilentHeartbeat[] {
  return heartbeats.flatMap((heartbeat) => {
    const { id, every, grace } = heartbeat;
    const since = lastHeard.get(id);
    if (since === undefined) return [];
    const end = since.add(every).add(grace);
    const heard = earlier(listeningSince.add(every).add(grace), listeningSince.add(settling));
    return compare(at, end) >= 0 && compare(at, heard) >= 0 ? [{ ...heartbeat, since }] : [];
  });
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return compare(a, b) <= 0 ? a : b;
}
