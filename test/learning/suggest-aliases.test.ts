import { describe, expect, it } from "vitest";
import { suggestAliases } from "../../src/learning/suggest-aliases.ts";
import type { Vote } from "../../src/learning/vote.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { page } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { votesOf } from "./votes-of.ts";

const base = knowledgeOf({
  ...smallOffice,
  "answers/invoices.md": page(
    ["title: Find an old invoice", "services: [billing]", "owner: team-platform"],
    "It lies in the archive.",
  ),
});

function suggested(...given: readonly Partial<Vote>[]) {
  return suggestAliases(votesOf(given), base).map(({ word, service, entries, voices }) => ({
    word,
    service,
    entries: entries.map(({ id }) => id),
    voices,
  }));
}

const wormhole = { question: "open the wormhole to work" };
const cashbox = { question: "the cashbox is stuck", entry: "restart-billing" };

describe("a word that no entry has", () => {
  it("is proposed as a keyword of the entry that two people found behind it", () => {
    const other = { voice: "bo", question: "wormhole does not open" };
    expect(suggested(wormhole, other)).toEqual([
      { word: "wormhole", service: undefined, entries: ["vpn"], voices: 2 },
    ]);
  });

  it("is proposed as a name of the service that its entries are about", () => {
    const other = { voice: "bo", question: "old slips of the cashbox", entry: "invoices" };
    expect(suggested(cashbox, other)).toEqual([
      { word: "cashbox", service: "billing", entries: ["invoices", "restart-billing"], voices: 2 },
    ]);
  });

  it.each([
    ["one person alone uses it", [wormhole, { ...wormhole, question: "wormhole again" }]],
    ["people mean two things by it", [wormhole, { ...wormhole, voice: "bo", entry: "wiki" }]],
    ["it did not help", [wormhole, { ...wormhole, voice: "bo", helpful: false }]],
    [
      "it is a slip of a known word",
      [{ question: "wireguart" }, { question: "wireguart", voice: "bo" }],
    ],
    ["it is known", [{ question: "wireguard" }, { question: "wireguard", voice: "bo" }]],
    ["its entry is gone", [{ entry: "gone" }, { entry: "gone", voice: "bo" }]],
  ])("is not proposed when %s", (_why, votes) => {
    expect(suggested(...votes)).toEqual([]);
  });
});
