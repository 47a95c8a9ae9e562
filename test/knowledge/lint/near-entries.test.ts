import { describe, expect, it } from "vitest";
import { createNearEntries } from "../../../src/knowledge/lint/near-entries.ts";
import { createIndex } from "../../../src/search/create-index.ts";
import { generateEntries } from "../../bench/generated-knowledge.ts";
import { searchableOf } from "../../search/searchable-of.ts";

describe("the entries near a question", () => {
  const near = createNearEntries([
    searchableOf({ id: "vpn", title: "Set up the VPN", questions: ["vpn does not connect"] }),
    searchableOf({ id: "tunnel", title: "Tunnel", keywords: ["vpn", "connect"] }),
    searchableOf({ id: "printer", title: "Print at the office", body: ["The vpn does connect."] }),
  ]);

  it.each([
    ["its own and one with the same words", "vpn does not connect", ["tunnel", "vpn"]],
    ["none that has its words in running text alone", "vpn at the office", ["printer"]],
    ["none at all where no word is shared", "who won the match", []],
  ])("are %s", (_what, question, ids) => {
    expect([...near(question)].sort()).toEqual(ids);
  });

  it("hold every entry that a search of the whole base finds before a question's own", () => {
    const entries = generateEntries(300);
    const index = createIndex(entries);
    const nearIn = createNearEntries(entries);
    const passedOver = entries.flatMap(({ id, questions }) =>
      questions.filter((question) => {
        const first = index.search(question, { allows: () => true }).hits[0]?.id ?? id;
        return first !== id && !nearIn(question).has(first);
      }),
    );
    expect(passedOver).toEqual([]);
  });
});
