import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCatalogue } from "../../src/knowledge/catalogue.ts";
import { splitFrontMatter } from "../../src/knowledge/front-matter.ts";
import { type Beginning, newEntry } from "../../src/knowledge/new-entry.ts";
import { newPlace } from "../../src/knowledge/new-place.ts";
import { schemas } from "../../src/knowledge/schemas.ts";
import { serviceOf, serviceSchema } from "../../src/knowledge/service.ts";
import { titleFault } from "../../src/knowledge/title-fault.ts";
import { entryOf, problemsOf, readPage } from "./read-page.ts";

const kafka = serviceOf(
  serviceSchema.parse({ id: "kafka", name: "Kafka", owner: "team-platform" }),
);
const beginning: Beginning = {
  type: "runbook",
  title: "Restart the broker",
  service: kafka,
  action: undefined,
  owner: "team-platform",
  ownerGuessed: false,
  today: Temporal.PlainDate.from("2026-11-25"),
  corpus: { catalogue: parseCatalogue([], []).catalogue, entries: [] },
};
const begin = (given: Partial<Beginning>) => newEntry({ ...beginning, ...given });
const types = ["answer", "runbook", "checklist", "pointer"] as const;

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  const split = splitFrontMatter(text, "new.md");
  if ("problem" in split) throw new Error(split.problem.message);
  return split.fields;
}

/** What Markdown, YAML, a shell or a file system might take for something else. */
const titles = fc.oneof(
  fc.string({ minLength: 3, maxLength: 80, unit: "binary" }),
  fc.string({ minLength: 3, maxLength: 80, unit: "grapheme" }),
  fc
    .array(
      fc.constantFrom(
        ..."-#:,'\"\\{}[]&*!|>%@`?~ \n\r\t/".split(""),
        "---",
        "...",
        ": ",
        " #",
        "../",
        "no",
        "1e3",
        "é",
        "日本",
        "\u202e",
        "\u2028",
        "\u0085",
        "\ufeff",
        "\0",
      ),
      { minLength: 3, maxLength: 20 },
    )
    .map((parts) => parts.join("")),
);

describe("an entry that is only begun", () => {
  it.each(types)("is a whole %s in the eyes of the schema, and loads without a problem", (type) => {
    const text = begin({ type });
    const { file, id } = newPlace(type, beginning.title);
    const page = readPage(file, text);
    expect(problemsOf(page)).toEqual([]);
    const kind = type === "pointer" ? "answer" : type;
    expect(schemas[kind].safeParse(fieldsOf(text)).error).toBeUndefined();
    expect(entryOf(page)).toMatchObject({
      id,
      type,
      native: true,
      status: "active",
      title: "Restart the broker",
      services: ["kafka"],
      owner: "team-platform",
      reviewed: beginning.today,
      questions: [expect.stringContaining("restart the broker"), expect.stringContaining("Kafka")],
    });
    expect(entryOf(page).content().answer).not.toEqual([]);
  });

  it("says what a runbook does, and has each of its sections", () => {
    const entry = entryOf(readPage("runbooks/restart-the-broker.md", begin({})));
    expect(entry).toMatchObject({
      actions: [],
      danger: "medium",
      questions: ["how do I restart the broker", "how do I restart Kafka"],
    });
    const { sections, steps } = entry.content();
    expect(sections.map(({ role }) => role)).toEqual([
      "before",
      "steps",
      "verify",
      "rollback",
      "escalate",
    ]);
    expect(steps).toHaveLength(1);
    expect(steps[0]?.fences).toMatchObject([{ language: "shell" }]);
  });

  it("marks every line that is to be written", () => {
    for (const type of types) {
      const lines = begin({ type }).split("\n");
      const marked = lines.filter((line) => line.includes("TODO"));
      expect(marked.length).toBeGreaterThanOrEqual(2);
      expect(lines.find((line) => line.startsWith("questions:"))).toContain("TODO");
    }
    expect(begin({ ownerGuessed: true })).toMatch(/^owner: team-platform # TODO/m);
    expect(begin({ ownerGuessed: false })).not.toMatch(/^owner:.*TODO/m);
    expect(begin({ service: undefined })).toMatch(/^services: \[\] # TODO/m);
  });

  it.each<readonly [string, Partial<Beginning>, readonly string[]]>([
    [
      "the title",
      { title: "Restart Kafka" },
      ["how do I restart Kafka", "what are the steps to restart Kafka"],
    ],
    [
      "an action",
      { title: "Unstick the broker", action: "unstick" },
      ["how do I unstick the broker", "how do I unstick Kafka"],
    ],
    [
      "an answer that is a task",
      { type: "answer", title: "Order a desk", service: undefined },
      ["how do I order a desk", "what are the steps to order a desk"],
    ],
    [
      "an answer that is a thing",
      { type: "answer", title: "VPN access", service: undefined },
      ["what do I need to know about VPN access", "where do I find help with VPN access"],
    ],
    [
      "a pointer",
      { type: "pointer", title: "Payslips", service: undefined },
      ["whom do I ask about payslips", "who helps with payslips"],
    ],
    [
      "a service with a name of 200 letters",
      { service: { ...kafka, id: "long", name: "x".repeat(200) } },
      ["how do I restart the broker", "what are the steps to restart the broker"],
    ],
  ])("takes its questions from %s", (_, given, questions) => {
    expect(fieldsOf(begin(given)).questions).toEqual(questions);
  });

  it("reads back as the title, action and owner that were given, whatever they hold", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        titles,
        titles,
        titles,
        (type, title, action, owner) => {
          const text = begin({ type, title, action, owner });
          const { file, id } = newPlace(type, title);
          expect(fieldsOf(text)).toMatchObject({ title, owner, actions: [action.toLowerCase()] });
          // Nothing that was given makes a line of its own, or hides in one.
          expect(text.split("\n")).toHaveLength(begin({ type, action: "run" }).split("\n").length);
          expect(text).not.toMatch(/[^\P{C}\n]/u);
          if (title.length <= 80) expect(problemsOf(readPage(file, text))).toEqual([]);
          expect(entryOf(readPage(file, text)).id).toBe(id);
        },
      ),
    );
  });
});

describe("the place of an entry that is only begun", () => {
  it.each([
    ["answer", "Set up the VPN", "answers/set-up-the-vpn.md"],
    ["pointer", "Payslips", "answers/payslips.md"],
    ["checklist", "Onboard a developer", "checklists/onboard-a-developer.md"],
    ["runbook", "Restart KubePod's proxy", "runbooks/restart-kube-pod-s-proxy.md"],
    ["answer", "../../etc/passwd", "answers/etc-passwd.md"],
    ["answer", "-rf /", "answers/rf.md"],
    ["answer", "Über Café", "answers/uber-cafe.md"],
    ["answer", "README", expect.stringMatching(/^answers\/page-[0-9a-f]{8}\.md$/)],
    ["answer", "日本語", expect.stringMatching(/^answers\/page-[0-9a-f]{8}\.md$/)],
  ] as const)("of a new %s %j is its title's", (type, title, file) => {
    expect(newPlace(type, title).file).toEqual(file);
  });

  it("is one file in the folder of its type, whatever the title", () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), titles, (type, title) => {
        expect(newPlace(type, title).file).toMatch(
          /^(?:answers|runbooks|checklists)\/[a-z0-9][a-z0-9-]{1,63}\.md$/,
        );
      }),
    );
  });
});

describe("a title", () => {
  const names = ["kafka", "search", "Pay API"];

  it.each([
    ["runbook", "Restart kafka"],
    ["runbook", "Bring kafka back"],
    ["runbook", "Ping kafka"],
    ["runbook", "Search the logs"],
    ["runbook", "Defrost kafka"],
    ["runbook", "Get"],
    ["runbook", `Restart ${"a".repeat(72)}`],
    ["answer", "Kafka topics"],
    ["answer", "Printing in the office"],
    ["pointer", "How to get paid"],
    ["checklist", "Wait for it …"],
  ] as const)("of a %s may be %j", (type, title) => {
    expect(titleFault(title, type, names)).toBeUndefined();
  });

  it.each([
    ["runbook", "Go", "2 characters"],
    ["answer", "", "0 characters"],
    ["answer", "a".repeat(81), "81 characters"],
    ["answer", "Kafka topics.", "full stop"],
    ["runbook", "Restart kafka.", "full stop"],
    ["runbook", "Restart kafka runbook", "runbook"],
    ["runbook", "Restarting kafka", '"Restarting": expected a plain verb'],
    ["runbook", "RESTARTING kafka", '"RESTARTING"'],
    ["runbook", "How to restart kafka", '"How"'],
    ["runbook", "The broker", '"The"'],
    ["runbook", "Kafka restart", '"Kafka"'],
    ["runbook", "Pay API restart", '"Pay"'],
    ["runbook", "500 errors", '"500"'],
    ["runbook", "--- restart", '"---"'],
  ] as const)("of a %s may not be %j", (type, title, reason) => {
    expect(titleFault(title, type, names)).toContain(reason);
  });
});
