import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { runInWorld } from "../support/test-world.ts";
import { guest, wifiFiles } from "../wifi/wifi-yaml.ts";

const emptyFolder = useEmptyFolders();
const key = "correct horse battery";
const everyone = { audience: "everyone" };
const lobby = { id: "lobby", ssid: "Acme Lobby", security: "open", password: undefined };

/** Draws posters of a folder that holds wifi.yaml alone. */
function poster(networks: readonly object[], words: readonly string[] = [], secret = key) {
  const folder = emptyFolder();
  writeFiles(folder, wifiFiles(...networks.map((one) => ({ ...guest, ...one }))));
  const argv = ["wifi", "poster", ...words, "--knowledge", folder];
  return runInWorld(argv, { env: { WIFI_GUEST: secret } });
}

describe("ama wifi poster", () => {
  it("prints a page of A4 in English for the only network, on the day of the clock", async () => {
    const { code, stdout, stderr } = await poster([everyone], ["--at", "2026-11-02T12:00:00Z"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/);
    expect(stdout).toContain("@page { size: 210mm 297mm; margin: 0 }");
    expect(stdout).toContain('aria-label="WiFi code for Acme Guest"');
    expect(stdout).toContain("made 2 November 2026");
  });

  it.each<[string, object, readonly string[], boolean]>([
    ["for everyone", everyone, [], true],
    ["for members", { audience: "members" }, [], false],
    ["for everyone, told to hide it", everyone, ["--hide-password"], false],
    ["for members, told to show it", { audience: "members" }, ["--show-password"], true],
  ])(
    "made %s prints the key or not, by the audience unless told",
    async (_, network, words, shown) => {
      const { stdout } = await poster([network], words);
      expect(stdout.includes(`>${key}<`)).toBe(shown);
      expect(stdout.includes("Whoever scans the code")).toBe(!shown);
    },
  );

  it("takes the format from the name of the file, and prints nothing then", async () => {
    const out = join(emptyFolder(), "guest.svg");
    const words = ["--out", out, "--layout", "badge", "--lang", "de,en", "--theme", "ink-saver"];
    expect(await poster([everyone], words)).toEqual({ code: 0, stdout: "", stderr: "" });
    const svg = readFileSync(out, "utf8");
    expect(svg).toMatch(/^<svg [^>]*width="86mm" height="54mm"/);
    expect(svg).toContain("Netzwerk · Network");
  });

  it("tells a program how large a module is, one line a network", async () => {
    const out = join(emptyFolder(), "all.html");
    const words = ["--network", "lobby", "--network", "guest", "--layout", "a5", "--out", out];
    const { stdout } = await poster([everyone, lobby], [...words, "--json"]);
    const told = { version: 1, layout: "a5", format: "html", out, warnings: [] };
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { ...told, id: "lobby", mm_per_module: expect.any(Number) },
      { ...told, id: "guest", mm_per_module: 2.44 },
    ]);
    const html = readFileSync(out, "utf8");
    expect(html.match(/<svg /g)).toHaveLength(2);
    expect(html.indexOf("Acme Lobby")).toBeLessThan(html.lastIndexOf("Acme Guest"));
  });

  it("prints nothing but the facts for a program that names no file", async () => {
    const { stdout } = await poster([everyone], ["--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ id: "guest", out: null, mm_per_module: 3.66 });
  });

  it("makes no file when one of the networks is refused, and tells why without the key", async () => {
    const out = join(emptyFolder(), "all.html");
    const words = ["--network", "guest", "--network", "lobby", "--out", out, "--json"];
    const ran = await poster([everyone, lobby], words, "sesame");
    expect(ran).toMatchObject({ code: 1, stderr: "" });
    expect(JSON.parse(ran.stdout)).toEqual({
      version: 1,
      id: "guest",
      problems: [{ rule: "K101", message: expect.any(String) }],
    });
    expect(ran.stdout).not.toContain("sesame");
    expect(existsSync(out)).toBe(false);
  });

  it("refuses a code that would be too small to read on the layout", async () => {
    const dense = { ...everyone, ssid: ";".repeat(32) };
    const ran = await poster([dense], ["--layout", "badge", "--json"], ";".repeat(63));
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ problems: [{ rule: "K107" }] });
    expect((await poster([dense], ["--layout", "a4"], ";".repeat(63))).code).toBe(0);
  });

  it.each([
    ["layout", ["--layout", "a3"], "expected one of a4, letter"],
    ["language", ["--lang", "en,dd"], "expected one of en, de, fr, es"],
    ["format", ["--format", "pdf"], "expected one of html, svg"],
    ["theme", ["--theme", "dark"], "expected one of plain, ink-saver"],
    ["network", ["--network", "gest"], 'Did you mean "guest"?'],
    ["file", ["--out", "/nowhere/at/all.svg"], "cannot be written"],
    ["wish about the key", ["--show-password", "--hide-password"], "cannot be used with"],
  ])("exits with 2 for a %s that there is not", async (_, words, says) => {
    const ran = await poster([everyone], words);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain(says);
  });

  it("exits with 2 where one SVG cannot hold all sheets", async () => {
    const words = ["--network", "guest", "--network", "lobby", "--format", "svg"];
    expect(await poster([everyone, lobby], words)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Write --format html"),
    });
    expect((await poster([everyone, lobby], [...words, "--layout", "a4x4"])).code).toBe(0);
  });
});
