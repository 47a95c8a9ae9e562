import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parsePayload } from "../../src/wifi/payload.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { endOf, startAma } from "../support/real-process.ts";
import { smallOffice } from "../support/small-office.ts";
import { startInWorld } from "../support/test-world.ts";
import { pngBitmap, readWithJsqr } from "../wifi/read-picture.ts";
import { guest, wifiFiles } from "../wifi/wifi-yaml.ts";

const key = 'semi;colon \\quote" and \\';
const emptyFolder = useEmptyFolders();

/** The words that serve a folder with a network, and where it keeps its data. */
function serving() {
  const knowledge = emptyFolder();
  writeFiles(knowledge, { ...smallOffice, ...wifiFiles({ ...guest, audience: "everyone" }) });
  const data = emptyFolder();
  const words = ["serve", "--knowledge", knowledge, "--db", join(data, "ama.sqlite")];
  return { data, words };
}

describe("a network that is asked for at the console", () => {
  it("is drawn, and lies in a file for as long as the bot runs", async () => {
    const { stdin, stdout, ended } = startInWorld(serving().words, { env: { WIFI_GUEST: key } });
    stdin.write("what's the guest wifi password?\n");
    await stdout.holds("[1] Show key");
    const file = /^\S+-wifi-guest\.png$/m.exec(stdout.text())?.[0] ?? "";
    const read = parsePayload(readWithJsqr(pngBitmap(readFileSync(file))) ?? "");
    expect(read).toMatchObject({ ssid: "Acme Guest", key });
    stdin.end();
    expect((await ended).stdout).toContain("`Acme Guest` (guest): scan the code.");
    expect(existsSync(dirname(file))).toBe(false);
  });

  it("leaves its key on the terminal alone: not in a log of all there is, nor in a file", async () => {
    const { data, words } = serving();
    using child = startAma(emptyFolder(), words, { WIFI_GUEST: key, AMA_LOG_LEVEL: "trace" });
    child.stdin.end("guest wifi\nshow key\n");
    const { code, stdout, stderr } = await endOf(child);
    expect([code, stdout.includes(`    ${key}`)]).toEqual([0, true]);
    expect(stderr).toContain('"event":"serve.stopped"');
    const written = readdirSync(data).map((name) => readFileSync(join(data, name), "latin1"));
    expect(written.join()).toContain("wifi_reveal");
    expect([stderr, ...written].filter((text) => /semi|colon/.test(text))).toEqual([]);
  });

  it("says what to set where its key is not there, on stderr, too, and there once", async () => {
    using child = startAma(emptyFolder(), serving().words, { WIFI_GUEST: "" });
    child.stdin.end("guest wifi\nwifi\n");
    const { stdout, stderr } = await endOf(child);
    const what = "The key is kept in env:WIFI_GUEST, which is empty. Set WIFI_GUEST to it.";
    expect(stdout.split(`I cannot show guest now. ${what}`)).toHaveLength(3);
    expect(stderr.split(`guest: K106 ${what}\n`)).toHaveLength(2);
    expect(stderr).toContain('"event":"wifi.lacking","code":"K106","entry":"guest"');
  });
});
