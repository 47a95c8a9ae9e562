import { readFile } from "node:fs/promises";
import { PassThrough, Writable } from "node:stream";
import { consoleRoom, createConsolePlatform } from "../../src/adapters/console/console-platform.ts";
import { createStoppedClock } from "../support/stopped-clock.ts";
import { notMade, testPictures } from "../support/test-pictures.ts";
import { describeChatPlatform } from "./chat-platform.contract.ts";
import { consoleStory } from "./console-story.ts";
import type { PicturedDriver } from "./port-cases.ts";

/** A drawing at the end of what is shown, and the file below it. */
const drawing = /\n\n(?:[▀▄█ ]+\n)+(\/[^\n]+\.png)$/;

async function makeDriver(): Promise<PicturedDriver> {
  const clock = createStoppedClock("2026-11-25T09:00:00Z");
  const input = new PassThrough();
  const shown: string[] = [];
  const files: string[] = [];
  const output = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      let text = String(chunk).replace(/\n\n$/, "");
      const drawn: string[] = [];
      for (let found = drawing.exec(text); found?.[1]; found = drawing.exec(text)) {
        drawn.unshift(found[1]);
        text = text.slice(0, found.index);
      }
      files.push(...drawn);
      shown.push(text);
      done();
    },
  });
  const platform = createConsolePlatform({
    input,
    output,
    clock,
    person: { user: "ana", displayName: "Ana" },
    run: "r1",
    colours: false,
    welcome: "",
    settle: async () => undefined,
    pictures: testPictures,
    fault(error) {
      if (error !== notMade) throw error;
    },
  });
  const line = async (text: string) => void input.write(`${text}\n`);
  return {
    platform,
    clock,
    asker: { platform: "console", workspace: "local", user: "ana" },
    outsider: { platform: "console", workspace: "local", user: "bo" },
    here: consoleRoom,
    say: line,
    /** The second of the two that a case offers, or the only one. */
    press: async () => line(shown.at(-1)?.includes("[2]") ? "2" : "1"),
    async submit({ fields }, values) {
      for (const { id } of fields) await line(values[id] ?? "");
    },
    seen: () => shown,
    received: () => Promise.all(files.map((file) => readFile(file))),
    async close() {
      input.end();
      await platform.ended;
    },
  };
}

const noNetwork = "nothing lies between the bot and its terminal that could fail";
const onePerson = "one person in one room without threads";

describeChatPlatform("console", makeDriver, {
  bot: consoleStory,
  skips: {
    C1: onePerson,
    C3: onePerson,
    C5: onePerson,
    C6: onePerson,
    C7: onePerson,
    C8: "a line comes once",
    C9: onePerson,
    C10: "a line that was typed cannot be edited",
    C11: "a line that was typed cannot be withdrawn",
    C14: noNetwork,
    C16: onePerson,
    C20: onePerson,
    "C23 (received)": "a line that was not written down is gone with its terminal",
    "C23 (sent)": "nobody can look up what an earlier terminal has printed: it is printed again",
    C21: noNetwork,
    "C24 (lost)": noNetwork,
    C25: "a line cannot be asked for again: its writer is told",
    C26: "there is no console while there is no bot",
    "C17 (twice)": "a terminal offers what its last reply offers, and nothing of before",
    C18: "whoever fills in a form at a terminal sees it end with the bot",
    C19: onePerson,
    C22: noNetwork,
    C27: onePerson,
    "C27 (upgraded)": onePerson,
    C28: noNetwork,
    C30: noNetwork,
    M3: onePerson,
    M7: onePerson,
    M9: onePerson,
    M16: onePerson,
    M21: onePerson,
    M27: "a terminal shows all at once",
    M30: onePerson,
    M32: onePerson,
    M33: onePerson,
  },
});
