import { encodePayload } from "../../src/wifi/payload.ts";
import { posterCard } from "../../src/wifi/poster-card.ts";
import type { PosterContent } from "../../src/wifi/poster-content.ts";
import { type PosterLayoutName, posterLayouts } from "../../src/wifi/poster-layouts.ts";
import { type PosterSheet, posterSheets } from "../../src/wifi/poster-sheets.ts";
import { qrCodeOf } from "../../src/wifi/qr-code.ts";

/** What the code on a card says. */
export function payloadOf({ ssid, key }: PosterContent): string {
  return encodePayload({
    ssid,
    key: key.print === "shown" ? key.key : undefined,
    hidden: false,
    wpa3Only: false,
    asSae: false,
  });
}

/** The sheet of one network. */
export function sheetOf(content: PosterContent, layout: PosterLayoutName): PosterSheet {
  const card = posterCard(content, posterLayouts[layout]);
  if (!card) throw new Error(`no room on ${layout}`);
  const label = `WiFi code for ${content.ssid}`;
  const coded = { card, code: qrCodeOf(payloadOf(content)), label };
  const [sheet] = posterSheets([coded], posterLayouts[layout]);
  if (!sheet) throw new Error("no sheet");
  return sheet;
}
