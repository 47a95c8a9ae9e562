import { describe, expect, it } from "vitest";
import { wifiFileOf } from "../../src/wifi/wifi-file.ts";
import { guest, wifiYaml } from "./wifi-yaml.ts";

const folder = "/srv/knowledge";
const parse = (...networks: readonly object[]) =>
  wifiFileOf(wifiYaml(...networks.map((one) => ({ ...guest, ...one }))), folder);

describe("wifi.yaml", () => {
  it("says of a network what is written, and the usual for the rest", () => {
    const [item] = parse({ wpa3_only: true, rotated: "2026-01-31", rotate_every: "1m" }).items;
    expect(item).toEqual({
      id: "guest",
      path: ["networks", 0],
      network: {
        id: "guest",
        name: "guest",
        ssid: "Acme Guest",
        security: "wpa",
        password: "env:WIFI_GUEST",
        audience: "members",
        aliases: [],
        locations: [],
        hidden: false,
        wpa3Only: true,
        asSae: false,
        owner: undefined,
        note: undefined,
        captivePortal: undefined,
        validFrom: undefined,
        expires: undefined,
        rotated: Temporal.PlainDate.from("2026-01-31"),
        rotateBy: Temporal.PlainDate.from("2026-02-28"),
      },
    });
  });

  it("takes every key, a single word for a list, and keys of one's own", () => {
    const file = parse({
      audience: ["team-office"],
      name: "Guests",
      aliases: "visitors",
      locations: ["berlin", "floor-2"],
      hidden: true,
      wpa3_only: true,
      qr_type: "SAE",
      owner: "office",
      note: "Accept the terms.",
      captive_portal: "https://welcome.example.org",
      valid_from: "2026-01-01",
      expires: "2026-12-31",
      "x-vlan": 40,
    });
    expect(file.problems).toEqual([]);
    expect(file.items).toMatchObject([{ network: { aliases: ["visitors"], asSae: true } }]);
  });

  it.each(["", "# nothing yet\n", "networks:\n", "networks: []\n"])(
    "may have no networks: %j",
    (text) => {
      expect(wifiFileOf(text, folder)).toMatchObject({ items: [], problems: [] });
    },
  );

  it.each<[string, object, string, string]>([
    ["an SSID of 33 bytes", { ssid: "s".repeat(33) }, "K100", "has 33 bytes"],
    ["an SSID of 33 bytes and 17 characters", { ssid: `${"ü".repeat(16)}s` }, "K100", "33 bytes"],
    ["an empty SSID", { ssid: "" }, "K100", "is empty"],
    ["an SSID with a line break", { ssid: "a\nb" }, "K100", "control character"],
    ["an SSID with half a character", { ssid: "a\ud83d" }, "K100", "half a character"],
    ["an SSID without quotes", { ssid: 4711 }, "K003", "put it in quotes"],
    ["no key where there has to be one", { password: undefined }, "K101", "There is no password"],
    ["a key of an open network", { security: "open" }, "K101", "has no key"],
    ["WEP", { security: "wep" }, "K102", "WPA2 or WPA3"],
    ["a key in the folder", { password: "file:keys/guest" }, "K073", "knowledge folder"],
    ["a key in it, by its path", { password: "file:/srv/knowledge/k" }, "K073", "outside"],
    ["a key in it, in a roundabout way", { password: "file:../knowledge/k" }, "K073", "outside"],
    ["a key with spaces before it", { password: " env:WIFI" }, "K073", "holds a value"],
    ["a key without a name", { password: "env:" }, "K073", "holds a value"],
    ["no reference but yes", { password: true }, "K073", "holds a value"],
    ["WPA3 without a key", { security: "open", password: undefined, wpa3_only: true }, "K003", ""],
    ["SAE without WPA3", { qr_type: "SAE" }, "K003", "expected wpa3_only: true"],
    ["a misspelt key", { hiden: true }, "K002", 'Did you mean "hidden"?'],
    ["an id with a space", { id: "guest net" }, "K003", "small letters"],
    ["a date that is none", { expires: "2026-02-30" }, "K003", "a day that exists"],
  ])("refuses %s", (_, network, rule, says) => {
    const { items, problems } = parse(network, { id: "b" });
    expect(problems).toEqual([
      expect.objectContaining({ rule, line: 2, message: expect.stringContaining(says) }),
    ]);
    expect(items).toMatchObject([{ problems }, { network: { id: "b" } }]);
  });

  it.each([
    ["an SSID of 32 bytes", { ssid: "s".repeat(32) }],
    ["an SSID of 32 bytes and 8 characters", { ssid: "🧦".repeat(8) }],
    ["a key beside the folder", { password: "file:../knowledge-keys/guest" }],
    ["a key in a folder of two dots and more", { password: "file:/srv/..keys" }],
    ["an enterprise network", { security: "enterprise", password: undefined }],
  ])("takes %s", (_, network) => {
    expect(parse(network).problems).toEqual([]);
  });

  it("gives an id to the first that has it", () => {
    const { items, problems } = parse({}, { ssid: "Other" });
    expect(items).toMatchObject([{ network: { ssid: "Acme Guest" } }, { problems }]);
    expect(problems).toMatchObject([{ rule: "K010", line: 3 }]);
  });

  it("tells a key beside the networks that nobody reads", () => {
    const { problems, items } = wifiFileOf(`network: []\n${wifiYaml(guest)}`, folder);
    expect(problems).toMatchObject([
      { rule: "K002", line: 1, message: expect.stringContaining('"networks"') },
    ]);
    expect(items).toHaveLength(1);
  });
});
