import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { PosterContent } from "../../src/wifi/poster-content.ts";
import { posterHtml } from "../../src/wifi/poster-html.ts";
import {
  type PosterLayoutName,
  posterLayoutNames,
  posterLayouts,
} from "../../src/wifi/poster-layouts.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { aPoster, fullPoster, longKey } from "../wifi/a-poster.ts";
import { payloadOf, sheetOf } from "../wifi/a-sheet.ts";
import { turned } from "../wifi/poster-pixels.ts";
import { type Bitmap, pngBitmap } from "../wifi/read-picture.ts";
import { describeWith, peers } from "./peer.ts";

// A browser prints the poster with the fonts that it has, and two readers that know nothing of ours read the print.

const slow = 120_000;
const emptyFolder = useEmptyFolders();
const contents: readonly PosterContent[] = [
  aPoster,
  { ...fullPoster, languages: ["de", "fr"] },
  { ...fullPoster, ssid: "Büro – Gäste ☕ 日本", languages: ["en", "es"] },
  { ...fullPoster, ssid: "شبكة الضيوف", key: { print: "shown", key: "m@".repeat(31) } },
];
/** What a browser takes for an inch. */
const inch = 96;

describeWith(peers.chromium, "a poster in Chromium", (executablePath) => {
  let browser: Browser;
  /** In 150 dots an inch, and in half as many. */
  const pages: Page[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    for (const dots of [150, 75]) {
      pages.push(await browser.newPage({ deviceScaleFactor: dots / inch }));
    }
  }, slow);
  afterAll(() => browser.close());

  async function show(page: Page, content: PosterContent, layout: PosterLayoutName): Promise<void> {
    const paper = posterLayouts[layout].sheet;
    const pixels = (millimetres: number) => Math.ceil((millimetres / 25.4) * inch);
    const [language] = content.languages;
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: pixels(paper.width), height: pixels(paper.height) });
    await page.setContent(
      posterHtml([sheetOf(content, layout)], { paper, theme: "plain", language }),
    );
  }

  for (const layout of posterLayoutNames) {
    it(
      `has on ${layout} no text beyond the paper, and none on another`,
      async () => {
        for (const page of pages.slice(0, 1)) {
          for (const content of contents) {
            await show(page, content, layout);
            expect(await faultsOn(page)).toEqual([]);
          }
        }
      },
      slow,
    );
  }

  it("gives the key without a gap or a line break to whoever copies it", async () => {
    for (const page of pages.slice(0, 1)) {
      await show(page, fullPoster, "badge");
      const copied = await page.evaluate(
        "getSelection().selectAllChildren(document.body), getSelection().toString()",
      );
      expect(String(copied).split("\n")).toContain(longKey);
    }
  });

  describeWith(peers.zbarimg, "printed", (zbarimg) => {
    beforeAll(() => {
      const wasm = fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm"));
      // Otherwise it would ask the network for it.
      prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });
    });

    async function readByZbar(picture: Buffer): Promise<string> {
      const file = join(emptyFolder(), "poster.png");
      writeFileSync(file, picture);
      const options = ["-q", "--nodbus", "--raw", "-Sbinary", file];
      return (await promisify(execFile)(zbarimg, options)).stdout;
    }

    for (const layout of posterLayoutNames) {
      it(
        `is read from ${layout} by zxing and zbar, also at half the size and askew`,
        async () => {
          for (const page of pages) {
            for (const content of contents) {
              await show(page, content, layout);
              const straight = await page.screenshot();
              const askew = pngOf(turned(pngBitmap(straight), 7));
              for (const picture of [straight, askew]) {
                const [code] = await readBarcodes(picture, { formats: ["QRCode"] });
                expect(code && Buffer.from(code.bytes).toString()).toBe(payloadOf(content));
                expect(await readByZbar(picture)).toContain(payloadOf(content));
              }
            }
          }
        },
        slow,
      );
    }
  });
});

function pngOf({ width, height, data }: Bitmap): Buffer {
  return PNG.sync.write(Object.assign(new PNG({ width, height }), { data: Buffer.from(data) }));
}

/** Which texts lie beyond the paper, or on another text. */
async function faultsOn(page: Page): Promise<readonly string[]> {
  const near = 0.5;
  const paper = page.viewportSize();
  const texts = await Promise.all(
    (await page.locator("svg text").all()).map(async (text) => ({
      text: await text.textContent(),
      ...(await text.boundingBox()),
    })),
  );
  const boxes = texts.map(({ text, x = Number.NaN, y = Number.NaN, width = 0, height = 0 }) => ({
    text,
    left: x,
    top: y,
    right: x + width,
    bottom: y + height,
  }));
  return boxes.flatMap((one, at) => [
    ...(paper &&
    one.left >= 0 &&
    one.top >= 0 &&
    one.right <= paper.width &&
    one.bottom <= paper.height
      ? []
      : [`outside: ${one.text}`]),
    ...boxes
      .slice(at + 1)
      .filter(
        (other) =>
          one.right > other.left + near &&
          other.right > one.left + near &&
          one.bottom > other.top + near &&
          other.bottom > one.top + near,
      )
      .map((other) => `${one.text} lies on ${other.text}`),
  ]);
}
