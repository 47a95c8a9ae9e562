import { posterCard } from "./poster-card.ts";
import type { PosterContent } from "./poster-content.ts";
import { type PosterLayoutName, posterLayouts } from "./poster-layouts.ts";
import type { CodedCard } from "./poster-sheets.ts";
import { type QrCode, quietModules } from "./qr-code.ts";

/** What was found about one network's card; `rule` is a word for programs. */
export type PosterFinding = { readonly rule: string; readonly message: string };

/** A card with its code, or why there is none. */
export type Checked =
  | {
      readonly refused: false;
      readonly content: PosterContent;
      readonly coded: CodedCard;
      readonly mmPerModule: number;
      readonly warnings: readonly PosterFinding[];
    }
  | { readonly refused: true; readonly problems: readonly PosterFinding[] };

/** Cameras of phones lose smaller ones at the length of an arm. */
const leastMmPerModule = 0.8;
/** Beyond it old phones take their time. */
const mostVersion = 6;

/** Makes one network's card, unless it would be a poster that nobody can read. */
export function checkedCard(
  content: PosterContent,
  code: QrCode,
  layout: PosterLayoutName,
): Checked {
  const mmPerModule = posterLayouts[layout].code / (code.modules + 2 * quietModules);
  if (mmPerModule < leastMmPerModule) {
    return refused(
      "module-size",
      `The code on ${layout} has ${mmPerModule.toFixed(2)} mm for each of its modules: expected ${leastMmPerModule} mm or more. Choose a larger layout.`,
    );
  }
  const card = posterCard(content, posterLayouts[layout]);
  if (!card) {
    return refused(
      "room",
      `${layout} has no room for all that is written: shorten the name, or choose a larger layout.`,
    );
  }
  const { steps, notes } = card.leftOut;
  const left = [
    ...(steps.length === 0 ? [] : [`the steps in ${steps.join(", ")}`]),
    ...(notes ? ["the note"] : []),
  ];
  return {
    refused: false,
    content,
    coded: { card, code, label: `WiFi code for ${content.ssid}` },
    mmPerModule: Math.round(mmPerModule * 100) / 100,
    warnings: [
      ...(left.length === 0
        ? []
        : [finding("room", `${layout} has no room for ${left.join(" and ")}: they are left out.`)]),
      ...(code.version > mostVersion
        ? [
            finding(
              "version",
              `The code is dense: ${code.modules} modules a side. Old phones may need a second try.`,
            ),
          ]
        : []),
    ],
  };
}

function refused(rule: string, message: string): Checked {
  return { refused: true, problems: [finding(rule, message)] };
}

function finding(rule: string, message: string): PosterFinding {
  return { rule, message };
}
