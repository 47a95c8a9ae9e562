import { describe, expect, it } from "vitest";
import { createSyncFetch } from "../../../../src/adapters/matrix/sync/sync-fetch.ts";
import { createStoppedTimers } from "../../slack/in/stopped-timers.ts";

const base = "https://mini.test/_matrix/client/v3";

function world() {
  const end = new AbortController();
  const settled = Promise.withResolvers<void>();
  const out: string[] = [];
  const timers = createStoppedTimers();
  let isSilent = false;
  const network = createSyncFetch({
    async fetch(input, init) {
      init?.signal?.throwIfAborted();
      out.push(String(input).slice(base.length));
      if (!isSilent) return Response.json({});
      return await new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      });
    },
    settled: () => settled.promise,
    later: timers.later,
    ended: end.signal,
  });
  const fallSilent = () => {
    isSilent = true;
  };
  return { end, settled, out, network, timers, fallSilent };
}

describe("a sync", () => {
  it("goes out once all that the last one brought is written down, while other calls go out at once", async () => {
    const { settled, out, network } = world();
    const sync = network.fetch(`${base}/sync?since=s1`);
    await network.fetch(`${base}/rooms/!a/send/m.room.message/1`);
    expect(out).toEqual(["/rooms/!a/send/m.room.message/1"]);
    expect(network.since()).toBeUndefined();
    settled.resolve();
    await sync;
    expect(out[1]).toBe("/sync?since=s1");
    expect(network.since()).toBe("s1");
    await network.fetch(`${base}/sync?timeout=0`);
    expect(network.since()).toBeUndefined();
  });

  it("is given up by whoever asked for it, by a stop, and at the end", async () => {
    const { end, out, network } = world();
    const asker = new AbortController();
    const given = network.fetch(`${base}/sync`, { signal: asker.signal });
    asker.abort(new Error("it takes too long"));
    await expect(given).rejects.toThrow("it takes too long");
    const stopped = network.fetch(`${base}/sync`);
    network.stopSyncing();
    await expect(stopped).rejects.toThrow("aborted");
    await network.fetch(`${base}/versions`);
    end.abort(new Error("the disk is full"));
    await expect(network.fetch(`${base}/versions`)).rejects.toThrow("the disk is full");
    expect(out).toEqual(["/versions"]);
  });

  it("is given up 20 s after the homeserver should have said that there is nothing new", async () => {
    const { settled, network, timers, fallSilent } = world();
    settled.resolve();
    await network.fetch(`${base}/sync?timeout=30000`);
    expect(timers.waiting()).toEqual([]);
    fallSilent();
    const sync = network.fetch(`${base}/sync?timeout=30000`);
    await expect.poll(timers.waiting).toEqual([50_000]);
    timers.pass(50_000);
    await expect(sync).rejects.toThrow("does not answer");
  });

  it("tells once the homeserver has keys of the device", async () => {
    const { network } = world();
    await network.fetch(new URL(`${base}/keys/upload`));
    await network.keysTaken;
    expect(network.since()).toBeUndefined();
  });
});
