import { type Doc, paragraph } from "./doc.ts";
import { defaultSettings, printSetting, type RoomSettings, settingNames } from "./room-settings.ts";

/** What a room has set, a line each, with the default where that is another. */
export function renderSettings(settings: RoomSettings): Doc {
  const lines = settingNames.map((name) => {
    const value = printSetting(settings[name]);
    const usual = printSetting(defaultSettings[name]);
    return [paragraph(`${name}: ${value}${value === usual ? "" : ` (default: ${usual})`}`)];
  });
  return [
    paragraph("The settings of this room:"),
    { list: lines, ordered: false },
    paragraph("An admin changes one with: set NAME VALUE."),
  ];
}
