import { chmodSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { runInWorld } from "../support/test-world.ts";
import { brokenBeside, oncallOffice, oncallWith } from "./oncall-office.ts";

const emptyFolder = useEmptyFolders();
let office: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, oncallOffice);
});

const who = (...words: readonly string[]) =>
  runInWorld(["oncall", "who", "--knowledge", office, ...words]);

describe("ama oncall who", () => {
  it("says who is on call and who is next, in the second of the two hours as well", async () => {
    const ran = await who("--json", "--at", "2026-10-25T00:30:00Z");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(ran.stdout)).toEqual({
      version: 1,
      at: "2026-10-25T00:30:00Z",
      tzdata: process.versions.tz,
      on_call: [
        {
          schedule: "primary",
          person: "bo",
          layer: "week",
          start: "2026-10-19T09:00:00+02:00",
          end: "2026-10-26T09:00:00+01:00",
          next: { person: "ana", start: "2026-10-26T09:00:00+01:00" },
        },
      ],
    });
  });

  it("counts what was changed in chat where it is told the database", async () => {
    const db = join(emptyFolder(), "ama.sqlite");
    writeFiles(office, { "answers/vpn.md": "# Set up the VPN\n\nInstall WireGuard.\n" });
    const words = ["serve", "--knowledge", office, "--db", db, "--as", "ana"];
    const said = await runInWorld(words, { stdin: "override primary @bo for 2h\n" });
    expect(said.stdout).toContain("Bo is on call instead of Ana");
    const at = ["--at", "2026-11-25T10:00:00Z", "--json"];
    const personIn = async (...more: readonly string[]) =>
      JSON.parse((await who(...at, ...more)).stdout).on_call[0];
    expect(await personIn("--db", db)).toMatchObject({ person: "bo", override: "o1" });
    expect(await personIn()).not.toHaveProperty("override");
    expect((await who(...at, "--db", `${db}.not`)).stderr).toContain("does not exist");
  });

  it("names an overlay in the place of the layer", async () => {
    const override = '{person: cem, from: "2026-10-24T09:00", to: "2026-10-25T09:00"}';
    writeFiles(office, oncallWith("    layers:", `    overrides: [${override}]\n    layers:`));
    const { stdout } = await who("--json", "--at", "2026-10-25T00:30:00Z");
    expect(JSON.parse(stdout).on_call).toEqual([
      {
        schedule: "primary",
        person: "cem",
        override: "file:1",
        start: "2026-10-24T09:00:00+02:00",
        end: "2026-10-25T09:00:00+01:00",
        next: { person: "bo", start: "2026-10-25T09:00:00+01:00" },
      },
    ]);
  });

  it("has an entry for a schedule that puts nobody on call", async () => {
    writeFiles(office, { "oncall.yaml": "schedules: {none: {timezone: UTC, layers: []}}" });
    expect(JSON.parse((await who("--json")).stdout).on_call).toEqual([
      { schedule: "none", person: null, layer: null, start: null, end: null, next: null },
    ]);
    expect((await who()).stdout).toBe("none: nobody.\n");
  });

  it("tells people the times in both zones, which it names", async () => {
    expect((await who("--at", "2026-10-25T00:30:00Z")).stdout).toBe(
      'primary: Bo (bo), layer "week", until Mon 2026-10-26 09:00 +01:00 Europe/Berlin (Mon 2026-10-26 08:00 +00:00 UTC), then Ana (ana).\n',
    );
  });

  it("needs no oncall.yaml", async () => {
    const bare = emptyFolder();
    writeFiles(bare, { "people.yaml": "people: [{id: ana}]" });
    const ran = await runInWorld(["oncall", "who", "--knowledge", bare]);
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining("no oncall.yaml") });
  });

  it("writes nothing: a folder that is read only will do", async () => {
    chmodSync(office, 0o555);
    for (const name of ["people.yaml", "oncall.yaml"]) chmodSync(join(office, name), 0o444);
    expect(await who()).toMatchObject({ code: 0, stderr: "" });
    chmodSync(office, 0o755);
  });

  it("shows the other schedules where one is broken, with its problem", async () => {
    writeFiles(office, brokenBeside);
    const ran = await who("--json");
    expect(ran).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("oncall.yaml:2:11 K201"),
    });
    const { on_call, problems } = JSON.parse(ran.stdout);
    expect(on_call).toHaveLength(1);
    expect(problems).toEqual([
      {
        rule: "K201",
        schedule: "night",
        file: "oncall.yaml",
        line: 2,
        column: 11,
        message: expect.stringContaining('Did you mean "Europe/Berlin"?'),
      },
    ]);
    expect(await who("--schedule", "primary")).toMatchObject({ code: 0, stderr: "" });
  });

  it.each(["1900-01-01T00:00:00Z", "2200-12-31T23:59:59.999Z"])("knows it at %s", async (at) => {
    const { code, stdout } = await who("--at", at, "--json");
    expect([code, JSON.parse(stdout).on_call[0].layer]).toEqual([0, "week"]);
  });

  it.each([
    ["an unknown schedule", ["--schedule", "primry"], 'Did you mean "primary"?'],
    ["one of two", ["--schedule", "primary", "--schedule", "night"], '"night"'],
    ["an instant without an offset", ["--at", "2026-10-25T00:30:00"], "offset"],
    ["the first of all instants", ["--at", "-271821-04-20T00:00:00Z"], "years 1900 to 2200"],
    ["the last of all instants", ["--at", "+275760-09-13T00:00:00Z"], "years 1900 to 2200"],
  ])("refuses %s", async (_what, words, message) => {
    const ran = await who(...words);
    expect(ran).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(message) });
  });

  it("refuses an oncall.yaml in which nothing can be read", async () => {
    writeFiles(office, { "oncall.yaml": "schedules: [" });
    expect(await who()).toMatchObject({ code: 2, stderr: expect.stringContaining("K001") });
  });
});
