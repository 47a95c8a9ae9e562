import { expect, it } from "vitest";
import { qrPath } from "../../src/wifi/qr-path.ts";

it("the path of a code goes around the dark modules that follow each other in a row, up to its end", () => {
  const rows = [
    [true, true, false, true],
    [false, false, false, false],
    [false, true, true, true],
  ];
  expect(qrPath({ rows, modules: 4, version: 1, correction: "M" })).toBe(
    "M0 0h2v1h-2zM3 0h1v1h-1zM1 2h3v1h-3z",
  );
});
