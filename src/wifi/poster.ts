import { posterCard } from "./poster-card.ts";
import type { PosterContent } from "./poster-content.ts";
import { type PosterLayoutName, posterLayouts } from "./poster-layouts.ts";
import type { CodedCard } from "./poster-sheets.ts";
import { type QrCode, quietModules } from "./qr-code.ts";
import type { Remark } from "./refusals.ts";

/** A card with its code, or why there is none. */
export type CheckedCard =
  | {
      readonly coded: CodedCard;
      /** Side of a module as it is printed, to a hundredth of a millimetre. */
      readonly mmPerModule: number;
      readonly warnings: readonly Remark[];
    }
  | { readonly problems: readonly Remark[] };

/** Cameras of phones lose smaller ones at the length of an arm. */
const leastMmPerModule = 0.8;

/** Makes one network's card, unless it would be a poster that nobody can read (K107). */
export function checkedCard(
  content: PosterContent,
  code: QrCode,
  layout: PosterLayoutName,
): CheckedCard {
  const mmPerModule = posterLayouts[layout].code / (code.modules + 2 * quietModules);
  if (mmPerModule < leastMmPerModule) {
    return refused(
      `The code on ${layout} has ${mmPerModule.toFixed(2)} mm for each of its modules: expected ${leastMmPerModule} mm or more. Choose a larger layout.`,
    );
  }
  const card = posterCard(content, posterLayouts[layout]);
  if (!card) {
    return refused(
      `${layout} has no room for all that is written: shorten the name, or choose a larger layout.`,
    );
  }
  const { steps, notes } = card.leftOut;
  const left = [
    ...(steps.length === 0 ? [] : [`the steps in ${steps.join(", ")}`]),
    ...(notes ? ["the note"] : []),
  ];
  const room = `${layout} has no room for ${left.join(" and ")}, which is left out. Choose a larger layout to have it.`;
  return {
    coded: { card, code, label: `WiFi code for ${content.ssid}` },
    mmPerModule: Math.round(mmPerModule * 100) / 100,
    warnings: left.length === 0 ? [] : [{ rule: "K107", message: room }],
  };
}

function refused(message: string): CheckedCard {
  return { problems: [{ rule: "K107", message }] };
}
