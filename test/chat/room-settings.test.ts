import { describe, expect, it } from "vitest";
import { docText } from "../../src/chat/doc-text.ts";
import { renderSettings } from "../../src/chat/render-settings.ts";
import {
  defaultSettings,
  parseSettings,
  printSetting,
  settingChange,
} from "../../src/chat/room-settings.ts";

describe("the settings of a room", () => {
  it("are these where nothing is set", () => {
    const printed = Object.fromEntries(
      Object.entries(defaultSettings).map(([name, value]) => [name, printSetting(value)]),
    );
    expect(printed).toEqual({
      mode: "mention",
      followUps: "one-human",
      grace: "5 min",
      catchUp: "2 h",
      helpPrivate: "yes",
      broadcastPages: "yes",
      deleteWithQuestion: "yes",
      botsMayAsk: "nobody",
    });
  });
  it("are read from rows, of which an unreadable one counts as absent", () => {
    const rows = [
      { name: "mode", value: "auto" },
      { name: "grace", value: "soon" },
      { name: "botsMayAsk", value: "U1, U2" },
      { name: "helpPrivate", value: "no" },
      { name: "toString", value: "x" },
    ];
    expect(parseSettings(rows)).toEqual({
      ...defaultSettings,
      mode: "auto",
      botsMayAsk: ["U1", "U2"],
      helpPrivate: false,
    });
  });
  it("are shown a line each, with the default where it is another", () => {
    const text = docText(renderSettings(parseSettings([{ name: "mode", value: "off" }])));
    expect(text).toContain("- mode: off (default: mention)\n- service: none\n");
  });
});

describe("a change of a setting", () => {
  it.each([
    ["mode", "Auto", "auto"],
    ["grace", "10min", "10 min"],
    ["catch-up", "1h 30 minutes", "1 h 30 min"],
    ["grace", "0", "0 s"],
    ["catchUp", "7d", "7 d"],
    ["help private", "Off", "no"],
    ["followups", "off", "off"],
    ["service", "payments-api", "payments-api"],
    ["folder", "./runbooks/Payments/", "runbooks/Payments"],
    ["botsMayAsk", "U1 U2", "U1, U2"],
    ["botsMayAsk", "nobody", "nobody"],
    ["service", "none", undefined],
    ["grace", "default", undefined],
  ])("reads %s %s", (name, text, expected) => {
    const change = settingChange(name, text);
    expect(change).toHaveProperty("text", expected);
    if ("name" in change && change.text !== undefined) {
      const read = parseSettings([{ name: change.name, value: change.text }]);
      expect(printSetting(read[change.name])).toBe(expected);
    }
  });
  it.each([
    ["mode", "loud", '"loud" is no value for mode: expected one of mention, auto, quiet, off.'],
    [
      "grace",
      "8 d",
      '"8 d" is no value for grace: expected a time up to 7 d, such as 5 min or 2 h.',
    ],
    [
      "grace",
      "5 parsecs",
      '"5 parsecs" is no value for grace: expected a time up to 7 d, such as 5 min or 2 h.',
    ],
    ["helpPrivate", "maybe", '"maybe" is no value for helpPrivate: expected yes or no.'],
    [
      "service",
      "two words",
      '"two words" is no value for service: expected a service, such as payments-api.',
    ],
    ["grase", "5 min", 'There is no setting "grase". Did you mean grace?'],
  ])("says what is wrong with %s %s", (name, text, problem) => {
    expect(settingChange(name, text)).toEqual({ problem });
  });
  it("names all settings where none is near", () => {
    expect(settingChange("constructor", "1")).toMatchObject({
      problem: expect.stringContaining("There are: mode, service"),
    });
  });
});
