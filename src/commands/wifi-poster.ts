import { extname } from "node:path";
import { parseConfig } from "../config.ts";
import { BotError } from "../kernel/bot-error.ts";
import { checkedCard } from "../wifi/poster.ts";
import { type PosterLanguages, posterContentOf } from "../wifi/poster-content.ts";
import { posterHtml } from "../wifi/poster-html.ts";
import { posterLanguages } from "../wifi/poster-languages.ts";
import { posterLayoutNames, posterLayouts } from "../wifi/poster-layouts.ts";
import { type PosterSheet, posterSheets } from "../wifi/poster-sheets.ts";
import { posterSvg, posterThemes } from "../wifi/poster-svg.ts";
import { qrCodeOf } from "../wifi/qr-code.ts";
import { codeWarnings } from "../wifi/warnings.ts";
import { oneOf } from "./one-of.ts";
import { dayOf } from "./open-base.ts";
import { openNetworks, printRefused, printRemarks, remarkJson } from "./open-wifi.ts";
import type { WifiPosterOptions } from "./options.ts";
import { type ExitCode, type World, writeLine, writeWhole } from "./world.ts";
import { writePicture } from "./write-picture.ts";

const formats = ["html", "svg"] as const;

/**
 * Draws the posters of one or several networks, into a file or on stdout; exit 1, and no file, when one of them can have
 * none.
 */
export async function wifiPoster(options: WifiPosterOptions, world: World): Promise<ExitCode> {
  const { out, json = false } = options;
  const format = formatOf(options);
  const layout = oneOf("--layout", options.layout ?? "a4", posterLayoutNames);
  const theme = oneOf("--theme", options.theme ?? "plain", posterThemes);
  const languages = languagesOf(options.lang ?? "en");
  const made = dayOf(options.at, parseConfig(world.env), world);
  const showKey = options.showPassword ?? (options.hidePassword ? false : undefined);

  const posters = (await openNetworks(options.network, options, world)).map((asked) => {
    if ("problems" in asked) return asked;
    const { network, key, payload, warnings } = asked.shown;
    const code = qrCodeOf(payload);
    const content = posterContentOf(network, key, { made, languages, showKey });
    const card = checkedCard(content, code, layout);
    const before = [...warnings, ...codeWarnings(code)];
    return "problems" in card
      ? { id: asked.id, problems: card.problems }
      : { ...card, id: asked.id, warnings: [...before, ...card.warnings] };
  });
  const refused = posters.filter((poster) => "problems" in poster);
  for (const one of refused) await printRefused(one, json, world);
  if (refused.length > 0) return 1;

  const drawn = posters.flatMap((poster) => ("problems" in poster ? [] : [poster]));
  const sheets = posterSheets(
    drawn.map(({ coded }) => coded),
    posterLayouts[layout],
  );
  const picture = pictureOf(sheets, format, {
    paper: posterLayouts[layout].sheet,
    theme,
    language: languages[0],
  });
  if (!json) for (const { id, warnings } of drawn) await printRemarks(id, warnings, world);
  if (out !== undefined) await writePicture("--out", out, picture);
  else if (!json) await writeWhole(world.stdout, picture);
  if (json) {
    for (const { id, mmPerModule, warnings } of drawn) {
      const told = { version: 1, id, layout, format, out: out ?? null, mm_per_module: mmPerModule };
      await writeLine(
        world.stdout,
        JSON.stringify({ ...told, warnings: warnings.map(remarkJson) }),
      );
    }
  }
  return 0;
}

/** The format named, else that of the file, else a page. */
function formatOf({ format, out }: WifiPosterOptions): (typeof formats)[number] {
  if (format !== undefined) return oneOf("--format", format, formats);
  return out !== undefined && extname(out).toLowerCase() === ".svg" ? "svg" : "html";
}

function languagesOf(list: string): PosterLanguages {
  const [first = "", ...others] = new Set(list.split(",").map((one) => one.trim()));
  const known = (one: string) => oneOf("--lang", one, posterLanguages);
  return [known(first), ...others.map(known)];
}

function pictureOf(
  sheets: readonly PosterSheet[],
  format: (typeof formats)[number],
  style: Parameters<typeof posterHtml>[1],
): string {
  if (format === "html") return posterHtml(sheets, style);
  const [sheet, ...others] = sheets;
  if (sheet && others.length === 0) return posterSvg(sheet, style.theme);
  throw new BotError(
    "USAGE_INVALID",
    `--format is svg, which holds one sheet of paper, and there are ${sheets.length}: expected html for several. Write --format html, or name fewer networks.`,
  );
}
