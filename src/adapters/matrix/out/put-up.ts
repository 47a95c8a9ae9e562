import type { Action } from "../../../chat/action.ts";
import type { MessageRef } from "../../../chat/conversation.ts";
import type { Offers } from "../in/offers.ts";
import { seedsOf } from "../render/action-lines.ts";
import { unlessRefused } from "./failure.ts";
import type { MatrixCalls } from "./matrix-calls.ts";

/** Puts up what can be pressed under a message, and takes down what is ours. Each throws what the calls throw. */
export type PutUp = {
  /** In place of what was put up there before. @param id what the ids of the reactions begin with */
  offer(on: MessageRef, actions: readonly Action[], id: string): Promise<void>;
  /** Takes a message away, with what is put up under it. */
  remove(room: string, event: string): Promise<void>;
};

export function createPutUp(calls: () => MatrixCalls, offers: Offers): PutUp {
  /** The id of a redaction comes from what it takes away. */
  async function redact(room: string, event: string): Promise<void> {
    const id = `gone-${event.replace(/^\$/, "")}`;
    // What is gone, or in a room that we are out of, is not ours to take away.
    await unlessRefused(calls().redact(room, event, id));
  }
  async function redactAll(room: string, events: readonly string[]): Promise<void> {
    for (const event of events) await redact(room, event);
  }
  async function takeDown(room: string, event: string): Promise<void> {
    const old = await offers.on(event);
    if (!old) return;
    await redactAll(room, old.seeds);
    await offers.end(event);
  }
  return {
    async offer(on, actions, id) {
      const { room, message } = on;
      if (actions.length === 0) return await takeDown(room, message);
      const old = await offers.on(message);
      const isSame = old !== undefined && keysOf(old.actions) === keysOf(actions);
      // Before it is there to be pressed.
      await offers.keep({ on, actions, seeds: isSame ? old.seeds : [] });
      if (isSame && old.seeds.length > 0) return;
      if (old) await redactAll(room, old.seeds);
      const seeds: string[] = [];
      for (const [index, { key }] of seedsOf(actions).entries()) {
        const annotation = { rel_type: "m.annotation", event_id: message, key };
        const content = { "m.relates_to": annotation };
        // Where it is there already, or none is allowed, the number can be typed.
        const put = calls().put(room, "m.reaction", content, `${id}-seed-${index}`);
        const seed = await unlessRefused(put);
        if (seed !== undefined) seeds.push(seed);
      }
      await offers.keep({ on, actions, seeds });
    },
    async remove(room, event) {
      await takeDown(room, event);
      await redact(room, event);
    },
  };
}

function keysOf(actions: readonly Action[]): string {
  return seedsOf(actions)
    .map(({ key, action }) => `${key} ${action.id}`)
    .join("\n");
}
