import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import type { ConsolePlatform } from "../../../src/adapters/console/console-platform.ts";
import { consoleRoom } from "../../../src/adapters/console/console-platform.ts";
import type { InboxItem, Interaction } from "../../../src/chat/inbox-item.ts";
import { actionOf, replyOf, startTalk } from "./console-talk.ts";

/** What the key sends that goes back in the history. */
const up = "\u001b[A";

const written = async () => undefined;

/** Repeats what is said and tells what is pressed. */
async function echo(item: InboxItem, console: ConsolePlatform): Promise<void> {
  const text = item.kind === "message" ? `<${item.text}>` : `pressed ${pressed(item)}`;
  await console.send(replyOf(text), item.dedupKey);
}

function pressed(item: InboxItem): string {
  return item.kind === "interaction" ? `${item.action} by ${item.via}` : item.kind;
}

async function talk(lines: string, react: typeof echo) {
  const started = await startTalk({ react });
  for (const byte of Buffer.from(lines)) started.input.write(Buffer.of(byte));
  started.input.end();
  await started.console.ended;
  return { ...started, text: started.output.text() };
}

describe("the console platform", () => {
  it.each([
    ["nothing", "", ""],
    ["empty lines", "\n \n\t\n", ""],
    ["a line", "a\n", "<a>\n\n"],
    ["a line without its end", "a", "<a>\n\n"],
    ["several lines", "a\nb\n\nc", "<a>\n\n<b>\n\n<c>\n\n"],
    ["lines of Windows", "a\r\nb\r\n", "<a>\n\n<b>\n\n"],
    ["letters of several bytes", "wö ist 重启\n", "<wö ist 重启>\n\n"],
  ])(
    "replies to each line of a pipe in order, and ends with it: %s",
    async (_what, lines, text) => {
      expect((await talk(lines, echo)).text).toBe(text);
    },
  );

  it("takes the next line of a pipe only after the reply to the one before is out", async () => {
    const first = Promise.withResolvers<void>();
    const { console, input, items, output } = await startTalk({
      async react(item, platform) {
        if (items.length === 1) await first.promise;
        await echo(item, platform);
      },
    });
    input.end("a\nb\n");
    await new Promise(setImmediate);
    expect(items).toHaveLength(1);
    first.resolve();
    await console.ended;
    expect(output.text()).toBe("<a>\n\n<b>\n\n");
  });

  it("hands over a line as a message to the bot, with an id of this run", async () => {
    const { items } = await talk("  where is it? \n", echo);
    expect(items).toEqual([
      expect.objectContaining({
        kind: "message",
        dedupKey: "r1:1",
        message: { ...consoleRoom, message: "r1:1" },
        addressed: "dm",
        roomKind: "dm",
        text: "where is it?",
        truncated: false,
      }),
    ]);
  });

  it("cuts what is longer than can be kept, and says so", async () => {
    const { items } = await talk(`${"a".repeat(8_001)}\n`, echo);
    expect(items).toEqual([expect.objectContaining({ truncated: true, text: "a".repeat(8_000) })]);
  });

  it.each([
    ["a number that is offered", "2\n", "pressed no by key"],
    ["a word of an action, in any case", "Nope\n", "pressed no by word"],
    ["a number that is not offered", "3\n", "<3>"],
    ["nought", "0\n", "<0>"],
    ["a sentence that begins with a number", "1 more\n", "<1 more>"],
  ])("takes %s for what it is", async (_what, line, text) => {
    const offering = replyOf("?", {
      actions: [actionOf("yes"), actionOf("no", { words: ["nope"] })],
    });
    const ran = await talk(`ask\n${line}`, async (item, console) => {
      if (item.kind === "message" && item.text === "ask") await console.send(offering, "n");
      else await echo(item, console);
    });
    expect(ran.text).toBe(`?\n\n[1] yes\n[2] no\n\n${text}\n\n`);
  });

  it("presses what the last reply with actions offers, until an update offers it no more", async () => {
    const presses: Interaction[] = [];
    const ran = await talk("ask\nsay\n1\n1\n", async (item, console) => {
      if (item.kind === "interaction") {
        presses.push(item);
        await console.edit(item.on, replyOf("done"), "n2");
      } else if (item.kind === "message" && item.text === "ask") {
        await console.send(replyOf("?", { actions: [actionOf("yes")] }), "n1");
      } else await echo(item, console);
    });
    expect(presses).toHaveLength(1);
    expect(presses[0]).toMatchObject({ action: "yes", value: "v-yes", via: "key", undone: false });
    expect(ran.text).toBe("?\n\n[1] yes\n\n<say>\n\n(updated)\ndone\n\n<1>\n\n");
  });

  it.each([
    ["yes", "pressed drop by key"],
    ["no", "Nothing was done."],
    ["what else", "<what else>"],
  ])("asks before an action counts that wants it: %s", async (answer, text) => {
    const dropping = replyOf("?", { actions: [actionOf("drop", { confirm: "Drop it all?" })] });
    const ran = await talk(`ask\n1\n${answer}\n`, async (item, console) => {
      if (item.kind === "message" && item.text === "ask") await console.send(dropping, "n");
      else await echo(item, console);
    });
    expect(ran.text).toBe(`?\n\n[1] drop\n\nDrop it all? (yes or no)\n\n${text}\n\n`);
  });

  it("fills in a form line by line, and is a conversation again after it", async () => {
    const field = { kind: "text", required: true, max: 9, options: [] } as const;
    const fields = [{ ...field, id: "a", label: "A" }];
    const form = { id: "f", title: "Form", submit: "Send", instance: "7", fields };
    const ran = await talk("ask\n1\n\nx\nbye\n", async (item, console) => {
      if (item.kind === "interaction") await console.openForm(form, item);
      else if (item.kind === "message" && item.text === "ask") {
        await console.send(replyOf("?", { actions: [actionOf("fill", { opens: "form" })] }), "n");
      } else await echo(item, console);
    });
    expect(ran.items).toContainEqual(
      expect.objectContaining({ kind: "form", form: "f", instance: "7", values: { a: "x" } }),
    );
    expect(ran.text).toContain("A: This must be filled in.\nA:\n\npressed form\n\n<bye>\n\n");
  });

  it("prints the same reply once, however often it is sent", async () => {
    const { console, output } = await startTalk();
    const sent = await console.send(replyOf("a"), "n1");
    expect(await console.send(replyOf("a"), "n1")).toEqual(sent);
    expect(output.text()).toBe("a\n\n");
  });

  it("knows what it printed in this run, and nothing of an earlier one", async () => {
    const { console } = await startTalk();
    const now = Temporal.Instant.from("2026-11-25T09:00:00Z");
    expect(await console.findSent(consoleRoom, "n1", now)).toBe("absent");
    expect(await console.findSent(consoleRoom, "n1", now.subtract("PT1S"))).toBe("cannot-tell");
    const outcome = await console.send(replyOf("a"), "n1");
    expect(outcome).toEqual({ sent: await console.findSent(consoleRoom, "n1", now) });
  });

  it("shows nobody what is for somebody else", async () => {
    const { console, output } = await startTalk();
    const only = { platform: "console", workspace: "local", user: "bo" } as const;
    expect(await console.send(replyOf("a", { audience: { only } }), "n1")).toEqual({
      refused: "no-private-route",
    });
    expect(output.text()).toBe("");
  });

  it("tells a person at once that a line failed, and goes on", async () => {
    const ran = await talk("a\nb\n", async (item, console) => {
      if (item.kind === "message" && item.text === "a") throw new Error("disk full");
      await echo(item, console);
    });
    expect(ran.faults).toEqual([new Error("disk full")]);
    expect(ran.text).toMatch(/please say it again\.\n\n<b>\n\n$/);
  });

  it("takes no more lines when it is closed, and ends although its input is open", async () => {
    const { console, input, items, output } = await startTalk({ react: echo });
    input.write("a\n");
    await output.holds("<a>");
    console.close();
    console.close();
    input.write("b\n");
    await console.ended;
    expect(items).toHaveLength(1);
  });

  it("ends when it is stopped, although a reply is still awaited", async () => {
    const { console, input, items } = await startTalk({ react: () => new Promise(() => {}) });
    input.write("a\n");
    while (items.length === 0) await new Promise(setImmediate);
    await console.stop(Temporal.Duration.from("PT1S"));
    await console.ended;
    expect(console.health()).toEqual({ state: "stopped" });
  });
});

describe("the console platform at a terminal", () => {
  it("welcomes, prompts, and shows the line as it is typed", async () => {
    const { console, input, output } = await startTalk({ atTerminal: true, react: echo });
    await output.holds("> ");
    input.write("a\r");
    await output.holds("<a>");
    await new Promise(setImmediate);
    input.end();
    await console.ended;
    expect(stripVTControlCharacters(output.text())).toMatch(/^Welcome\.\n\n> a\r\n<a>\n\n> \r?\n$/);
  });

  it("lets what comes by itself go above the line that is being typed", async () => {
    const { console, input, output } = await startTalk({ atTerminal: true });
    await output.holds("> ");
    input.write("half");
    await output.holds("f");
    await console.send(replyOf("news", { importance: "page" }), "n");
    expect(output.text()).toContain("\r\u001b[Knews\n\n");
    expect(stripVTControlCharacters(output.text())).toMatch(/news\n\n> half/);
    expect(output.text()).toContain("\u0007");
    console.close();
    await console.ended;
  });

  it("turns a sign while it works, and clears it for the reply", async () => {
    const talked = await startTalk({
      atTerminal: true,
      async react(item, console) {
        if (item.kind !== "message") return;
        await console.working(item.message, true);
        talked.tick();
        await echo(item, console);
        talked.tick();
        await console.working(item.message, false);
      },
    });
    talked.input.write("a\r");
    await talked.output.holds("<a>");
    talked.input.end();
    await talked.console.ended;
    expect(talked.output.text()).toContain("\r⠋ \r⠙ \r\u001b[K<a>\n\n\r⠹ \r\u001b[K");
    expect(talked.isTicking()).toBe(false);
  });

  it("turns no sign in a pipe", async () => {
    const { console, output } = await startTalk();
    await console.working({ ...consoleRoom, message: "m" }, true);
    expect(output.text()).toBe("");
  });

  it("recalls lines of earlier runs, the newest first, and adds those of this one", async () => {
    const added: string[] = [];
    const { console, input, output, items } = await startTalk({
      atTerminal: true,
      react: echo,
      history: { earlier: ["newer", "older"], add: (line) => added.push(line), written },
    });
    for (const [keys, said] of [
      [`${up}\r`, "newer"],
      [`${up}${up}\r`, "older"],
      ["own\r", "own"],
      [`${up}\r`, "own"],
    ] as const) {
      const before = items.length;
      input.write(keys);
      while (items.length === before) await new Promise(setImmediate);
      expect(items.at(-1)).toMatchObject({ text: said });
    }
    await output.holds("<own>");
    console.close();
    await console.ended;
    expect(added).toEqual(["newer", "older", "own", "own"]);
  });

  it("ends only when all that was entered is in the history", async () => {
    const saved = Promise.withResolvers<void>();
    const { console, input } = await startTalk({
      atTerminal: true,
      history: { earlier: [], add: () => undefined, written: () => saved.promise },
    });
    let hasEnded = false;
    void console.ended.then(() => {
      hasEnded = true;
    });
    input.end();
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    expect(hasEnded).toBe(false);
    saved.resolve();
    await console.ended;
  });

  it("keeps no line of a pipe", async () => {
    const added: string[] = [];
    const { console, input } = await startTalk({
      react: echo,
      history: { earlier: ["a"], add: (line) => added.push(line), written },
    });
    input.end("b\n");
    await console.ended;
    expect(added).toEqual([]);
  });

  it("closes at Ctrl-C", async () => {
    const { console, input, output } = await startTalk({ atTerminal: true });
    await output.holds("> ");
    input.write("\u0003");
    await console.ended;
    expect(stripVTControlCharacters(output.text())).toBe("Welcome.\n\n> \n");
  });
});
