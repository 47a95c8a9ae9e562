import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createDialogueStore,
  type MatrixFormTables,
} from "../../../../src/adapters/matrix/forms/dialogue-store.ts";
import {
  createDialogues,
  type DialogueRows,
  type Dialogues,
  rememberedDialogues,
} from "../../../../src/adapters/matrix/forms/dialogues.ts";
import { inboxItemSchema } from "../../../../src/chat/inbox-item.ts";
import { migrateStorage } from "../../../../src/storage/migrate.ts";
import { inMemory, openStorage, type Storage } from "../../../../src/storage/open-storage.ts";
import { useEmptyFolders } from "../../../support/empty-folder.ts";
import { createStoppedClock } from "../../../support/stopped-clock.ts";
import { ana, bo, ops } from "../in/events.ts";
import { pageForm } from "./some-forms.ts";

const emptyFolder = useEmptyFolders();

let storage: Storage<MatrixFormTables>;
beforeEach(async () => {
  storage = await openStorage<MatrixFormTables>(inMemory);
  await migrateStorage(storage);
});
afterEach(() => storage.close());

const account = (user: string) => ({ platform: "matrix", workspace: "example.org", user }) as const;
const where = { ...ops, thread: "$root" };
const byAna = { where, person: account(ana) };
const byBo = { where, person: account(bo) };
const gapForm = { ...pageForm, id: "gap", title: "Log a gap", instance: "gap:1" };

/** Answers one after the other, each by an event of its own. */
async function answer(dialogues: Dialogues, filler: typeof byAna, ...lines: readonly string[]) {
  let last: Awaited<ReturnType<Dialogues["take"]>>;
  for (const text of lines) {
    last = await dialogues.take({ ...filler, text, event: `$${filler.person.user}:${text}` });
  }
  return last;
}

describe.each<[string, () => DialogueRows]>([
  ["in the database", () => createDialogueStore(storage.db)],
  ["in memory", rememberedDialogues],
])("forms that are filled in, kept %s", (_where, rowsOf) => {
  function started() {
    const clock = createStoppedClock("2026-11-25T09:00:00Z");
    return { clock, dialogues: createDialogues(rowsOf(), clock) };
  }

  it("come to what was filled in, from where they were opened", async () => {
    const { clock, dialogues } = started();
    const begun = await dialogues.begin(pageForm, byAna, ops);
    const done = await answer(dialogues, byAna, "high", "it is down", "-", "yes");

    expect(begun).toEqual({ say: { say: "question", field: 0 }, replaced: undefined });
    const values = { urgency: "high", text: "it is down", day: "" };
    const item = {
      kind: "form",
      dedupKey: `f:$${ana}:yes`,
      form: "page",
      instance: "page:7",
      actor: account(ana),
      values,
      from: ops,
      at: clock.now(),
    };
    expect(done).toEqual({ form: pageForm, say: { say: "done", values }, item });
    expect(() => inboxItemSchema.encode(item as never)).not.toThrow();
  });

  it("are sent again by the same message until they are ended, and then no more", async () => {
    const { dialogues } = started();
    await dialogues.begin(pageForm, byAna, ops);
    const done = await answer(dialogues, byAna, "high", "it", "-", "yes");

    expect(await answer(dialogues, byAna, "yes")).toEqual(done);
    await dialogues.end({ ...byAna, event: `$${ana}:yes` });
    expect(await answer(dialogues, byAna, "yes")).toBe("heard");
    expect(await answer(dialogues, byAna, "no")).toBeUndefined();
  });

  it("take an answer that is told again for no other field's", async () => {
    const { dialogues } = started();
    await dialogues.begin(pageForm, byAna, ops);
    await answer(dialogues, byAna, "high", "it");
    const again = await answer(dialogues, byAna, "high");

    expect(again).toEqual({ form: pageForm, say: { say: "question", field: 2 } });
    expect(await answer(dialogues, byAna, "-")).toMatchObject({
      say: { values: { urgency: "high", text: "it", day: "" } },
    });
  });

  it("are each person's own, and each conversation's", async () => {
    const { dialogues } = started();
    await dialogues.begin(pageForm, byAna, ops);
    await dialogues.begin(gapForm, byBo, ops);
    await dialogues.begin(gapForm, { ...byAna, where: ops }, ops);
    await answer(dialogues, byAna, "high");

    expect(await answer(dialogues, byBo, "cancel")).toEqual({
      form: gapForm,
      say: { say: "cancelled" },
    });
    expect(await dialogues.isOpen(byBo)).toBe(false);
    expect(await dialogues.isOpen(byAna)).toBe(true);
    expect(await answer(dialogues, byAna, "it")).toMatchObject({ say: { field: 2 } });
  });

  it("give way to another, which says so", async () => {
    const { dialogues } = started();
    await dialogues.begin(pageForm, byAna, ops);
    await answer(dialogues, byAna, "high", "it");

    expect(await dialogues.begin(gapForm, byAna, where)).toEqual({
      say: { say: "question", field: 0 },
      replaced: pageForm,
    });
    expect(await answer(dialogues, byAna, "low")).toMatchObject({
      form: gapForm,
      say: { field: 1 },
    });
  });

  it("are over half an hour after the last answer, and a later one is none", async () => {
    const { clock, dialogues } = started();
    await dialogues.begin(pageForm, byAna, ops);
    clock.advance({ milliseconds: 30 * 60_000 - 1 });
    expect(await answer(dialogues, byAna, "high")).toMatchObject({ say: { field: 1 } });
    clock.advance({ milliseconds: 30 * 60_000 - 1 });
    expect(await dialogues.isOpen(byAna)).toBe(true);
    clock.advance({ milliseconds: 1 });
    expect(await dialogues.isOpen(byAna)).toBe(false);
    expect(await answer(dialogues, byAna, "high")).toBe("heard");
    expect(await answer(dialogues, byAna, "it")).toEqual({
      form: pageForm,
      say: { say: "expired" },
    });
    expect(await answer(dialogues, byAna, "it")).toBeUndefined();
  });

  it("that are over give way unsaid", async () => {
    const { clock, dialogues } = started();
    await dialogues.begin(pageForm, byAna, ops);
    clock.advance({ minutes: 30 });

    expect(await dialogues.begin(gapForm, byAna, ops)).toMatchObject({ replaced: undefined });
  });

  it("are forgotten after 30 days, with what answered them", async () => {
    const { clock, dialogues } = started();
    await dialogues.begin(pageForm, byAna, ops);
    await answer(dialogues, byAna, "cancel");
    await dialogues.begin(pageForm, byBo, ops);
    clock.advance({ hours: 30 * 24, milliseconds: 1 });
    await dialogues.begin(gapForm, { ...byAna, where: ops }, ops);

    expect(await answer(dialogues, byAna, "cancel")).toBeUndefined();
    expect(await answer(dialogues, byBo, "high")).toBeUndefined();
  });
});

describe("a form that is filled in", () => {
  it("goes on after a restart, at the field that was asked for", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    const clock = createStoppedClock("2026-11-25T09:00:00Z");
    const before = await openStorage<MatrixFormTables>(file);
    await migrateStorage(before);
    const first = createDialogues(createDialogueStore(before.db), clock);
    await first.begin(pageForm, byAna, ops);
    await answer(first, byAna, "low", "it is down");
    await before.close();
    const again = await openStorage<MatrixFormTables>(file);
    const second = createDialogues(createDialogueStore(again.db), clock);

    expect(await answer(second, byAna, "low")).toMatchObject({ say: { field: 2 } });
    expect(await answer(second, byAna, "2026-11-25", "✅")).toMatchObject({
      item: { from: ops, values: { urgency: "low", text: "it is down", day: "2026-11-25" } },
    });
    await again.close();
  });
});
