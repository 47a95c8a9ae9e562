import { describe, expect, it } from "vitest";
import { createRoomLines } from "../../../../src/adapters/matrix/sync/room-lines.ts";

function world() {
  const end = new AbortController();
  const faults: unknown[] = [];
  const pauses: { ms: number; go: () => void }[] = [];
  const lines = createRoomLines({
    pause: (ms) => new Promise((go) => void pauses.push({ ms, go })),
    ended: end.signal,
    fault: (error) => faults.push(error),
    changed() {},
  });
  const done: string[] = [];
  return {
    lines,
    end,
    faults,
    pauses,
    done,
    does: (name: string) => async () => void done.push(name),
  };
}

/** Lets all that can happen without anybody's doing happen. */
const idle = () => new Promise((resolve) => setImmediate(resolve));

describe("what is done with the events of rooms", () => {
  it("keeps its order within a room, and makes no other room wait", async () => {
    const { lines, done, does } = world();
    const slow = Promise.withResolvers<void>();
    void lines.put("a", async () => {
      await slow.promise;
      done.push("a1");
    });
    void lines.put("a", does("a2"));
    expect(await lines.put("b", does("b1"))).toBe(true);
    expect(done).toEqual(["b1"]);
    slow.resolve();
    await lines.settled();
    expect(done).toEqual(["b1", "a1", "a2"]);
  });

  it("is settled once nothing is under way, with what came in the meantime", async () => {
    const { lines, done, does } = world();
    void lines.put("a", async () => void lines.put("b", does("b1")));
    expect(lines.isBusy()).toBe(true);
    await lines.settled();
    expect(lines.isBusy()).toBe(false);
    expect(done).toEqual(["b1"]);
    await lines.settled();
  });

  it("is done again until it works, longer and longer apart, and what follows waits", async () => {
    const { lines, faults, pauses, done, does } = world();
    let failing = 3;
    void lines.put("a", async () => {
      failing -= 1;
      if (failing > 0) throw new Error("the disk is full");
      done.push("a1");
    });
    void lines.put("a", does("a2"));
    await idle();
    expect([lines.isStuck(), faults.length, done.length]).toEqual([true, 1, 0]);
    pauses[0]?.go();
    await idle();
    expect([lines.isStuck(), faults.length, done.length]).toEqual([true, 2, 0]);
    pauses[1]?.go();
    await lines.settled();
    expect(lines.isStuck()).toBe(false);
    expect(done).toEqual(["a1", "a2"]);
    expect(pauses.map(({ ms }) => ms)).toEqual([1_000, 5_000]);
  });

  it("refuses what comes after the close, and remembers that it did", async () => {
    const { lines, done, does } = world();
    void lines.put("a", does("a1"));
    lines.close();
    await lines.settled();
    expect(lines.hasRefused()).toBe(false);
    expect(await lines.put("a", does("a2"))).toBe(false);
    expect(lines.hasRefused()).toBe(true);
    expect(done).toEqual(["a1"]);
  });

  it("gives up at the end, without a word", async () => {
    const { lines, end, faults, pauses } = world();
    const putting = lines.put("a", async () => {
      throw new Error("the disk is full");
    });
    await idle();
    end.abort();
    pauses[0]?.go();
    expect(await putting).toBe(false);
    await lines.settled();
    expect(faults).toHaveLength(1);
  });
});
