import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { docText } from "../../src/chat/doc-text.ts";
import { valuesOf } from "../../src/runbooks/placeholders.ts";
import { startWalk } from "../../src/runbooks/walk-start.ts";
import { walkSchema } from "../../src/runbooks/walk-state.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { page } from "../support/knowledge-folder.ts";
import { ana, noon, runbookPage, textOf, walked, walkOf } from "./walk-of.ts";

const fence = (info: string, code: string) => `\`\`\`${info}\n${code}\n\`\`\`\n\n`;
const body = (text: string) =>
  page(
    ["title: Restart billing", "services: [billing]", "danger: low", "owner: team-pay"],
    `Ends invoices.\n\n${text}`,
  );

describe("the text of a walk", () => {
  it("holds the values and not the fences of other environments", () => {
    const fences = fence("sh {env=prod}", "bad") + fence("sh {env=staging}", "good {{env}}");
    const text = textOf(body(`## Steps\n\n1. Go.\n\n${fences}`));
    expect(docText(text.steps[0]?.shown ?? [])).toBe("Go.\n\n    good staging");
  });

  it("moves fences that verify and undo a step to where they are asked for", () => {
    const text = textOf(
      body(
        `## Steps\n\n1. Go.\n\n${fence("sh", "go")}${fence("sh {role=verify}", "look")}${fence("sh {role=undo}", "return")}2. Look.\n\n${fence("sh {role=verify}", "again")}`,
      ),
    );
    expect(docText(text.steps[0]?.shown ?? [])).toBe("Go.\n\n    go");
    expect(docText(text.steps[1]?.shown ?? [])).toBe("Look.\n\n    again");
    expect(text.steps.map(({ verifies }) => verifies)).toEqual([false, true]);
    expect(docText(text.verify)).toBe("Verify\n\n    look\n\n    again");
    expect(docText(text.rollback)).toBe("Roll back\n\n    return");
  });

  it("keeps what stands around the list, for it may be a warning", () => {
    const text = textOf(
      body("## Steps\n\nNever both at once.\n\n1. Go.\n2. Stay.\n\nThat is all.\n"),
    );
    expect(text.steps.map(({ shown }) => docText(shown))).toEqual([
      "Never both at once.\n\nGo.",
      "Stay.\n\nThat is all.",
    ]);
  });

  it("has nothing before it where that is for another environment only", () => {
    const text = textOf(
      body(`## Before you start\n\n${fence("sh {env=prod}", "bad")}## Steps\n\n1. Go.\n`),
    );
    expect(text.before).toEqual([]);
  });

  it("names the owner and what is related", () => {
    expect(textOf(runbookPage())).toMatchObject({
      owner: { id: "team-pay", contact: "Payments" },
      related: ["restore"],
      danger: "low",
      environment: "staging",
    });
  });
});

describe("the sample runbook of payments-api on staging", () => {
  const file = new URL("../../knowledge/runbooks/restart-payments-api.md", import.meta.url);
  const walk = walkOf(readFileSync(file, "utf8"));

  it("is walked step by step", () => {
    const first = walked(walk, ["start"]);
    expect(first.text).toContain("Step 1 of 4");
    const second = walked(first.walk, ["worked"]);
    expect(second.text).toContain("Step 2 of 4");
    const failed = walked(second.walk, ["did-not-work"]);
    expect(failed.text).toContain("the provider is down or our key is refused");
    expect(failed.text).toContain("What was wrong?");
    expect(failed.miss?.key).toBe("step|restart#2");
    expect(failed.labels).toEqual(["Roll back", "Escalate", "Worked", "Stop"]);
  });
});

describe("our own runbooks", () => {
  const folder = new URL("../../knowledge/", import.meta.url);
  const files = ["services.yaml", "people.yaml"].concat(
    readdirSync(new URL("runbooks/", folder)).map((file) => `runbooks/${file}`),
  );
  const { corpus } = knowledgeOf(
    Object.fromEntries(files.map((file) => [file, readFileSync(new URL(file, folder), "utf8")])),
  );

  it.each([...corpus.entryById.values()].map((entry) => [entry.id, entry] as const))(
    "can be walked, kept and read again: %s",
    (_, entry) => {
      const environment = Object.keys(entry.environments).at(0);
      const showing = { danger: entry.danger, environment, withheld: "none" } as const;
      const sources = { said: {}, thread: {}, environment, service: undefined };
      const values = valuesOf(entry, sources);
      const { catalogue } = corpus;
      const walk = startWalk({ entry, services: [], showing, values, catalogue }, ana, noon);
      if ("refused" in walk) throw new Error(walk.refused);
      expect(walk.text.steps.map(({ shown }) => shown.length > 0)).not.toContain(false);
      const kept: unknown = JSON.parse(JSON.stringify(z.encode(walkSchema, walk)));
      expect(walkSchema.parse(kept)).toEqual(walk);
    },
  );
});

it("a walk that was kept before it knew its services is read, and concerns none by name", () => {
  const kept = JSON.parse(JSON.stringify(z.encode(walkSchema, walkOf(runbookPage()))));
  expect(kept.text.services).toEqual(["billing"]);
  delete kept.text.services;
  expect(walkSchema.parse(kept).text.services).toEqual([]);
});
