import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";
import { beforeAll, describe, expect, it } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { qrCodeOf } from "../../src/wifi/qr-code.ts";
import { qrPng } from "../../src/wifi/qr-png.ts";
import { qrSvg } from "../../src/wifi/qr-svg.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { hardPayloads } from "../wifi/hard-payloads.ts";
import { describeWith, peers } from "./peer.ts";

const emptyFolder = useEmptyFolders();

const pictures = {
  PNG: (payload: string) => qrPng(qrCodeOf(payload)),
  SVG: (payload: string) => new Resvg(qrSvg(qrCodeOf(payload))).render().asPng(),
} as const;
const cases = hardPayloads.flatMap(([which, payload]) =>
  (["PNG", "SVG"] as const).map((format) => ({ which, format, payload })),
);
const hex = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("hex");

describe("zxing", () => {
  beforeAll(() => {
    const file = fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm"));
    // Otherwise it would ask the network for it.
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(file)).buffer } });
  });

  it.each(cases)("reads the $format of a code $which", async ({ format, payload }) => {
    const found = await readBarcodes(pictures[format](payload), {
      formats: ["QRCode"],
      tryInvert: false,
      tryRotate: false,
    });
    expect(found.map(({ bytes }) => hex(bytes))).toEqual([hex(payload)]);
  });
});

describeWith(peers.zbarimg, "zbarimg", (program) => {
  it.each(cases)("reads the $format of a code $which", ({ format, payload }) => {
    const file = join(emptyFolder(), "code.png");
    writeFileSync(file, pictures[format](payload));
    const options = ["-q", "--nodbus", "--oneshot", "--raw", "-Sbinary"];
    expect(hex(execFileSync(program, [...options, file]))).toBe(hex(payload));
  });
});
