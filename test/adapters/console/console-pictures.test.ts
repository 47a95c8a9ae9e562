import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ConsolePlatform } from "../../../src/adapters/console/console-platform.ts";
import type { Doc, ImageRef } from "../../../src/chat/doc.ts";
import { broken, drawn, drawnPicture, notMade, testPictures } from "../../support/test-pictures.ts";
import { actionOf, replyOf, startTalk, type TalkGiven } from "./console-talk.ts";

const showing = (image: ImageRef): Doc => [{ image, alt: "the code" }];
const wait = Temporal.Duration.from("PT1S");

async function talkOfPictures(given: TalkGiven = {}) {
  const talk = await startTalk({ pictures: testPictures, ...given });
  onTestFinished(() => talk.console.stop(wait));
  const show = (doc: Doc, nonce = "n1", more = {}) =>
    talk.console.send(replyOf(nonce, { doc, ...more }), nonce);
  return { ...talk, show };
}

/** The paths that stand below drawings. */
const filesIn = (text: string) => text.match(/^\/.*\.png$/gm) ?? [];

const permissionsOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe("a picture on the console", () => {
  it("is drawn below its text, above what can be pressed, with its file named", async () => {
    const { show, output } = await talkOfPictures();
    await show(showing(drawn), "n1", { actions: [actionOf("yes")] });
    const [file = ""] = filesIn(output.text());
    expect(output.text()).toBe(
      [
        "[picture: the code]\n",
        "██████████",
        "██████████",
        "████ ▀████",
        "██████████",
        "██████████",
        `${file}\n`,
        "[1] yes\n\n",
      ].join("\n"),
    );
  });

  it("has the bytes that were made in a file which only its owner may read", async () => {
    const { show, output } = await talkOfPictures();
    await show(showing(drawn));
    const [file = ""] = filesIn(output.text());
    expect(readFileSync(file)).toEqual(Buffer.from(drawnPicture().png));
    expect([permissionsOf(file), permissionsOf(dirname(file))]).toEqual(["600", "700"]);
  });

  it("has a file of its own, in the folder of the run, however often it is shown", async () => {
    const { console, show, output } = await talkOfPictures();
    const first = await show([...showing(drawn), ...showing(drawn)]);
    if (!("sent" in first)) throw new Error("It was not sent.");
    await console.edit(first.sent, replyOf("n2", { doc: showing(drawn) }), "n2");
    const files = filesIn(output.text());
    expect(files.map((file) => file.slice(file.lastIndexOf("/")))).toEqual([
      "/1-a.png",
      "/2-a.png",
      "/3-a.png",
    ]);
    expect(new Set(files.map(dirname)).size).toBe(1);
  });

  it("is gone with its folder when the console stops", async () => {
    const { console, show, output } = await talkOfPictures();
    await show(showing(drawn));
    const [file = ""] = filesIn(output.text());
    expect(existsSync(file)).toBe(true);
    await console.stop(wait);
    expect(existsSync(dirname(file))).toBe(false);
  });

  it("is gone with the message that is taken away, and no other", async () => {
    const { console, show, output } = await talkOfPictures();
    await show(showing(drawn));
    const sent = await show(showing(drawn), "n2");
    if (!("sent" in sent)) throw new Error("It was not shown.");
    await console.remove(sent.sent);
    expect(filesIn(output.text()).map((file) => existsSync(file))).toEqual([true, false]);
  });

  it("keeps its file in that folder, and its name off the terminal's commands", async () => {
    const name = "../../etc/a b\u001b[2J\n.png";
    const { show, output } = await talkOfPictures({
      pictures: async () => ({ ...drawnPicture(), name }),
    });
    await show(showing(drawn));
    const [file = ""] = filesIn(output.text());
    expect(join(dirname(file), "1-..-..-etc-a-b-2J-.png")).toBe(file);
  });

  it.each([
    [12, 10],
    [8, 8],
    [undefined, 10],
  ])("fits a terminal of %s columns", async (columns, width) => {
    const { show, output } = await talkOfPictures(columns === undefined ? {} : { columns });
    await show(showing(drawn));
    const drawing = output
      .text()
      .split("\n")
      .filter((line) => line.startsWith("█"));
    expect(new Set(drawing.map((line) => line.length))).toEqual(new Set([width]));
  });

  it("has its colours where colours are on", async () => {
    const { show, output } = await talkOfPictures({ colours: true });
    await show(showing(drawn));
    expect(output.text()).toContain("\u001b[38;2;0;0;0;48;2;255;0;0m▀");
    expect(stripVTControlCharacters(output.text())).toContain("[picture: the code]");
  });

  it.each<[string, ImageRef, TalkGiven, unknown]>([
    ["its making fails", broken, {}, notMade],
    ["no recipe is known", drawn, { pictures: async () => undefined }, undefined],
    [
      "it is no PNG",
      drawn,
      { pictures: async () => ({ png: Buffer.from("GIF89a"), name: "a.png" }) },
      expect.any(Error),
    ],
  ])(
    "is told to be missing when %s, and the message is shown",
    async (_why, image, given, fault) => {
      const { show, output, faults } = await talkOfPictures(given);
      expect(await show(showing(image))).toHaveProperty("sent");
      expect(output.text()).toBe("[picture: the code]\nThe picture could not be made.\n\n");
      expect(faults).toEqual(fault === undefined ? [] : [fault]);
    },
  );

  it("is something that the console says it can show", async () => {
    const { console }: { console: ConsolePlatform } = await talkOfPictures();
    const where = { platform: "console", workspace: "local", room: "console" } as const;
    expect(await console.capabilities(where)).toMatchObject({ images: true });
  });
});
