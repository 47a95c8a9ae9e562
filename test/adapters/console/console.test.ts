import { PassThrough } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import { startConsole } from "../../../src/adapters/console/console.ts";
import { captureOutput } from "../../support/captured-output.ts";

/** A console that repeats what it is asked; `terminal` says which ends of it are one. */
function startEcho(terminal: { readonly input?: boolean; readonly output?: boolean } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY: terminal.input ?? false });
  const output = captureOutput(terminal.output);
  const console = startConsole({
    input,
    output,
    welcome: "Welcome.",
    answer: (question) => [{ p: [{ text: `<${question}>` }] }],
  });
  return { input, output, console };
}

describe("the console", () => {
  it.each([
    ["nothing", "", ""],
    ["empty lines", "\n \n\t\n", ""],
    ["a line", "a\n", "<a>\n\n"],
    ["a line without its end", "a", "<a>\n\n"],
    ["several lines", "a\nb\n\nc", "<a>\n\n<b>\n\n<c>\n\n"],
    ["lines of Windows", "a\r\nb\r\n", "<a>\n\n<b>\n\n"],
    ["letters of several bytes", "wö ist 重启\n", "<wö ist 重启>\n\n"],
  ])(
    "replies to each line of input in order, and ends with it: %s",
    async (_what, text, replies) => {
      const { input, output, console } = startEcho();
      for (const byte of Buffer.from(text)) input.write(Buffer.of(byte));
      input.end();
      await console.ended;
      expect(output.text()).toBe(replies);
    },
  );

  it("welcomes and prompts a person at a terminal", async () => {
    const { input, output, console } = startEcho({ input: true, output: true });
    input.end("a\n\n");
    await console.ended;
    expect(output.text()).toBe("Welcome.\n\n> <a>\n\n> \n> \n");
  });

  it.each([
    ["its input", { output: true }],
    ["its output", { input: true }],
  ])("neither welcomes nor prompts when %s is a pipe", async (_what, terminal) => {
    const { input, output, console } = startEcho(terminal);
    input.end("a\n");
    await console.ended;
    expect(output.text()).toBe("<a>\n\n");
  });

  it("takes no more questions when it is closed, and ends although its input is open", async () => {
    const { input, output, console } = startEcho();
    input.write("a\n");
    await output.holds("<a>");
    console.close();
    console.close();
    input.write("b\n");
    await console.ended;
    expect(output.text()).toBe("<a>\n\n");
  });
});
