import { describe, expect, it } from "vitest";
import { lexiconOf, verbsOf } from "../../src/knowledge/lexicon.ts";
import { entryOf, knowledgeOf } from "../answers/knowledge-of.ts";
import { page } from "../support/knowledge-folder.ts";

const actionsYaml = `
actions:
  restart: [Cycle the box]
  warm: [heat up, preload]
  Reclaim: []
`;

function lexiconWith(actions: string, ...entries: readonly string[]) {
  const pages = entries.map((fields, at) => [
    `runbooks/r${at}.md`,
    page(["title: Purge the queue", "services: ['*']", fields], "Text."),
  ]);
  const { corpus } = knowledgeOf({ "services.yaml": actions, ...Object.fromEntries(pages) });
  return lexiconOf(corpus.catalogue, corpus.entries);
}

describe("the lexicon", () => {
  it("knows the common verbs by themselves and by other words", () => {
    const lexicon = lexiconWith("");
    expect([...lexicon.keys()]).toEqual(
      "restart deploy rollback scale rotate failover restore access start stop debug".split(" "),
    );
    for (const [verb, words] of lexicon) expect(words[0]).toBe(verb);
    expect(lexicon.get("restart")).toEqual(
      expect.arrayContaining(["reboot", "bounce", "recycle", "kick", "cycle", "roll"]),
    );
  });

  it("keeps them beside the words that a company adds to a verb", () => {
    const words = lexiconWith(actionsYaml).get("restart");
    expect(words).toContain("cycle the box");
    expect(words).toContain("reboot");
  });

  it.each([
    ["with words for them", "warm", ["warm", "heat up", "preload"]],
    ["without any, in lower case", "reclaim", ["reclaim"]],
  ])("takes in a company's own verbs: %s", (_reason, verb, words) => {
    expect(lexiconWith(actionsYaml).get(verb)).toEqual(words);
  });

  it.each([
    ["a new verb", "actions: [purge]", "purge", ["purge"]],
    ["a word for a verb that there is", "actions: [bounce]", "bounce", undefined],
    ["a verb that there is, in capitals", "actions: [Restart]", "Restart", undefined],
  ])("takes in what runbooks do: %s", (_reason, fields, verb, words) => {
    expect(lexiconWith("", fields).get(verb)).toEqual(words);
  });
});

describe("the verbs of a runbook", () => {
  it.each([
    ["the verb of its title", "Restart billing", "", ["restart"]],
    ["another word for it", "Bounce billing", "", ["restart"]],
    ["the longest word for it", "Roll back billing", "", ["rollback"]],
    ["and no longer one that only begins so", "Roll backups over", "", ["restart"]],
    ["a word of several", "Heat up billing", "", ["warm"]],
    ["none, where the title begins with no verb", "Billing restart", "", []],
    ["none for a word that only begins like one", "Restarting billing", "", []],
    [
      "what it says, and not its title",
      "Restart billing",
      "actions: [stop, start]",
      ["stop", "start"],
    ],
    [
      "what it says, by the verb that it is a word for",
      "Mend it",
      "actions: [Reboot]",
      ["restart"],
    ],
    ["each once", "Mend it", "actions: [reboot, restart, bounce]", ["restart"]],
    ["what it says, where nobody else does", "Mend it", "actions: [Polish]", ["polish"]],
  ])("are %s", (_reason, title, actions, verbs) => {
    const fields = [`title: ${title}`, "owner: ana", ...(actions === "" ? [] : [actions])];
    const { corpus } = knowledgeOf({
      "services.yaml": actionsYaml,
      "runbooks/one.md": page([...fields, "services: ['*']"], "Text."),
    });
    const entry = entryOf({ ...knowledgeOf({}), corpus }, "one");
    expect(verbsOf(entry, lexiconOf(corpus.catalogue, corpus.entries))).toEqual(verbs);
  });
});
