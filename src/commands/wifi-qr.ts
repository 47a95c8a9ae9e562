import { extname } from "node:path";
import { BotError } from "../kernel/bot-error.ts";
import { correctionLevels, type QrCode, qrCodeOf } from "../wifi/qr-code.ts";
import { qrPng } from "../wifi/qr-png.ts";
import { qrSvg } from "../wifi/qr-svg.ts";
import { qrAscii, qrText } from "../wifi/qr-text.ts";
import { codeWarnings } from "../wifi/warnings.ts";
import { hasColours } from "./has-colours.ts";
import { oneOf } from "./one-of.ts";
import { openNetwork, printRefused, printRemarks, remarkJson } from "./open-wifi.ts";
import type { WifiQrOptions } from "./options.ts";
import { type ExitCode, type World, writeLine, writeWhole } from "./world.ts";
import { writePicture } from "./write-picture.ts";

const formats = ["png", "svg", "text", "ascii"] as const;
type Format = (typeof formats)[number];

/** Draws a network's code, into a file or on stdout; exit 1, and no file, when there can be none. */
export async function wifiQr(options: WifiQrOptions, world: World): Promise<ExitCode> {
  const { out, ecc } = options;
  const format = formatOf(options);
  const level = ecc === undefined ? undefined : oneOf("--ecc", ecc.toUpperCase(), correctionLevels);
  const isBare = out === undefined && !options.json;
  if (isBare && format === "png" && world.stdout.isTTY) {
    throw new BotError(
      "USAGE_INVALID",
      "--format is png, which a terminal cannot show: expected --out FILE beside it. Add it, or write --format text.",
    );
  }
  const asked = await openNetwork(options, world);
  if ("problems" in asked) return await printRefused(asked, options.json === true, world);
  const { network, payload } = asked.shown;
  const { id } = network;
  const code = qrCodeOf(payload, level);
  const warnings = [...asked.shown.warnings, ...codeWarnings(code)];
  if (!options.json) await printRemarks(id, warnings, world);
  const picture = pictureOf(code, format, isBare && hasColours(world));
  if (out !== undefined) await writePicture("--out", out, picture);
  else if (isBare) await writeWhole(world.stdout, picture);
  if (options.json) {
    // This version is the code's: it goes before the 1 that stands there elsewhere.
    const { version, modules, correction } = code;
    const told = { id, format, out: out ?? null, version, modules, ecc: correction };
    await writeLine(world.stdout, JSON.stringify({ ...told, warnings: warnings.map(remarkJson) }));
  }
  return 0;
}

/** The format named, else that of the file, else the one for a terminal. */
function formatOf({ format, out }: WifiQrOptions): Format {
  if (format !== undefined) return oneOf("--format", format, formats);
  const ending = out === undefined ? "" : extname(out).slice(1).toLowerCase();
  return ending === "png" || ending === "svg" ? ending : "text";
}

function pictureOf(code: QrCode, format: Format, colours: boolean): string | Uint8Array {
  switch (format) {
    case "png":
      return qrPng(code);
    case "svg":
      return `${qrSvg(code)}\n`;
    case "text":
      return `${qrText(code, colours)}\n`;
    case "ascii":
      return `${qrAscii(code)}\n`;
  }
}
