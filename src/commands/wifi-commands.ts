import { type Command, Option } from "commander";
import { posterLanguages } from "../wifi/poster-languages.ts";
import { posterLayoutNames } from "../wifi/poster-layouts.ts";
import { type CommandParts, instantOption, knowledgeOption } from "./command-parts.ts";
import type { WifiOptions, WifiPosterOptions, WifiQrOptions } from "./options.ts";

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

  add(
    wifi,
    "ama wifi poster",
    "draw a poster of a network, or of several, to print",
    "ama wifi poster --network guest --layout a5 --lang en,de --out guest.html",
  )
    .addOption(
      new Option(
        "--network <id>",
        "which network; may be repeated, a page or card each; may be left out where there is only one",
      ).argParser((one: string, before: readonly string[] = []) => [...before, one]),
    )
    .option("--layout <layout>", `${posterLayoutNames.join(", ")} (default: a4)`)
    .option(
      "--lang <languages>",
      `in the order shown, of ${posterLanguages.join(",")} (default: en)`,
    )
    .option("--format <format>", "html or svg (default: by the name of the file, else html)")
    .option("--theme <theme>", "plain, or ink-saver for a printer at home (default: plain)")
    .option("--out <file>", "write the poster into this file (default: stdout)")
    .addOption(
      new Option(
        "--show-password",
        "print the key (default: where the audience is everyone)",
      ).conflicts("hidePassword"),
    )
    .option("--hide-password", "leave the key to the code, which tells it all the same")
    .addOption(knowledgeOption())
    .addOption(instantOption())
    .option("--json", "print one JSON object a network on the poster in place of the poster")
    .action(async (options: WifiPosterOptions) => {
      const { wifiPoster } = await import("./wifi-poster.ts");
      call.code = await wifiPoster(options, world);
    });
}
