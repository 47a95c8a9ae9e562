import { renameSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Corpus } from "../../src/knowledge/corpus.ts";
import { openLiveKnowledge } from "../../src/knowledge/load-live-knowledge.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { soundAnswer, writeFiles } from "./write-files.ts";

const emptyFolder = useEmptyFolders();

/** Knowledge of a folder with one page, and what it told. */
async function openWith(files: Readonly<Record<string, string>> = {}) {
  const folder = writeFiles(join(emptyFolder(), "kb"), {
    "answers/vpn.md": soundAnswer("Set up VPN"),
    ...files,
  });
  const swapped: Corpus[] = [];
  const kept: string[] = [];
  const live = await openLiveKnowledge(folder, () => 0, {
    swapped: (corpus) => void swapped.push(corpus),
    kept: (error) => kept.push("code" in error ? String(error.code) : error.name),
  });
  const titles = () => live.corpus().entries.map(({ title }) => title);
  const services = () => live.corpus().catalogue.services.map(({ id }) => id);
  return { folder, live, swapped, kept, titles, services };
}

const component = (name: string) =>
  `kind: Component\nmetadata: {name: ${name}}\nspec: {owner: ana}\n`;

describe("live knowledge", () => {
  it("is what the folder held when it was opened", async () => {
    const { live, titles, swapped, kept } = await openWith();
    await live.check();
    expect(titles()).toEqual(["Set up VPN"]);
    expect([swapped, kept]).toEqual([[], []]);
  });

  it("is swapped as a whole when a file changes, appears or leaves", async () => {
    const { folder, live, titles, swapped } = await openWith();
    const first = live.corpus();
    writeFiles(folder, {
      "answers/vpn.md": soundAnswer("Set up WireGuard"),
      "answers/dns.md": soundAnswer("Set up DNS"),
    });
    expect(live.corpus()).toBe(first);
    await live.check();
    expect(titles()).toEqual(["Set up DNS", "Set up WireGuard"]);
    expect(first.entries.map(({ title }) => title)).toEqual(["Set up VPN"]);
    rmSync(join(folder, "answers/vpn.md"));
    await live.check();
    expect(titles()).toEqual(["Set up DNS"]);
    expect(swapped.map(({ entries }) => entries.length)).toEqual([2, 1]);
    expect(swapped.at(-1)).toBe(live.corpus());
  });

  it("is swapped when services.yaml or people.yaml changes, appears or leaves", async () => {
    const { folder, live, services, swapped } = await openWith();
    writeFiles(folder, { "services.yaml": "services: [{id: kafka, owner: ana}]\n" });
    await live.check();
    expect(services()).toEqual(["kafka"]);
    rmSync(join(folder, "services.yaml"));
    await live.check();
    expect(services()).toEqual([]);
    expect(swapped).toHaveLength(2);
  });

  it("is swapped when oncall.yaml changes, appears or leaves, and has its text, right or wrong", async () => {
    const { folder, live, swapped } = await openWith();
    const text = () =>
      live.corpus().catalogueFiles.find(({ file }) => file === "oncall.yaml")?.text;
    for (const written of ["policies: {}\n", "policies: [\n"]) {
      writeFiles(folder, { "oncall.yaml": written });
      await live.check();
      expect([text(), live.corpus().problems]).toEqual([written, []]);
    }
    writeFiles(folder, { "oncall.yaml": "a\0b" });
    await live.check();
    expect(text()).toBe("policies: [\n");
    expect(live.corpus().problems).toMatchObject([{ file: "oncall.yaml", rule: "K006" }]);
    rmSync(join(folder, "oncall.yaml"));
    await live.check();
    expect(text()).toBeUndefined();
    expect(swapped).toHaveLength(4);
  });

  it("stays the same when files are only touched, or written as they were", async () => {
    const { folder, live, swapped } = await openWith();
    const first = live.corpus();
    utimesSync(join(folder, "answers/vpn.md"), 1, 1);
    await live.check();
    writeFiles(folder, {
      "answers/vpn.md": soundAnswer("Set up VPN").replaceAll("\n", "\r\n"),
      "answers/notes.txt": "x",
    });
    await live.check();
    expect(live.corpus()).toBe(first);
    expect(swapped).toEqual([]);
  });

  it("keeps the last good version of a page that breaks, and tells of the problem", async () => {
    const { folder, live, titles, swapped, kept } = await openWith();
    writeFiles(folder, { "answers/vpn.md": "---\na: [\n---\n" });
    await live.check();
    await live.check();
    expect(titles()).toEqual(["Set up VPN"]);
    expect(swapped.map(({ problems }) => problems.map(({ rule }) => rule))).toEqual([["K001"]]);
    expect(kept).toEqual([]);
    writeFiles(folder, { "answers/vpn.md": soundAnswer("Set up VPN") });
    await live.check();
    expect(swapped.at(-1)?.problems).toEqual([]);
  });

  it("keeps the last corpus while the folder is gone or empty, and tells it once each time", async () => {
    const { folder, live, titles, swapped, kept } = await openWith();
    for (let time = 1; time <= 2; time += 1) {
      renameSync(folder, `${folder}-away`);
      await live.check();
      await live.check();
      expect(titles()).toEqual(["Set up VPN"]);
      expect(kept).toEqual(Array(time).fill("KNOWLEDGE_MISSING"));
      renameSync(`${folder}-away`, folder);
      await live.check();
    }
    rmSync(join(folder, "answers/vpn.md"));
    await live.check();
    await live.check();
    expect(kept.slice(2)).toEqual(["KNOWLEDGE_EMPTY"]);
    expect(titles()).toEqual(["Set up VPN"]);
    expect(swapped).toEqual([]);
    writeFiles(folder, { "answers/dns.md": soundAnswer("Set up DNS") });
    await live.check();
    expect(titles()).toEqual(["Set up DNS"]);
  });

  it("follows imports: a change, one more that a pattern matches, one less", async () => {
    const { folder, live, services } = await openWith({
      "services.yaml": "import: more/*.yaml\n",
      "more/a.yaml": component("aa"),
    });
    expect(services()).toEqual(["aa"]);
    writeFiles(folder, { "more/a.yaml": component("aaa") });
    await live.check();
    expect(services()).toEqual(["aaa"]);
    writeFiles(folder, { "more/b.yaml": component("bb") });
    await live.check();
    expect(services()).toEqual(["aaa", "bb"]);
    rmSync(join(folder, "more/a.yaml"));
    await live.check();
    expect(services()).toEqual(["bb"]);
  });

  it("follows an import that was not there at first", async () => {
    const { folder, live, services } = await openWith({ "services.yaml": "import: late.yaml\n" });
    expect(services()).toEqual([]);
    writeFiles(folder, { "late.yaml": component("late") });
    await live.check();
    expect(services()).toEqual(["late"]);
    expect(live.corpus().problems).toEqual([]);
  });

  it("looks once for all who ask at the same time", async () => {
    const { folder, live, swapped } = await openWith();
    writeFiles(folder, { "answers/dns.md": soundAnswer("Set up DNS") });
    await Promise.all([live.check(), live.check(), live.check()]);
    expect(swapped).toHaveLength(1);
  });

  it("needs something to start with", async () => {
    const events = { swapped: () => undefined, kept: () => undefined };
    await expect(openLiveKnowledge(emptyFolder(), () => 0, events)).rejects.toMatchObject({
      code: "KNOWLEDGE_EMPTY",
    });
    await expect(
      openLiveKnowledge(join(emptyFolder(), "gone"), () => 0, events),
    ).rejects.toMatchObject({ code: "KNOWLEDGE_MISSING" });
  });
});
