import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { type Given, runInWorld } from "../support/test-world.ts";
import { guest, wifiFiles } from "../wifi/wifi-yaml.ts";

const emptyFolder = useEmptyFolders();
const key = "correct horse battery";
const payload = `WIFI:T:WPA;S:Acme Guest;P:${key};;`;

/** Runs a command on a folder that holds wifi.yaml alone. */
function ama(networks: readonly object[], words: readonly string[], given: Given = {}) {
  const folder = emptyFolder();
  writeFiles(folder, wifiFiles(...networks.map((one) => ({ ...guest, ...one }))));
  const run = () =>
    runInWorld(["wifi", ...words, "--knowledge", folder], { env: { WIFI_GUEST: key }, ...given });
  return { folder, run };
}
const wifi = (
  networks: readonly object[],
  words: readonly string[],
  given?: Given,
): ReturnType<typeof runInWorld> => ama(networks, words, given).run();

describe("ama wifi payload", () => {
  it("prints what the code of the only network says, and a line break", async () => {
    expect(await wifi([{}], ["payload"])).toEqual({ code: 0, stdout: `${payload}\n`, stderr: "" });
  });

  it("tells a program which network it is, and what may go wrong with it", async () => {
    const networks = [{}, { id: "cafe", ssid: "Café", security: "open", password: undefined }];
    const ran = await wifi(networks, ["payload", "--network", "cafe", "--json"]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(ran.stdout)).toEqual({
      version: 1,
      id: "cafe",
      ssid: "Café",
      security: "open",
      payload: "WIFI:T:nopass;S:Café;;",
      warnings: [{ rule: "K103", message: expect.stringContaining("beyond ASCII") }],
    });
  });

  it("says on stderr what may go wrong, and prints the payload all the same", async () => {
    const rotation = { rotated: "2026-08-01", rotate_every: "3m" };
    expect(await wifi([rotation], ["payload"])).toEqual({
      code: 0,
      stdout: `${payload}\n`,
      stderr:
        'guest: K104 The key was last changed on 2026-08-01, and was to be changed again by 2026-11-01. Change it, and set "rotated".\n',
    });
    expect(await wifi([rotation], ["payload", "--at", "2026-11-01T12:00:00Z"])).toMatchObject({
      stderr: "",
    });
  });

  it.each<[string, object, Record<string, string>, string]>([
    ["WEP", { security: "WEP" }, {}, "K102"],
    ["a key that is too short", {}, { WIFI_GUEST: "sesame" }, "K101"],
    ["an enterprise network", { security: "enterprise" }, {}, "K105"],
    ["a key whose variable is not set", { password: "env:WIFI_OTHER" }, {}, "K106"],
    ["a key whose variable is empty", {}, { WIFI_GUEST: "" }, "K106"],
    ["a key whose file is not there", { password: "file:../none/key" }, {}, "K106"],
    ["a key in the knowledge folder", { password: "file:key" }, {}, "K073"],
    ["a key that is written out", { password: key }, {}, "K073"],
    ["a name that is too long", { ssid: "ü".repeat(17) }, {}, "K100"],
    ["an unknown key", { hidde: true }, {}, "K002"],
    ["a kind of network that there is not", { security: "wpa2" }, {}, "K003"],
  ])(
    "refuses %s with a reason, without the key, and writes no file",
    async (_, network, env, rule) => {
      const given = { env: { WIFI_GUEST: key, ...env } };
      const out = join(emptyFolder(), "guest.png");
      const commands = [["payload"], ["qr", "--format", "svg"], ["qr", "--out", out]];
      for (const words of commands) {
        const told = await wifi([network], [...words, "--json"], given);
        expect(told).toMatchObject({ code: 1, stderr: "" });
        const message = expect.any(String);
        expect(JSON.parse(told.stdout)).toEqual({
          version: 1,
          id: "guest",
          problems: [{ rule, message }],
        });
        const said = await wifi([network], words, given);
        expect(said).toMatchObject({ code: 1, stdout: "" });
        expect(said.stderr).toMatch(new RegExp(`^guest: ${rule} .+\n$`));
        expect(told.stdout + said.stderr).not.toContain(given.env.WIFI_GUEST || key);
      }
      expect(existsSync(out)).toBe(false);
    },
  );

  it("serves one network beside another that is refused", async () => {
    const networks = [{ id: "old", security: "wep" }, {}];
    expect(await wifi(networks, ["payload", "--network", "guest"])).toMatchObject({
      code: 0,
      stdout: `${payload}\n`,
    });
  });

  it("answers for an enterprise network with its note", async () => {
    const note = "Ask Pim for a login.";
    const { stderr } = await wifi([{ security: "enterprise", note }], ["payload"]);
    expect(stderr).toContain(note);
  });

  it.each([
    ["whose id is unknown", [{}], ["--network", "gest"], 'Did you mean "guest"?'],
    ["of several, none being named", [{}, { id: "b" }], [], "which has guest, b"],
    ["of none", [], [], "which has none"],
  ])("exits with 2 for a network %s", async (_, networks, words, says) => {
    const ran = await wifi(networks, ["payload", ...words]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain(says);
  });

  it.each([
    ["is not there", {}, "There is no wifi.yaml"],
    ["is no YAML", { "wifi.yaml": "networks: [" }, "wifi.yaml:1:12 K001"],
    ["is no list of networks", { "wifi.yaml": "networks: {guest: 1}" }, "wifi.yaml:1:1 K003"],
    ["is no text", { "wifi.yaml": "networks: \0" }, "wifi.yaml:1:11 K006"],
  ])("exits with 2 where wifi.yaml %s", async (_, files, says) => {
    const folder = emptyFolder();
    writeFiles(folder, files);
    const ran = await runInWorld(["wifi", "payload", "--knowledge", folder]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain(says);
  });
});

describe("the file of a key", () => {
  it.each([
    ["without a line break", "abc defgh", "abc defgh"],
    ["with one", "abc defgh\n", "abc defgh"],
    ["with one of Windows", "abc defgh\r\n", "abc defgh"],
    ["with spaces around", " abc defgh \n", " abc defgh "],
  ])("is read to the letter but for its last line break: one %s", async (_, text, read) => {
    const file = join(emptyFolder(), "key");
    writeFileSync(file, text);
    const { stdout } = await wifi([{ password: `file:${file}` }], ["payload"]);
    expect(stdout).toBe(`WIFI:T:WPA;S:Acme Guest;P:${read};;\n`);
  });

  it.each([
    ["with two line breaks", "abc defgh\n\n", "K101"],
    ["with nothing but a line break", "\n", "K106"],
    ["that is no text", Buffer.from([0xff, 0xfe, 0x61]), "K106"],
    ["too large to be one", "a".repeat(5000), "K106"],
  ])("is refused: one %s", async (_, text, rule) => {
    const file = join(emptyFolder(), "key");
    writeFileSync(file, text);
    const ran = await wifi([{ password: `file:${file}` }], ["payload"]);
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toContain(rule);
  });

  it("is looked for from where wifi.yaml lies", async () => {
    const folder = emptyFolder();
    const { "wifi.yaml": yaml = "" } = wifiFiles({ ...guest, password: "file:../keys/guest" });
    writeFiles(folder, { "keys/guest": key, "knowledge/wifi.yaml": yaml });
    const words = ["wifi", "payload", "--knowledge", join(folder, "knowledge")];
    expect((await runInWorld(words)).stdout).toBe(`${payload}\n`);
  });

  it.each([
    ["is a folder", "K106", (folder: string) => join(folder, "..")],
    [
      "is a link into the knowledge folder",
      "K073",
      (folder: string) => {
        const link = join(emptyFolder(), "link");
        symlinkSync(join(folder, "wifi.yaml"), link);
        return link;
      },
    ],
  ])("is refused where it %s", async (_, rule, fileIn) => {
    const { folder, run } = ama([{}], ["payload"]);
    const password = `file:${fileIn(folder)}`;
    writeFiles(folder, wifiFiles({ ...guest, password }));
    const ran = await run();
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toContain(rule);
  });
});

describe("ama wifi qr", () => {
  it("says what it has drawn", async () => {
    const out = join(emptyFolder(), "guest.svg");
    const ran = await wifi([{}], ["qr", "--format", "svg", "--out", out, "--json"]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(ran.stdout)).toEqual({
      id: "guest",
      format: "svg",
      out,
      version: 4,
      modules: 33,
      ecc: "M",
      warnings: [],
    });
    expect(readFileSync(out, "utf8")).toMatch(/^<svg .*<\/svg>\n$/);
  });

  it("says nothing where it has drawn into a file, whose name tells the format", async () => {
    const out = join(emptyFolder(), "guest.PNG");
    expect(await wifi([{}], ["qr", "--out", out])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(out).subarray(1, 4).toString()).toBe("PNG");
  });

  it("takes the correction that is asked for", async () => {
    const ran = await wifi([{}], ["qr", "--ecc", "h", "--json"]);
    expect(JSON.parse(ran.stdout)).toMatchObject({ out: null, ecc: "H", modules: 41 });
  });

  it("warns of a code that is hard to read for its size", async () => {
    const large = { env: { WIFI_GUEST: "k".repeat(63) } };
    const ran = await wifi([{ ssid: "n".repeat(32) }], ["qr", "--json"], large);
    expect(JSON.parse(ran.stdout)).toMatchObject({ version: 7, warnings: [{ rule: "K103" }] });
  });

  it("sets its colours on a terminal, and none elsewhere or where nobody wants any", async () => {
    const colour = "\u001b[38;5;16;48;5;231m";
    const atTerminal = true;
    const lines = (text: string) => text.trimEnd().split("\n");
    const shown = lines((await wifi([{}], ["qr"], { atTerminal })).stdout);
    expect(shown).toHaveLength(21);
    for (const line of shown)
      expect(line.startsWith(colour) && line.endsWith("\u001b[0m")).toBe(true);
    const env = { WIFI_GUEST: key, NO_COLOR: "1" };
    for (const given of [{}, { atTerminal, env }]) {
      expect((await wifi([{}], ["qr", "--format", "text"], given)).stdout).not.toContain("\u001b");
    }
  });

  it.each([
    ["a PNG on a terminal", ["--format", "png"], "expected --out FILE"],
    ["a format that there is not", ["--format", "pgn"], 'Did you mean "png"?'],
    ["a correction that there is not", ["--ecc", "X"], "expected one of L, M, Q, H"],
    ["a file that cannot be written", ["--out", "/no/such/folder/a.png"], "cannot be written"],
  ])("exits with 2 for %s", async (_, words, says) => {
    const ran = await wifi([{}], ["qr", ...words], { atTerminal: true, env: { WIFI_GUEST: key } });
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain(says);
  });
});
