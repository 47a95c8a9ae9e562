import { z } from "zod";
import type { Polls } from "../support/mini-homeserver/polls.ts";
import type { ArrivedCall, CallAnswer } from "../support/mini-homeserver/scripted-network.ts";
import type { HomeserverMirror } from "./homeserver-mirror.ts";

const events = z.looseObject({ events: z.array(z.unknown()).default([]) }).optional();
const devices = z
  .object({ changed: z.array(z.string()).default([]), left: z.array(z.string()).default([]) })
  .optional();
const syncSchema = z.object({
  next_batch: z.string(),
  rooms: z.record(z.string(), z.unknown()).default({}),
  account_data: events,
  presence: events,
  to_device: events,
  device_lists: devices,
});

type RelayedSyncParts = {
  /** Hands a call on. @param search in place of its own */
  readonly forward: (call: ArrivedCall, search: string) => Promise<CallAnswer>;
  readonly polls: Polls;
  readonly news: HomeserverMirror["news"];
};

/** Creates what answers syncs that wait for something new: the homeserver is asked again each time that something happened. */
export function createRelayedSync({ forward, polls, news }: RelayedSyncParts) {
  /** Up to where somebody's next sync has nothing, by who they are and where it goes on. */
  const seenUntil = new Map<string, number>();

  return async (user: string, call: ArrivedCall): Promise<CallAnswer> => {
    const asked = new URLSearchParams(call.url.searchParams);
    const timeoutMs = Number(asked.get("timeout") ?? 0);
    asked.set("timeout", "0");
    async function look(): Promise<CallAnswer | undefined> {
      const at = news.position(user);
      const told = await forward(call, `?${asked}`);
      if (told.status !== 200) return told;
      const { next, hasNews } = readSync(told.body);
      seenUntil.set(`${user} ${next}`, at);
      if (hasNews) return told;
      // Synapse says again what it has said of the same place.
      asked.set("since", next);
      return undefined;
    }
    const at = seenUntil.get(`${user} ${asked.get("since")}`);
    const found = await polls.wait(user, { look, at, timeoutMs, gone: call.gone });
    return found ?? (await forward(call, `?${asked}`));
  };
}

/** Where the next sync goes on, and whether there is anything in this one. */
function readSync(sync: CallAnswer["body"]) {
  const { next_batch, rooms, device_lists, ...more } = syncSchema.parse(JSON.parse(String(sync)));
  const found = [
    ...Object.keys(rooms),
    ...(device_lists?.changed ?? []),
    ...(device_lists?.left ?? []),
    ...Object.values(more).flatMap((part) => part?.events ?? []),
  ];
  return { next: next_batch, hasNews: found.length > 0 };
}
