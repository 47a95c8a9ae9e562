import { describe, expect, it } from "vitest";
import { parsePayload } from "../../src/wifi/payload.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { runInWorld } from "../support/test-world.ts";
import { type CodeVector, loadWifiVectors } from "./wifi-vectors.ts";
import { wifiFiles } from "./wifi-yaml.ts";

const file = process.env.WIFI_VECTORS;
const missing = "WIFI_VECTORS does not name the file of codes";

if (file === undefined) {
  process.stderr.write(`skipped "codes with known meaning": ${missing}\n`);
  it.skip(`agrees with codes of known meaning (${missing})`, () => undefined);
} else {
  const { codes, escapes } = loadWifiVectors(file);
  const isMade = ({ refused, canonical }: CodeVector) => !refused && canonical !== undefined;

  describe("ama wifi payload", () => {
    it.each(codes.filter(isMade))("makes the code of $id: $canonical", async (vector) => {
      const ran = await payloadOf(itemOf(vector), vector.fields.password);
      expect(ran).toMatchObject({ code: 0, stdout: `${vector.canonical}\n` });
    });

    it.each(codes.filter((one) => !isMade(one)))("makes none of $id: $payload", async (vector) => {
      const ran = await payloadOf(itemOf(vector), vector.fields.password);
      expect(ran).toMatchObject({ code: 1, stdout: "" });
    });

    it.each(escapes)("escapes $value in name and key", async ({ value, escaped }) => {
      const named = { ssid: value, security: "open" };
      const { stdout } = await payloadOf(named, undefined);
      expect(stdout).toBe(`WIFI:T:nopass;S:${escaped};;\n`);
      const item = { ssid: value, security: "wpa", wpa3_only: true, password: "env:KEY" };
      expect((await payloadOf(item, value)).stdout).toContain(`;P:${escaped};;`);
    });
  });

  describe("a code of others", () => {
    it.each(codes)("is read as it is meant: $id, $payload", ({ fields, payload }) => {
      const { security, ssid, password, hidden, transitionDisable, ...login } = fields;
      expect(parsePayload(payload)).toEqual({
        security: kindOf(security),
        ssid,
        key: password ?? undefined,
        hidden,
        wpa3Only: transitionDisable || security === "SAE",
        asSae: security === "SAE",
        login,
      });
    });
  });
}

const emptyFolder = useEmptyFolders();

function payloadOf(item: object, key: string | null | undefined) {
  const folder = emptyFolder();
  writeFiles(folder, wifiFiles({ id: "net", ...item }));
  const env = key ? { KEY: key } : {};
  return runInWorld(["wifi", "payload", "--knowledge", folder], { env });
}

function kindOf(security: string | null) {
  if (security === null || security === "nopass") return "open";
  if (security === "WEP") return "wep";
  return security.includes("EAP") ? "enterprise" : "wpa";
}

/** The network in wifi.yaml. An open one that has a code has no key in there, whatever an old code said. */
function itemOf({ fields, canonical }: CodeVector) {
  const { ssid, hidden, transitionDisable } = fields;
  const security = kindOf(fields.security);
  const isKeyed = fields.password && (security !== "open" || canonical === undefined);
  return {
    ssid,
    security,
    ...(isKeyed && { password: "env:KEY" }),
    ...(hidden && { hidden }),
    ...((transitionDisable || fields.security === "SAE") && { wpa3_only: true }),
  };
}
