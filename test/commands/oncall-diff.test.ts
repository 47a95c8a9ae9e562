import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { type GitRepository, initRepository } from "../support/git-repository.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { runInWorld } from "../support/test-world.ts";
import { brokenBeside, oncallOffice, oncallWith } from "./oncall-office.ts";

const emptyFolder = useEmptyFolders();
let office: string;
let repository: GitRepository;
beforeEach(() => {
  office = emptyFolder();
  repository = initRepository(office);
  repository.commit("2026-11-01", { write: oncallOffice });
});

const diff = (base: string, ...words: readonly string[]) =>
  runInWorld(["oncall", "diff", base, "--knowledge", office, ...words]);

describe("ama oncall diff", () => {
  it("says that nothing moves", async () => {
    expect(await diff("HEAD")).toEqual({
      code: 0,
      stdout: "Nothing moves against HEAD.\n",
      stderr: "",
    });
  });

  it("names who is on call now before and after, the start that keeps them, and whom to tell", async () => {
    writeFiles(office, oncallWith("[ana, bo]", "[bo, ana]"));
    const ran = await diff("HEAD", "--days", "7", "--json");
    expect({ ...ran, stdout: JSON.parse(ran.stdout) }).toEqual({
      code: 1,
      stderr: "",
      stdout: {
        version: 1,
        now: [
          {
            schedule: "primary",
            before: "ana",
            after: "bo",
            keeping: { layer: "week", start: "2026-01-12T09:00" },
          },
        ],
        moved: [
          {
            schedule: "primary",
            start: "2026-11-25T10:14:31+01:00",
            end: "2026-11-30T09:00:00+01:00",
            before: "ana",
            after: "bo",
          },
          {
            schedule: "primary",
            start: "2026-11-30T09:00:00+01:00",
            end: "2026-12-02T10:14:31+01:00",
            before: "bo",
            after: "ana",
          },
        ],
        told: ["ana", "bo"],
      },
    });
    const { stdout } = await diff("HEAD");
    expect(stdout).toContain("primary, now: Ana (ana) is on call, and Bo (bo) would be.");
    expect(stdout).toContain('start: "2026-01-12T09:00" in the layer "week" keeps Ana (ana).');
  });

  it("finds that start true", async () => {
    const swapped = oncallWith("[ana, bo]", "[bo, ana]")["oncall.yaml"] ?? "";
    writeFiles(office, { "oncall.yaml": swapped.replace("2026-01-05", "2026-01-12") });
    expect((await diff("HEAD")).code).toBe(0);
  });

  it("compares with a commit in which there was no oncall.yaml", async () => {
    repository.commit("2026-11-02", { remove: ["oncall.yaml"] });
    writeFiles(office, oncallOffice);
    const { code, stdout } = await diff("main", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout).now).toEqual([
      { schedule: "primary", before: null, after: "ana", keeping: null },
    ]);
  });

  it("shows the other schedules where one is broken", async () => {
    writeFiles(office, brokenBeside);
    const { code, stdout } = await diff("HEAD", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ now: [], moved: [], told: [], problems: [{}] });
  });

  it.each(["nowhere", "--output=x"])("refuses %s, which is no revision", async (base) => {
    const ran = await runInWorld(["oncall", "diff", "--knowledge", office, "--", base]);
    expect(ran).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(base) });
  });
});
