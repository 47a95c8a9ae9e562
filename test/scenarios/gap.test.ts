import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { runInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();

describe("a question that nobody can answer", () => {
  it("becomes a gap, is dismissed, stays so over restarts, and is back when it is asked twice as often", async () => {
    const office = emptyFolder();
    writeFiles(office, smallOffice);
    const database = join(emptyFolder(), "ama.sqlite");
    const where = ["--db", database];
    /** Asks on the console of a bot that is started for it, and stopped after it. */
    const askAtConsole = async (question: string, times = 1) => {
      const words = ["serve", "--knowledge", office, ...where];
      const stdin = `${question}\n`.repeat(times);
      const { code, stdout, stderr } = await runInWorld(words, { stdin });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout.match(/^I don't know\./gm)).toHaveLength(times);
      return stdout.trimEnd().split("\n").at(-1);
    };
    const stateOf = async () => {
      const { stdout } = await runInWorld(["gaps", "show", "G-1", "--json", ...where]);
      return JSON.parse(stdout) as unknown;
    };

    expect(await askAtConsole("calibrate the flux capacitor")).toBe("Logged as G-1.");
    expect(await askAtConsole("Calibrating flux-capacitors?")).toBe("Asked before (G-1).");
    await runInWorld(["gaps", "dismiss", "G-1", "--reason", "not-ours", ...where]);

    const closed = "Asked before (G-1), and closed: it is not ours to answer.";
    expect(await askAtConsole("calibrate the flux capacitor")).toBe(closed);
    expect(await stateOf()).toMatchObject({ state: "dismissed", asks: 3 });

    expect(await askAtConsole("calibrate the flux capacitor")).toBe("Asked before (G-1).");
    expect(await stateOf()).toMatchObject({ state: "open", asks: 4, people: 1, reopened: 1 });

    await runInWorld(["gaps", "dismiss", "G-1", "--reason", "not-ours", ...where]);
    expect(await askAtConsole("calibrate the flux capacitor", 4)).toBe(closed);
    expect(await stateOf()).toMatchObject({ state: "dismissed", asks: 8, reopened: 1 });
  });
});
