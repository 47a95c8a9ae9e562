import fc from "fast-check";
import { expect, it } from "vitest";
import { loadShownNetwork } from "../../src/wifi/load-shown-network.ts";
import { parsePayload } from "../../src/wifi/payload.ts";
import { qrCodeOf } from "../../src/wifi/qr-code.ts";
import { qrPng } from "../../src/wifi/qr-png.ts";
import { wifiFileOf } from "../../src/wifi/wifi-file.ts";
import { pngBitmap, readWithJsqr } from "./read-picture.ts";
import { wifiYaml } from "./wifi-yaml.ts";

const folder = "/srv/knowledge";
const today = Temporal.PlainDate.from("2026-11-25");

const bytes = (text: string) => new TextEncoder().encode(text).length;
const isText = (text: string) => !/\p{Cc}/u.test(text);
const anySsid = fc
  .string({ unit: "binary", minLength: 1, maxLength: 32 })
  .filter((ssid) => isText(ssid) && bytes(ssid) <= 32);
const hex = fc.constantFrom(..."0123456789abcdefABCDEF");
const anyKey = fc.oneof(
  fc.string({ unit: "grapheme-ascii", minLength: 8, maxLength: 63 }),
  fc.string({ unit: hex, minLength: 64, maxLength: 64 }),
  fc.string({ unit: fc.constantFrom(...'\\;,:" '), minLength: 8, maxLength: 63 }),
);
const anySaeKey = fc
  .string({ unit: "binary", minLength: 1, maxLength: 63 })
  .filter((key) => isText(key) && [...key].length <= 63);
const anySecurity = fc.oneof(
  fc.record({ key: anyKey }),
  fc.record({
    key: anySaeKey,
    wpa3_only: fc.constant(true),
    qr_type: fc.constantFrom("WPA", "SAE"),
  }),
  fc.record({ key: fc.constant(undefined) }),
);

it("any name and any key come back from wifi.yaml through the picture", {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(anySsid, anySecurity, fc.boolean(), async (ssid, { key, ...more }, hidden) => {
      const kept =
        key === undefined ? { security: "open" } : { security: "wpa", password: "env:K" };
      const yaml = wifiYaml({ id: "any", ssid, hidden, ...kept, ...more });
      const [item] = wifiFileOf(yaml, folder).items;
      if (!item || "problems" in item) throw new Error(JSON.stringify(item?.problems));
      const env = key === undefined ? {} : { K: key };
      const shown = await loadShownNetwork(item.network, { folder, env }, today);
      if ("problems" in shown) throw new Error(JSON.stringify(shown.problems));
      const read = readWithJsqr(pngBitmap(qrPng(qrCodeOf(shown.payload))));
      expect(read).toBe(shown.payload);
      const wpa3Only = "wpa3_only" in more;
      expect(parsePayload(read ?? "")).toMatchObject({ ssid, key, hidden, wpa3Only });
    }),
    { numRuns: 300 },
  );
});
