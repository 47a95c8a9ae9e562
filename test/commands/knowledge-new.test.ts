import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { page, writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { runInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
let office: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
});

const begin = (...words: readonly string[]) =>
  runInWorld(["knowledge", "new", "--knowledge", office, ...words]);
const read = (file: string) => readFileSync(join(office, file), "utf8");
/** What lint finds: `K064 knowledge/runbooks/restart-kafka.md`. */
async function findings(): Promise<readonly string[]> {
  const lint = ["knowledge", "lint", "--knowledge", office, "--format", "json"];
  const found = JSON.parse((await runInWorld(lint)).stdout).findings;
  return found.map(({ rule, file }: { rule: string; file: string }) => `${rule} ${file}`);
}
/** The services and people of the sample, with one of its pages or none. */
function useSample(...pages: readonly string[]): void {
  rmSync(office, { recursive: true });
  for (const file of ["services.yaml", "people.yaml", "oncall.yaml", ...pages]) {
    cpSync(join("knowledge", file), join(office, file));
  }
}
const printed = (file: string) => `${relative(".", join(office, file))}\n`;

describe("a new entry", () => {
  it("is written, and its path printed as it is reached from here", async () => {
    const ran = await begin("runbook", "Drain billing", "--service", "billing");
    const file = "runbooks/drain-billing.md";
    expect(ran).toEqual({ code: 0, stdout: printed(file), stderr: "" });
    expect(read(file)).toMatch(/^---\ntitle: Drain billing\n/);
    expect(read(file)).toContain("\nservices: [billing]\nactions: [drain]\n");
    expect(read(file)).toContain("\nowner: team-platform # who is asked");
    expect(read(file)).toContain("\nreviewed: 2026-11-25\n");
  });

  it.each([
    ["answer", "Order a desk", "answers/order-a-desk.md"],
    ["pointer", "Payslips", "answers/payslips.md"],
    ["checklist", "Move the office", "checklists/move-the-office.md"],
    ["runbook", "Rotate the signing key", "runbooks/rotate-the-signing-key.md"],
  ])("of type %s lints clean but for what is still to be written", async (type, title, file) => {
    expect(await begin(type, title)).toMatchObject({ code: 0, stdout: printed(file) });
    const lint = ["knowledge", "lint", "--knowledge", office, "--format", "json"];
    const { findings } = JSON.parse((await runInWorld(lint)).stdout);
    const own = findings.filter((one: { file: string }) => one.file.endsWith(file));
    const open = read(file)
      .split("\n")
      .flatMap((line, index) => (line.includes("TODO") ? [{ rule: "K064", line: index + 1 }] : []));
    expect(own.map(({ rule, line }: { rule: string; line: number }) => ({ rule, line }))).toEqual(
      open,
    );
    const evaluated = await runInWorld(["knowledge", "eval", "--json", "--knowledge", office]);
    expect(JSON.parse(evaluated.stdout).misses.map(({ q }: { q: string }) => q)).not.toContainEqual(
      expect.stringMatching(/order|payslips|move|rotate/),
    );
  });

  it("on a service of the sample lints clean beside one like it, of which it tells", async () => {
    useSample("runbooks/restart-kafka-broker.md");
    const before = await findings();
    await begin("runbook", "Restart kafka", "--service", "kafka");
    const after = (await findings()).filter((one) => !before.includes(one));
    expect(after).toEqual([]);
    const text = read("runbooks/restart-kafka.md");
    expect(text).toContain("\nstatus: draft # TODO: restart-kafka-broker does the same");
  });

  it.each([
    ["image-resizer", "bounce", "restart", "{{service.k8s.namespace}} rollout restart"],
    ["grafana", "kick", "restart", "ssh {{env.host}} sudo systemctl restart"],
  ])("fits the service %s and the action %s", async (service, action, verb, command) => {
    useSample();
    await begin("runbook", `Mend ${service}`, "--service", service, "--action", action);
    const file = `runbooks/mend-${service}.md`;
    expect(read(file)).toContain(`\nactions: [${verb}]\n`);
    expect(read(file)).toContain(command);
    const own = (await findings()).filter((one) => one.endsWith(file));
    expect(new Set(own)).toEqual(new Set([`K064 ${relative(".", join(office, file))}`]));
  });

  it("takes an owner and an action from whoever begins it", async () => {
    const words = ["answer", "Defrost the fridge", "--owner", "bo", "--action", "Defrost"];
    const { stdout } = await begin(...words, "--stdout");
    expect(stdout).toContain("\nowner: bo # who is asked");
    expect(stdout).toContain("\nactions: [defrost]\n");
    expect(stdout).toContain("how do I defrost the fridge");
  });

  it("that is only printed leaves the folder as it was", async () => {
    const { code, stdout } = await begin("answer", "Order a desk", "--stdout");
    expect(code).toBe(0);
    expect(existsSync(join(office, "answers/order-a-desk.md"))).toBe(false);
    await begin("answer", "Order a desk");
    expect(stdout).toBe(read("answers/order-a-desk.md"));
  });

  it.each(['Say "yes": always', "#general and #random", "It's {odd}", "a\n---\nb", "日本語の答え"])(
    "is called what it was to be called: %j",
    async (title) => {
      const { stdout } = await begin("answer", title);
      expect(stdout).toMatch(/[/]answers[/][a-z0-9-]+\.md\n$/);
      const list = await runInWorld(["knowledge", "index", "--json", "--knowledge", office]);
      const { entries, problems } = JSON.parse(list.stdout);
      expect(problems).toEqual([]);
      expect(entries).toContainEqual(expect.objectContaining({ title }));
    },
  );

  it("may be the first of its folder", async () => {
    office = emptyFolder();
    expect(await begin("answer", "Order a desk")).toMatchObject({ code: 0 });
    expect(read("answers/order-a-desk.md")).toContain("\nowner: nobody # TODO");
  });
});

describe("a new entry is refused", () => {
  it("where there is such a file, which stays as it is", async () => {
    const words = ["answer", "Order a desk"];
    await begin(...words);
    writeFileSync(join(office, "answers/order-a-desk.md"), "mine\n");
    const { code, stdout, stderr } = await begin(...words);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("answers/order-a-desk.md is there already");
    expect(read("answers/order-a-desk.md")).toBe("mine\n");
  });

  it("where its id is another entry's, or was", async () => {
    writeFiles(office, {
      "answers/desks.md": page(
        ["title: Desks", "id: order-a-desk", "owner: ana", "redirect_from: [chairs]"],
        "Ask.",
      ),
    });
    for (const title of ["Order a desk", "Chairs"]) {
      const { code, stdout, stderr } = await begin("answer", title);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toContain("answers/desks.md");
    }
    expect(await begin("runbook", "Order a desk")).toMatchObject({ code: 1 });
  });

  it("beside pages that a folder for its type would hide", async () => {
    office = emptyFolder();
    writeFiles(office, { "vpn.md": "# VPN\n\nImport it.\n" });
    const { code, stderr } = await begin("answer", "Order a desk");
    expect([code, stderr]).toEqual([1, expect.stringContaining("vpn.md lies outside of answers/")]);
    expect(existsSync(join(office, "answers"))).toBe(false);
  });

  it.each([
    [["runbok", "Drain billing"], "runbok", 'Did you mean "runbook"?'],
    [["runbook", "Drain it", "--service", "biling"], "--service", 'Did you mean "billing"?'],
    [["runbook", "Drain it", "--service", "zzzz"], "zzzz", "expected an id in services.yaml"],
    [["answer", "Desks", "--owner", "team-platfrom"], "--owner", 'Did you mean "team-platform"?'],
    [["runbook", "Draining billing"], '"Draining"', "plain verb"],
    [["runbook", "The billing restart"], '"The"', "begins with a verb"],
    [["answer", "ab"], '"ab"', "expected 3 to 80"],
    [["answer", "   "], '""', "expected 3 to 80"],
  ])("when called wrongly: %j", async (words, what, remedy) => {
    const { code, stdout, stderr } = await begin(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(what);
    expect(stderr).toContain(remedy);
  });

  it("where nothing can be written", async () => {
    writeFileSync(join(office, "checklists"), "a file, and no folder");
    const { code, stderr } = await begin("checklist", "Move the office");
    expect([code, stderr]).toEqual([2, expect.stringContaining("checklists/move-the-office.md")]);
  });

  it("where there is no folder", async () => {
    const words = ["knowledge", "new", "answer", "Desks", "--knowledge", "/nowhere"];
    expect(await runInWorld(words)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("/nowhere"),
    });
  });
});
