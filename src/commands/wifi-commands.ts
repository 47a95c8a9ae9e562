import { type Command, Option } from "commander";
import { type CommandParts, instantOption, knowledgeOption } from "./command-parts.ts";
import type { WifiOptions, WifiQrOptions } from "./options.ts";

const networkOption = () =>
  new Option("--network <id>", "which network; may be left out where there is only one");

/** Adds `ama wifi …`: what lets a phone join a network. */
export function addWifiCommands(program: Command, { add, call, world }: CommandParts): void {
  const wifi = add(
    program,
    "ama wifi",
    "make codes that let phones join a network",
    "ama wifi qr --network guest",
  );

  add(
    wifi,
    "ama wifi payload",
    "print what a network's code says, its key included",
    "ama wifi payload --network guest --json",
  )
    .addOption(networkOption())
    .addOption(knowledgeOption())
    .addOption(instantOption())
    .option("--json", "print one JSON object")
    .action(async (options: WifiOptions) => {
      const { wifiPayload } = await import("./wifi-payload.ts");
      call.code = await wifiPayload(options, world);
    });

  add(wifi, "ama wifi qr", "draw a network's code", "ama wifi qr --network guest --out guest.png")
    .addOption(networkOption())
    .option(
      "--format <format>",
      "png, svg, text or ascii (default: by the name of the file, else text)",
    )
    .option("--out <file>", "write the picture into this file (default: stdout)")
    .option(
      "--ecc <level>",
      "how much may be lost of the picture, least to most: L, M, Q, H (default: M, or Q where that makes it no larger)",
    )
    .addOption(knowledgeOption())
    .addOption(instantOption())
    .option("--json", "print one JSON object on the picture in place of the picture")
    .action(async (options: WifiQrOptions) => {
      const { wifiQr } = await import("./wifi-qr.ts");
      call.code = await wifiQr(options, world);
    });
}
