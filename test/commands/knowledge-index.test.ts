import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { initRepository } from "../support/git-repository.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { runInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
let office: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
});

const index = (...words: readonly string[]) =>
  runInWorld(["knowledge", "index", "--knowledge", office, ...words]);

describe("the index of a knowledge folder", () => {
  it("has all its keys in their order", async () => {
    const { code, stdout, stderr } = await index("--json");
    expect({ code, stderr, lines: stdout.split("\n").length }).toEqual({
      code: 0,
      stderr: "",
      lines: 2,
    });
    const read = JSON.parse(stdout);
    expect(Object.keys(read)).toEqual(["version", "hash", "entries", "services", "problems"]);
    expect(read).toMatchObject({ version: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    for (const entry of read.entries) {
      expect(Object.keys(entry)).toEqual([
        "id",
        "type",
        "title",
        "path",
        "native",
        "owner",
        "audience",
        "status",
        "services",
        "actions",
        "alerts",
        "environments",
        "danger",
        "questions",
        "answer",
        "sections",
        "steps",
        "placeholders",
        "last_checked",
        "freshness",
        "redirect_from",
      ]);
    }
  });

  it("holds what a runbook says", async () => {
    const { entries } = JSON.parse((await index("--json")).stdout);
    expect(entries).toContainEqual(
      expect.objectContaining({
        id: "restart-billing",
        type: "runbook",
        path: "runbooks/restart-billing.md",
        native: true,
        owner: "team-platform",
        audience: "everyone",
        environments: ["staging", "prod"],
        danger: "low",
        answer: "Ends open invoices.",
        sections: [{ role: "steps", heading: "Steps" }],
        steps: [
          { n: 1, text: "Restart it.", commands: ["ssh {{env.host}} systemctl restart billing"] },
        ],
        placeholders: ["env.host"],
      }),
    );
  });

  it("tells when each entry was last checked, and how fresh that is", async () => {
    const { commit } = initRepository(office);
    const page = (fields: string) => `---\ntitle: A\nowner: ana\n${fields}\n---\n\nText.\n`;
    commit("2026-11-01", {
      write: {
        "answers/changed.md": page("review_every: 30d"),
        "answers/steady.md": page("review_every: never"),
      },
    });
    commit("2026-11-02", {
      write: { "answers/steady.md": `${page("review_every: never")}More.\n` },
    });
    writeFiles(office, {
      "answers/new.md": page("questions: [what is new]"),
      "answers/overdue.md": page("reviewed: 2025-11-25\nreview_every: 12m"),
    });
    const { entries } = JSON.parse((await index("--json")).stdout);
    const found = ["changed", "overdue", "steady", "new"].map((id) => {
      const entry = entries.find((one: { id: string }) => one.id === id);
      return [id, entry.last_checked, entry.freshness];
    });
    expect(found).toEqual([
      ["changed", "2026-11-01", "due"],
      ["overdue", "2025-11-25", "overdue"],
      ["steady", "2026-11-02", "fresh"],
      ["new", null, "unknown"],
    ]);
  });

  it("is the same for the same files, and another when one says something else", async () => {
    const first = await index("--json");
    const copy = emptyFolder();
    writeFiles(copy, Object.fromEntries(Object.entries(smallOffice).reverse()));
    expect(await runInWorld(["knowledge", "index", "--json", "--knowledge", copy])).toEqual(first);
    writeFiles(office, { "answers/wiki.md": `${smallOffice["answers/wiki.md"]}More.\n` });
    const { hash } = JSON.parse((await index("--json")).stdout);
    expect(hash).not.toBe(JSON.parse(first.stdout).hash);
  });

  it("lists pages of every audience, and every problem with its place", async () => {
    writeFiles(office, { "answers/broken.md": "---\na: [\n---\n" });
    const { code, stdout } = await index("--json");
    const { entries, problems } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(entries.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(["salary-bands", "strongroom", "fair"]),
    );
    expect(problems).toEqual([
      {
        rule: "K001",
        file: "answers/broken.md",
        line: expect.any(Number),
        column: expect.any(Number),
        message: expect.any(String),
      },
    ]);
  });

  it("is a list for people without --json", async () => {
    const { code, stdout, stderr } = await index();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("runbook    restart-billing  Restart billing\n");
    expect(stdout).toContain(
      "8 entries: 7 answers, 1 runbooks, 0 checklists, 0 pointers; 1 services, 3 people in 1 teams.\n0 problems.\n",
    );
  });

  it("of a folder that is not there is wrong usage", async () => {
    const ran = await runInWorld(["knowledge", "index", "--knowledge", "/nowhere"]);
    expect(ran).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("/nowhere") });
  });
});
