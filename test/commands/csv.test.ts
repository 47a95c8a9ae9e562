import { describe, expect, it } from "vitest";
import { csvText } from "../../src/commands/csv.ts";

describe("a cell", () => {
  it.each([
    ["a word", "flux", '"flux"'],
    ["a number", -1.5, "-1.5"],
    ["nothing", null, ""],
    ["an empty text", "", '""'],
    ["quotes", 'the "flux"', '"the ""flux"""'],
    ["a comma and a line's end", "a,\nb", '"a,\nb"'],
    ["a sign within", "a=b", '"a=b"'],
    ["an equals sign", '=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ["a plus sign", "+1", `"'+1"`],
    ["a minus sign", "-1", `"'-1"`],
    ["an at sign", "@SUM(1)", `"'@SUM(1)"`],
    ["blanks before a sign", " \t=1", `"' \t=1"`],
    ["a tab", "\tflux", `"'\tflux"`],
    ["a carriage return", "\rflux", `"'\rflux"`],
    ["a wide sign", "＝1", `"'＝1"`],
  ])("is a text to a spreadsheet, whatever it begins with: %s", (_what, cell, text) => {
    expect(csvText([[cell]])).toBe(text);
  });

  it("stands beside others in its row", () => {
    expect(
      csvText([
        ["a", 1],
        [null, "b"],
      ]),
    ).toBe('"a",1\r\n,"b"');
  });
});
