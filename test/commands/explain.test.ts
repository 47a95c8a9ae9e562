import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { runInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
let office: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
});

const explain = (question: string) => runInWorld(["explain", question, "--knowledge", office]);

describe("explain", () => {
  it("says what each word was taken for", async () => {
    const { code, stdout, stderr } = await explain("how do I write in the wikki zebra");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Words:\n/);
    expect(stdout).toContain("\n  write: looked for\n");
    expect(stdout).toContain("\n  the: grammar, weighs little\n");
    expect(stdout).toContain('\n  wikki: taken for "wiki"\n');
    expect(stdout).toContain("\n  zebra: in no entry\n");
  });

  it("lists candidates, best first, with what speaks for them and against, and the evidence in numbers", async () => {
    const { stdout } = await explain("how do I set up the vpn on my tractor");
    expect(stdout).toMatch(
      /\nCandidates:\n {2}1\. Set up the VPN \(vpn\), confidence \d+ %\n {7}\w+ "[^\n]+"\n {7}has [^\n]*\bvpn\b/,
    );
    expect(stdout).toMatch(/\n {7}lacks tractor\n/);
    expect(stdout).toMatch(/\n {7}\w+ [01]\.\d\d(?:, \w+ [01]\.\d\d)+\n/);
  });

  it.each([
    [
      "an answer",
      "how do I set up the vpn on my laptop",
      /\nDecided: the first is sure enough: \d+ %, and \d+ % is needed\.\n/,
    ],
    [
      "a choice",
      "why does the printer eat paper",
      /\nDecided: two are too close: \d+ % apart, and \d+ % is needed\.\nRunner-up: Printer in the (?:attic|cellar), behind by \d+ %\.\n/,
    ],
    [
      "no answer",
      "rhubarb crumble",
      /\n {2}none\n\nDecided: no entry shares a word with the question\.\n/,
    ],
    [
      "too little",
      "what does a kangaroo write about rhubarb crumble and custard pie",
      /\nDecided: (?:nothing fits|the first may be it): [^\n]*\d+ %, [^\n]* needs \d+ %\.\n/,
    ],
  ])("says which rule gave %s, with its thresholds", async (_what, question, decided) => {
    expect((await explain(question)).stdout).toMatch(decided);
  });

  it.each([
    ["answer", "how do I set up the vpn on my laptop"],
    ["choices", "why does the printer eat paper"],
    ["abstain", "rhubarb crumble"],
    ["clarify", "?!"],
    ["command", "help"],
  ])("ends with the outcome %s and the reply that ask gives", async (outcome, question) => {
    const asked = await runInWorld(["ask", question, "--knowledge", office]);
    const { stdout } = await explain(question);
    expect(stdout.endsWith(`\nOutcome: ${outcome}\n\n${asked.stdout}`)).toBe(true);
  });

  it("says what a question names, and by which rule each name was recognised", async () => {
    const { stdout } = await explain("restart biling-worker on stg please");
    expect(stdout).toContain('\n  verb restart: "restart" (exact)\n');
    expect(stdout).toContain('\n  environment staging: "stg" (exact)\n');
    expect(stdout).toMatch(/\n {2}left over: [^\n]*biling/);
  });

  it("says which case decided, and by what", async () => {
    const named = await explain("how do I restart Billing on stg");
    expect(named.stdout).toMatch(/^Names:\n {2}verb restart: "restart" \(exact\)\n/);
    expect(named.stdout).toContain('\n  service billing: "Billing" (exact id)\n');
    expect(named.stdout).toContain(
      "\nDecided by rule 15, without a search: service billing, verb restart.\n  Restart billing (restart-billing)\n",
    );
    expect(named.stdout).not.toContain("Candidates:");
  });

  it("says so when nothing was searched for", async () => {
    expect((await explain("help")).stdout).toMatch(/^Decided without a search\.\n/);
  });
});
