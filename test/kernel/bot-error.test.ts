import { describe, expect, it } from "vitest";
import { BotError, faults } from "../../src/kernel/bot-error.ts";

describe("a fault for a person to read", () => {
  it("carries its code, its message and what caused it", () => {
    const cause = new Error("disk");
    const error = new BotError("STORE_LOCKED", "ama.sqlite is served.", { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: "BotError", code: "STORE_LOCKED", cause });
    expect(String(error)).toBe("BotError: ama.sqlite is served.");
  });

  it.each(Object.entries(faults))(
    "%s is explained by a cause and a remedy in full sentences",
    (code, { cause, remedy }) => {
      expect(code).toMatch(/^[A-Z]+_[A-Z]+$/);
      expect(cause).toMatch(/^[A-Z].*\.$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    },
  );
});
