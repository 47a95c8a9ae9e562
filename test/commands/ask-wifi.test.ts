import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { type Given, runInWorld } from "../support/test-world.ts";
import { modulesBitmap, readWithJsqr, textModules } from "../wifi/read-picture.ts";
import { guest, wifiFiles } from "../wifi/wifi-yaml.ts";

const emptyFolder = useEmptyFolders();
const sample = join(import.meta.dirname, "../../knowledge");
const key = "correct horse battery";
const env = { WIFI_GUEST: key };
const question = "what's the guest wifi password?";

const askSample = (given: Given, ...words: readonly string[]) =>
  runInWorld(["ask", question, "--knowledge", sample, ...words], given);

function ask(networks: readonly object[], words: readonly string[], given: Given = { env }) {
  const folder = emptyFolder();
  const files = wifiFiles(...networks.map((one) => ({ ...guest, audience: "everyone", ...one })));
  writeFiles(folder, { ...smallOffice, ...files });
  return runInWorld([...words, "--knowledge", folder], given);
}

describe("a network that ama ask is asked for", () => {
  it("of the sample is drawn as a code that a phone reads", async () => {
    const { code, stdout } = await askSample({ env });
    const at = stdout.indexOf("\n\n   ");
    expect([code, stdout.slice(0, stdout.indexOf("\n\n"))]).toEqual([
      0,
      "[picture: WiFi code for Socks Guest]",
    ]);
    const drawn = textModules(stdout.slice(at + 2, -1));
    expect(readWithJsqr(modulesBitmap(drawn))).toBe(`WIFI:T:WPA;S:Socks Guest;P:${key};;`);
  });

  it("of the sample says what to set where its key is not there", async () => {
    const { stdout } = await askSample({});
    expect(stdout).toBe(
      "I cannot show Guest WiFi now. The key is kept in env:WIFI_GUEST, which is not set. Set WIFI_GUEST to it. Ask Office (#office:everythingsocks.io).\n",
    );
  });

  it("is a command for a program, which gets neither code nor key", async () => {
    const { stdout } = await askSample({ env }, "--json");
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "command", entry: null, gap: null });
    expect(stdout).not.toMatch(/correct|[█▀▄]/);
  });

  it("is shown to whoever may have it: a member more than a stranger", async () => {
    const office = { id: "office", ssid: "Acme Office", audience: "members" };
    const wish = ["ask", "office wifi", "--json"];
    const [stranger, member] = [
      await ask([{}, office], wish),
      await ask([{}, office], [...wish, "--as", "bo"]),
    ];
    expect(stranger.stdout).not.toContain("Acme Office");
    expect(member.stdout).toContain("WiFi code for Acme Office");
  });

  it("is asked back for where several are meant", async () => {
    const cafe = { id: "cafe", ssid: "Acme Cafe", security: "open", password: undefined };
    const { stdout } = await ask([{}, cafe], ["ask", "wifi"]);
    expect(stdout).toBe("Which WiFi?\n\n- `Acme Guest` (guest)\n- `Acme Cafe` (cafe)\n");
  });

  it("is told by explain, too", async () => {
    const { stdout } = await ask([{}], ["explain", "guest wifi"]);
    expect(stdout).toContain("It asks to join a network.\nDecided without a search.\n");
  });

  it("is a question like any other where there is no wifi.yaml", async () => {
    const folder = emptyFolder();
    writeFiles(folder, smallOffice);
    const { stdout } = await runInWorld(["ask", question, "--knowledge", folder]);
    expect(stdout).toContain("I don't know.");
  });
});
