import {
  createHeartbeatOut,
  type HeartbeatOutParts,
} from "../oncall/paging/heartbeat-out-worker.ts";

const beatEveryMs = 60_000;

/** Lets the heartbeat go out every minute, first at once. @returns what stops it, after one that is under way */
export function startHeartbeatOut(parts: HeartbeatOutParts): () => Promise<void> {
  const out = createHeartbeatOut(parts);
  let beating = out.beat();
  const beats = setInterval(() => {
    beating = out.beat();
  }, beatEveryMs);
  return async () => {
    clearInterval(beats);
    await beating;
  };
}
