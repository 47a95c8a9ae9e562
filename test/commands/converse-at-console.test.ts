import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { type Given, startInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
let office: string;
let database: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
  database = join(emptyFolder(), "ama.sqlite");
});

/** A run in which these keys are pressed, the first line answered before the next is typed. */
async function converse(lines: readonly string[], given: Given = { atTerminal: true }) {
  const words = ["serve", "--knowledge", office];
  const running = startInWorld(words, { ...given, env: { AMA_DATABASE: database } });
  for (const line of lines) {
    running.stdin.write(`${line}\n`);
    await running.stdout.holds("Hello.");
  }
  running.stdin.end();
  return await running.ended;
}

const up = "\u001b[A";
const history = () => readFileSync(`${database}.history`, "utf8");

describe("the lines entered at a terminal", () => {
  it("are kept beside the database and recalled in the next run", async () => {
    await converse(["hello"]);
    expect(history()).toBe("hello\n");
    expect((await converse([up])).stdout).toContain("Hello.");
  });

  it.each(["my password is hunter2!x", "does ana@example.com have access", "is 192.168.7.13 up"])(
    "are not kept when they hold what no gap would keep: %s",
    async (line) => {
      await converse(["hello", line, "thanks"]);
      expect(history()).toBe("hello\nthanks\n");
    },
  );

  it("are kept nowhere in a pipe", async () => {
    await converse(["hello"], {});
    expect(existsSync(`${database}.history`)).toBe(false);
  });

  it("are kept nowhere when the database is in memory", async () => {
    const folder = dirname(database);
    database = ":memory:";
    await converse(["hello"]);
    expect(existsSync(":memory:.history")).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});
