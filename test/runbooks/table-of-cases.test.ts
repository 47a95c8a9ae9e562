import { describe, expect, it } from "vitest";
import type { Viewer } from "../../src/knowledge/audience.ts";
import { noTopic, type Topic } from "../../src/knowledge/topic.ts";
import { type Files, page } from "../support/knowledge-folder.ts";
import { botOver, catalogueOf, runbook } from "./bot-over.ts";

const peopleYaml = `
teams:
  - {id: team-platform, name: Platform, matrix: "#platform:example.org", members: [ana]}
  - {id: team-payments, name: Payments, members: [grace]}
people:
  - {id: ana, name: Ana, roles: [admin, editor]}
  - {id: grace, name: Grace}
`;
const environments = "environments: {prod: [production, live], staging: [stg, preprod], dev: []}";

const ana: Viewer = {
  kind: "member",
  person: { id: "ana", name: "Ana", roles: ["admin", "editor"] },
  teams: ["team-platform"],
};
const grace: Viewer = {
  kind: "member",
  person: { id: "grace", name: "Grace", roles: [] },
  teams: ["team-payments"],
};

/** A base of these services and pages, with two teams. */
const officeOf = (services: readonly string[], pages: Files, ...above: readonly string[]) =>
  botOver({
    "services.yaml": catalogueOf(services, environments, ...above),
    "people.yaml": peopleYaml,
    ...pages,
  });

const payments =
  "payments-api, name: Payments API, aliases: [payments, pay-gate], owner: team-payments, tier: 1, environments: [staging, prod], links: [{title: Dashboard, url: 'https://dash.example.org/p'}]";
const kafka = "kafka, name: Kafka, environments: [prod], tier: 2";
const edge = "edge-proxy, name: Edge proxy, environments: [staging, prod], tier: 3";

const laptop = page(
  ["title: Restart your laptop", "owner: ana", "questions: [how do I restart my laptop]"],
  "Hold the power key for ten seconds.",
);
/** A pod of it runs a command that reads differently in each environment. */
const restartPayments = runbook(
  "Restart payments-api",
  ["payments-api"],
  ["environments: {staging: {context: stg-eu}, prod: {context: prd-eu}}", "danger: low"],
  "kubectl --context {{env.context}} get pods",
);

const office = officeOf([payments, kafka, edge], {
  "runbooks/restart-payments.md": restartPayments,
  "runbooks/scale-payments.md": runbook("Scale payments-api", ["payments-api"]),
  "runbooks/restart-kafka.md": runbook(
    "Restart kafka",
    ["kafka"],
    ["alerts: [KafkaBrokerDown]"],
    "systemctl status kafka",
  ),
  "answers/laptop.md": laptop,
});

describe("row 1: an alert's name", () => {
  const restart = runbook("Restart it", ["kafka"], ["alerts: [KubePodCrashLooping]"]);
  const alerted = officeOf([payments, kafka, edge], {
    "runbooks/crash-looping.md": runbook(
      "Debug crash-looping pods",
      ["*"],
      ["alerts: [KubePodCrashLooping, Watchdog]"],
      "kubectl get events",
    ),
    "runbooks/restart-payments.md": restartPayments,
  });
  const payload = JSON.stringify(
    {
      receiver: "chat",
      status: "firing",
      alerts: [
        ...["payments-api-7d9f8b6c5-x2x4z", "payments-api-7d9f8b6c5-qq8lm"].map((pod) => ({
          status: "firing",
          labels: {
            alertname: "KubePodCrashLooping",
            container: "api",
            namespace: "payments",
            pod,
            prometheus: "monitoring/k8s",
            severity: "warning",
          },
          annotations: {
            description: `Pod payments/${pod} (api) is in waiting state (reason: "CrashLoopBackOff").`,
            runbook_url: "https://runbooks.example.org/kubernetes/kubepodcrashlooping",
            summary: "Pod is crash looping.",
          },
          startsAt: "2026-03-01T02:14:31.512Z",
          endsAt: "0001-01-01T00:00:00Z",
          generatorURL: "http://prometheus:9090/graph?g0.expr=kube_pod_container_status",
          fingerprint: "e7a0d4f5c1b2a3e9",
        })),
      ],
      groupLabels: { alertname: "KubePodCrashLooping" },
      commonLabels: { alertname: "KubePodCrashLooping", severity: "warning" },
      externalURL: "http://alertmanager:9093",
      version: "4",
      groupKey: '{}:{alertname="KubePodCrashLooping"}',
    },
    null,
    2,
  );

  it.each([
    ["alone", "KubePodCrashLooping"],
    ["in another case", "kubepodcrashlooping"],
    ["a plain word, as it is written", "Watchdog"],
    ["in a sentence", "Got KubePodCrashLooping since ten minutes, what shall I do?"],
    ["in a chat's form", "[FIRING:1] KubePodCrashLooping (payments api warning)"],
    ["several firing in a chat's form", "[FIRING:2] KubePodCrashLooping\nKubePodCrashLooping"],
    ["in Alertmanager's JSON", payload],
    ["in Alertmanager's JSON on one line", JSON.stringify(JSON.parse(payload))],
    [
      "in a log",
      'ts=2026-03-01T02:14:31Z level=debug component=dispatcher msg="Received alert" alert=KubePodCrashLooping[e7a0d4f][active]',
    ],
    ["in a label", 'ALERTS{alertname="KubePodCrashLooping", alertstate="firing"} 1'],
    ["beside an action on a service", "restart payments on staging, KubePodCrashLooping is firing"],
    ["beside an unknown name", "restart the flux capacitor (KubePodCrashLooping)"],
  ])("is answered with its entry: %s", async (_reason, text) => {
    const { outcome, row, id } = await alerted(text);
    expect({ outcome, row, id }).toEqual({ outcome: "answer", row: 1, id: "crash-looping" });
  });

  it.each([
    ["a plain word in another case", "the watchdog barks"],
    ["with other separators", "kube pod crash looping"],
    ["with a slip", "KubePodCrashLoping"],
  ])("is no alert's name: %s", async (_reason, text) => {
    expect((await alerted(text)).row).not.toBe(1);
  });

  it("of several entries asks which, the one that says most about it first", async () => {
    const several = officeOf([payments, kafka], {
      "runbooks/one.md": runbook("Scale kafka out", ["kafka"], ["alerts: [KubePodCrashLooping]"]),
      "runbooks/two.md": restart,
    });
    const { outcome, row, offered } = await several("KubePodCrashLooping, restart it?");
    expect({ outcome, row, offered }).toEqual({
      outcome: "choices",
      row: 1,
      offered: ["two", "one"],
    });
  });

  it("is answered for the service that it is for", async () => {
    const { row, meant, text } = await office("KafkaBrokerDown");
    expect({ row, meant }).toEqual({
      row: 1,
      meant: { verb: undefined, service: "kafka", environment: "prod" },
    });
    expect(text).toContain("systemctl status kafka");
  });
});

describe("row 2: neither an action nor a service", () => {
  it("is left to the ordinary search", async () => {
    const { outcome, row, id } = await office("my laptop hangs");
    expect({ row, id }).toEqual({ row: undefined, id: "laptop" });
    expect(outcome).toBe("answer");
  });

  it("of which it knows nothing either is not known", async () => {
    const { outcome, row, lack } = await office("where is the coffee");
    expect({ outcome, row }).toEqual({ outcome: "abstain", row: undefined });
    expect(lack).toMatchObject({ kind: "no_answer" });
  });
});

describe("row 3: an action on what the thread is about", () => {
  it.each([
    ["no name", "how do I restart"],
    ["a word for it", "how do I restart it?"],
    ["and again", "now restart that"],
  ])("is taken as if it were named, which is said: %s", async (_reason, text) => {
    const topic: Topic = { ...noTopic, service: "payments-api" };
    const answered = await office(`${text} on staging`, { topic });
    expect(answered.row).toBe(15);
    expect(answered.text).toMatch(/^Assuming payments-api\./);
    expect(answered.text).toContain("kubectl --context stg-eu get pods");
  });

  it("is ruled on like a named one", async () => {
    const answered = await office("rotate it", { topic: { ...noTopic, service: "payments-api" } });
    expect(answered).toMatchObject({
      row: 11,
      outcome: "abstain",
      lack: { kind: "no_runbook", key: "rotate|payments-api" },
    });
  });

  it("gives way to a service that is named", async () => {
    const answered = await office("restart kafka", {
      topic: { ...noTopic, service: "payments-api" },
    });
    expect(answered).toMatchObject({ row: 15, id: "restart-kafka" });
    expect(answered.text).not.toContain("Assuming");
  });

  it("gives way to an unknown name", async () => {
    const topic: Topic = { ...noTopic, service: "payments-api" };
    expect(await office("restart zookeeper", { topic })).toMatchObject({ row: 6 });
  });
});

describe("row 4: an action on nothing", () => {
  const services = [1, 2, 3, 4, 5, 6].map((n) => `svc-${n}0, tier: ${[5, 4, 3, 2, 1, 1][n - 1]}`);
  const many = officeOf(services, {
    ...Object.fromEntries(
      [1, 2, 3, 4, 5].map((n) => [`runbooks/r${n}.md`, runbook("Restart it", [`svc-${n}0`])]),
    ),
    "runbooks/all.md": runbook("Restart anything", ["*"]),
    "runbooks/scale.md": runbook("Scale it", ["svc-60"]),
  });

  it.each(["restart", "how do I restart?", "please restart it", "restart the server"])(
    "asks what, and names the four most important that have such a runbook: %s",
    async (text) => {
      const { outcome, row, offered, text: said } = await many(text);
      expect({ outcome, row, offered }).toEqual({
        outcome: "clarify",
        row: 4,
        offered: ["svc-50", "svc-40", "svc-30", "svc-20"],
      });
      expect(said).toMatch(/^Restart what\?/);
    },
  );

  it("names none where none has such a runbook", async () => {
    expect(await many("how do I rotate")).toMatchObject({ row: 4, offered: [] });
  });

  it("names no service whose runbook is only a draft", async () => {
    const drafted = officeOf([kafka, edge], {
      "runbooks/one.md": runbook("Restart kafka", ["kafka"]),
      "runbooks/two.md": runbook("Restart edge-proxy", ["edge-proxy"], ["status: draft"]),
    });
    expect(await drafted("how do I restart")).toMatchObject({ row: 4, offered: ["kafka"] });
  });
});

describe("row 5: a name with a slip", () => {
  it("is taken for the one that is near, which is said first", async () => {
    const answered = await office("restart kakfa");
    expect(answered).toMatchObject({ row: 5, outcome: "answer", id: "restart-kafka" });
    expect(answered.text).toMatch(/^I took 'kakfa' for kafka\./);
    expect(answered.text).toContain("systemctl status kafka");
  });

  it("of several that are near asks which was meant, and shows nothing", async () => {
    const near = officeOf(["mailer, tier: 2", "mauler", "cron"], {
      "runbooks/one.md": runbook("Restart mailer", ["mailer"], [], "systemctl restart mailer"),
      "runbooks/two.md": runbook("Restart mauler", ["mauler"], [], "systemctl restart mauler"),
    });
    const { row, outcome, offered, text } = await near("restart mayler");
    expect({ row, outcome, offered }).toEqual({
      row: 5,
      outcome: "choices",
      offered: ["mailer", "mauler"],
    });
    expect(text).toMatch(/^Did you mean/);
    expect(text).not.toContain("systemctl");
  });

  it("is not taken for a name that several share", async () => {
    const shared = officeOf(
      ["warehouse-east, aliases: [reports]", "warehouse-west, aliases: [reports]"],
      {
        "runbooks/one.md": runbook("Restart warehouse-east", ["warehouse-east"]),
      },
    );
    expect(await shared("restart reprots")).toMatchObject({
      row: 5,
      outcome: "choices",
      offered: ["warehouse-east", "warehouse-west"],
    });
  });

  it("is ruled on where there is no runbook: nothing was found for the one that is near", async () => {
    const answered = await office("rotate kakfa");
    expect(answered.outcome).toBe("abstain");
    expect(answered.text).toContain("I took 'kakfa' for kafka.");
  });

  it("gives way to what the search finds", async () => {
    const machines = officeOf(["laptops", kafka], { "answers/laptop.md": laptop });
    expect(await machines("how do I restart my laptop")).toMatchObject({ id: "laptop" });
  });
});

describe("row 6: an unknown name", () => {
  const machines = officeOf(
    ["billing-east", "billing-west", "billing-north", "billing-south", "zulu"],
    { "runbooks/one.md": runbook("Restart zulu", ["zulu"]), "answers/laptop.md": laptop },
  );

  it("is not known, names the three nearest and whom to ask", async () => {
    const { row, outcome, text, lack, choices } = await machines("restart billing-nord");
    expect({ row, outcome, choices }).toEqual({ row: 6, outcome: "abstain", choices: [] });
    expect(text).toContain('I know no service called "billing-nord".');
    expect(text.match(/^- /gm)).toHaveLength(3);
    expect(text).toContain("- billing-east");
    expect(text).toContain("Ask Platform (#platform:example.org).");
    expect(lack).toEqual({ kind: "unknown_entity", key: "name|billing-nord" });
  });

  it("that is near nothing names nothing", async () => {
    const { row, text } = await machines("restart the xylophone");
    expect(row).toBe(6);
    expect(text).toBe(
      'I know no service called "xylophone".\n\nAsk Platform (#platform:example.org).',
    );
  });

  it("gives way to what the search finds", async () => {
    expect(await machines("restart my laptop")).toMatchObject({ row: undefined, id: "laptop" });
  });

  it("is no known name that it only begins with", async () => {
    expect(await office("restart payments-api-gateway")).toMatchObject({ row: 6, id: undefined });
  });
});

describe("rows 7 and 8: a name that fits several", () => {
  const fitting = (count: number) =>
    officeOf(
      Array.from(
        { length: count },
        (_, at) => `store-${at}x, aliases: [depot], tier: ${5 - (at % 5)}`,
      ),
      { "runbooks/one.md": runbook("Restart store-0x", ["store-0x"]) },
    );

  it.each([2, 3, 4])("asks which of %d, with its name and owner", async (count) => {
    const { row, outcome, offered, text } = await fitting(count)("restart depot");
    expect({ row, outcome }).toEqual({ row: 7, outcome: "choices" });
    expect(offered).toEqual(Array.from({ length: count }, (_, at) => `store-${at}x`));
    expect(text).toContain("store-1x, owner Platform");
  });

  it("of five asks for one more word, and lists the four most important", async () => {
    const { row, outcome, offered, text } = await fitting(5)("restart depot");
    expect({ row, outcome, offered }).toEqual({
      row: 8,
      outcome: "clarify",
      offered: ["store-4x", "store-3x", "store-2x", "store-1x"],
    });
    expect(text).toContain("one more word");
  });

  it("takes a part of several names for all of them", async () => {
    const parts = officeOf(["payments-api", "payments-ui", kafka], {
      "runbooks/one.md": runbook("Restart payments-api", ["payments-api"]),
    });
    expect(await parts("restart payments")).toMatchObject({
      row: 7,
      offered: ["payments-api", "payments-ui"],
    });
  });

  it("takes a part that lacks one letter of each for a part, and not for a slip", async () => {
    const parts = officeOf(["worker-a", "worker-b"], {
      "runbooks/one.md": runbook("Restart worker-a", ["worker-a"]),
    });
    expect(await parts("restart the worker")).toMatchObject({
      row: 7,
      offered: ["worker-a", "worker-b"],
    });
  });

  it("asks even when only one of them has the runbook, and marks the others", async () => {
    const { row, outcome, text } = await fitting(2)("restart depot");
    expect({ row, outcome }).toEqual({ row: 7, outcome: "choices" });
    expect(text).toContain("1. store-0x, owner Platform\n2. store-1x, owner Platform, no runbook");
  });

  it("marks a service whose runbook is only a draft", async () => {
    const drafted = officeOf(["east-1x, aliases: [depot]", "west-1x, aliases: [depot]"], {
      "runbooks/one.md": runbook("Restart east-1x", ["east-1x"]),
      "runbooks/two.md": runbook("Restart west-1x", ["west-1x"], ["status: draft"]),
    });
    const { text } = await drafted("restart depot");
    expect(text).toContain("2. west-1x, owner Platform, no runbook");
  });
});

describe("row 9: several services", () => {
  it("get a block each, in the order asked", async () => {
    const { row, outcome, id, text } = await office("restart kafka and payments on prod");
    expect({ row, outcome, id }).toEqual({ row: 9, outcome: "answer", id: "restart-kafka" });
    expect(text.indexOf("systemctl status kafka")).toBeGreaterThan(-1);
    expect(text.indexOf("prd-eu")).toBeGreaterThan(text.indexOf("systemctl status kafka"));
    const turned = await office("restart payments and kafka on prod");
    expect(turned.id).toBe("restart-payments");
    expect(turned.text.indexOf("prd-eu")).toBeLessThan(turned.text.indexOf("systemctl"));
  });

  it("get the rules that each would get alone, and their gaps", async () => {
    const { row, text, lack } = await office("restart kafka, payments and the edge proxy");
    expect(row).toBe(9);
    expect(text).toContain("systemctl status kafka");
    expect(text).toContain("On which environment?");
    expect(text).toContain("There is no runbook to restart Edge proxy");
    expect(lack).toMatchObject({ kind: "no_runbook", key: "restart|edge-proxy" });
  });

  it("are three at most: of four it asks which first", async () => {
    const four = officeOf(["aleph", "bethel", "gimel", "daleth"], {
      "runbooks/one.md": runbook("Restart aleph", ["aleph"], [], "systemctl status aleph"),
    });
    const three = await four("restart gimel, bethel and aleph");
    expect(three).toMatchObject({ row: 9, outcome: "answer" });
    const { row, outcome, offered, text } = await four("restart gimel, bethel, aleph and daleth");
    expect({ row, outcome, offered }).toEqual({
      row: 9,
      outcome: "choices",
      offered: ["gimel", "bethel", "aleph", "daleth"],
    });
    expect(text).not.toContain("systemctl");
  });

  it("are one when the same is named twice", async () => {
    expect(await office("restart kafka, yes, Kafka")).toMatchObject({ row: 15 });
  });
});

describe("row 10: a service alone", () => {
  it("lists what there is for it, its owner and links", async () => {
    const { row, outcome, offered, text, lack } = await office("payments");
    expect({ row, outcome, lack }).toEqual({ row: 10, outcome: "choices", lack: undefined });
    expect([...offered].sort()).toEqual(["restart-payments", "scale-payments"]);
    expect(text).toContain("Payments");
    expect(text).toContain("https://dash.example.org/p");
  });

  it("says so where there is nothing", async () => {
    const { row, offered, text } = await office("edge-proxy");
    expect({ row, offered }).toEqual({ row: 10, offered: [] });
    expect(text).toContain("Platform");
  });

  it("gives way to what the search finds", async () => {
    const written = officeOf([payments], {
      "answers/owner.md": page(
        [
          "title: Ports of the payments API",
          "owner: ana",
          "questions: [which ports does payments use]",
        ],
        "It listens on 8443.",
      ),
      "runbooks/restart-payments.md": restartPayments,
    });
    expect(await written("which ports does payments use?")).toMatchObject({
      row: undefined,
      id: "owner",
    });
  });
});

describe("row 11: a service and an action without a runbook", () => {
  it("names the owner and links, and is a gap", async () => {
    const { row, outcome, text, lack } = await office("rotate payments on prod");
    expect({ row, outcome }).toEqual({ row: 11, outcome: "abstain" });
    expect(text).toContain("There is no runbook to rotate Payments API (payments-api).");
    expect(text).toContain("Ask Payments");
    expect(text).toContain("https://dash.example.org/p");
    expect(text).not.toContain("Draft one");
    expect(lack).toEqual({ kind: "no_runbook", key: "rotate|payments-api" });
  });

  it("offers editors to draft one", async () => {
    expect((await office("rotate payments", { viewer: ana })).text).toContain("Draft one");
    expect((await office("rotate payments", { viewer: grace })).text).not.toContain("Draft one");
  });

  it("gives way to what the search finds on the action in general", async () => {
    const general = officeOf([payments], {
      "answers/deploy.md": page(
        ["title: Deploy a service", "owner: ana", "questions: [how do I deploy a service]"],
        "Merge, and it is deployed.",
      ),
    });
    expect(await general("how do I deploy payments?")).toMatchObject({ id: "deploy" });
  });
});

describe("row 12: a runbook for a kind, or for anything", () => {
  const kinds = officeOf(
    [
      "shop, kind: k8s-deployment, k8s: {deployment: shop-main}",
      "cart, kind: k8s-deployment, k8s: {deployment: cart-main}",
      "cron, kind: systemd-unit",
    ],
    {
      "runbooks/kind.md": runbook(
        "Restart a deployment",
        ["kind:k8s-deployment"],
        [],
        "kubectl rollout status deploy/{{service.k8s.deployment}}",
      ),
      "runbooks/any.md": runbook("Restart anything", ["*"], [], "ssh {{service.id}} uptime"),
      "runbooks/cart.md": runbook("Restart cart", ["cart"]),
    },
  );

  it("is filled from the catalogue, says that it is generic, and is half a gap", async () => {
    const { row, outcome, id, text, lack } = await kinds("restart shop");
    expect({ row, outcome, id }).toEqual({ row: 12, outcome: "answer", id: "kind" });
    expect(text).toContain("Generic for Kubernetes deployments, not specific to shop.");
    expect(text).toContain("kubectl rollout status deploy/shop-main");
    expect(lack).toEqual({ kind: "no_runbook", key: "restart|shop", isHalf: true });
  });

  it.each([
    ["one for the service", "restart cart", 15, "cart"],
    ["one for its kind", "restart shop", 12, "kind"],
    ["one for anything", "restart cron", 12, "any"],
  ])("is served only where nothing is more specific: %s", async (_reason, text, row, id) => {
    expect(await kinds(text)).toMatchObject({ row, id });
  });

  it("gives what is for anything that name", async () => {
    const { text } = await kinds("restart cron");
    expect(text).toContain("Generic for any service, not specific to cron.");
    expect(text).toContain("ssh cron uptime");
  });

  it("looks at environments first: it asks for one, and says which there are", async () => {
    const bound = officeOf(["shop, kind: vm, environments: [dev, prod]"], {
      "runbooks/kind.md": runbook("Restart a machine", ["kind:vm"], [], "ssh {{env.host}} w"),
    });
    expect(await bound("restart shop")).toMatchObject({ row: 16, offered: ["dev", "prod"] });
    expect(await bound("restart shop on staging")).toMatchObject({ row: 13 });
    const named = await bound("restart shop on dev");
    expect(named).toMatchObject({ row: 12, meant: { environment: "dev" } });
    for (const text of ["restart shop", "restart shop on staging", "restart shop on dev"]) {
      expect((await bound(text)).text).toContain("not specific to shop");
    }
  });
});

describe("row 13: an environment that is not there", () => {
  it("says which there are, and asks", async () => {
    const { row, outcome, id, offered, text } = await office("restart payments on dev");
    expect({ row, outcome, id, offered }).toEqual({
      row: 13,
      outcome: "answer",
      id: "restart-payments",
      offered: ["staging", "prod"],
    });
    expect(text).toContain("payments-api has staging and prod, no dev.");
    expect(text).not.toContain("kubectl");
  });

  it("does not take the only one that there is in its place", async () => {
    const { row, offered, text } = await office("restart kafka on staging");
    expect({ row, offered }).toEqual({ row: 13, offered: ["prod"] });
    expect(text).not.toContain("systemctl");
  });

  it("asks where the runbook lacks it, too", async () => {
    const part = officeOf([payments], {
      "runbooks/one.md": runbook(
        "Restart payments-api",
        ["payments-api"],
        ["environments: {prod: {context: prd-eu}}"],
      ),
    });
    expect(await part("restart payments on staging")).toMatchObject({ row: 13, offered: ["prod"] });
    expect(await part("restart payments on prod")).toMatchObject({ row: 15 });
  });
});

describe("row 14: several runbooks", () => {
  const two = officeOf([payments], {
    "runbooks/one.md": runbook(
      "Restart payments-api",
      ["payments-api"],
      ["keywords: [gently]", "environments: {staging: {}, prod: {}}"],
    ),
    "runbooks/two.md": runbook(
      "Restart payments-api after a full disk",
      ["payments-api"],
      ["environments: {staging: {}, prod: {}}"],
    ),
    "runbooks/kind.md": runbook("Restart anything", ["*"]),
  });

  it("are offered, and what is less specific is not", async () => {
    const { row, outcome, offered, id } = await two("how do I restart payments?");
    expect({ row, outcome, id }).toEqual({ row: 14, outcome: "choices", id: undefined });
    expect([...offered].sort()).toEqual(["one", "two"]);
  });

  it.each([
    ["restart payments after a full disk", ["two", "one"]],
    ["restart payments gently", ["one", "two"]],
    ["Restart payments-api", ["one", "two"]],
  ])("are ordered by their text, which never decides: %s", async (text, offered) => {
    expect(await two(text)).toMatchObject({ row: 14, outcome: "choices", offered });
  });

  it("for different environments are told apart by one that is named", async () => {
    const split = officeOf([payments], {
      "runbooks/one.md": runbook("Restart it on prod", ["payments-api"], ["environments: [prod]"]),
      "runbooks/two.md": runbook(
        "Restart it on staging",
        ["payments-api"],
        ["environments: [staging]"],
      ),
    });
    expect(await split("restart payments on prod")).toMatchObject({ row: 15, id: "one" });
    expect(await split("restart payments on stg")).toMatchObject({ row: 15, id: "two" });
    expect(await split("restart payments")).toMatchObject({ row: 14 });
  });
});

describe("row 15: one runbook, and one environment", () => {
  it.each([
    ["named", "restart payments on staging", "stg-eu"],
    ["named by another word", "restart payments in production", "prd-eu"],
    ["before the service", "on live: restart payments", "prd-eu"],
    ["within the name", "restart stg-payments-api", "stg-eu"],
  ])("is shown, filled: %s", async (_reason, text, context) => {
    const answered = await office(text);
    expect(answered).toMatchObject({ row: 15, outcome: "answer", choices: [], lack: undefined });
    expect(answered.text).toContain(`kubectl --context ${context} get pods`);
  });

  it.each([
    ["of the service", kafka, []],
    ["of the runbook", payments, ["environments: [staging]"]],
    ["of both together", payments, ["environments: [dev, prod]"]],
  ])("counts the only possible one as named: %s", async (_reason, service, more) => {
    const [id = ""] = service.split(",");
    const single = officeOf([service], { "runbooks/one.md": runbook("Restart it", [id], more) });
    const { row, meant, choices } = await single(`restart ${id}`);
    expect({ row, choices }).toEqual({ row: 15, choices: [] });
    expect(meant.environment).toBeDefined();
  });

  it("needs none where nothing depends on one", async () => {
    const none = officeOf(["cron"], { "runbooks/one.md": runbook("Restart cron", ["cron"]) });
    expect(await none("restart cron")).toMatchObject({
      row: 15,
      meant: { environment: undefined },
    });
  });
});

describe("row 16: one runbook, and several environments", () => {
  it("shows the lead and asks, without a command that depends on one", async () => {
    const { row, outcome, id, offered, text } = await office("restart payments");
    expect({ row, outcome, id, offered }).toEqual({
      row: 16,
      outcome: "answer",
      id: "restart-payments",
      offered: ["staging", "prod"],
    });
    expect(text).toContain("Restart payments-api, in a minute.");
    expect(text).toContain("On which environment?");
    expect(text).not.toContain("kubectl");
  });

  it("asks among those that are named", async () => {
    const { row, offered } = await office("restart payments on staging and prod");
    expect({ row, offered }).toEqual({ row: 16, offered: ["staging", "prod"] });
  });

  it("shows commands that are the same everywhere", async () => {
    const same = officeOf([payments], {
      "runbooks/one.md": runbook("Restart payments-api", ["payments-api"], [], "uptime"),
    });
    const { row, text } = await same("restart payments");
    expect(row).toBe(16);
    expect(text).toContain("uptime");
  });
});

describe("audience", () => {
  const secret = (more: readonly string[], alerts = "") =>
    runbook(
      "Restart the vault",
      ["payments-api"],
      ["audience: [team-payments]", "owner: team-payments", ...more, ...(alerts ? [alerts] : [])],
      "open sesame",
    );
  const guarded = officeOf([payments, kafka, edge], {
    "runbooks/vault.md": secret(["environments: [prod]"], "alerts: [VaultSealed]"),
    "runbooks/kafka.md": runbook("Restart kafka", ["kafka"], ["audience: members"], "kick it"),
    "runbooks/any.md": runbook("Restart anything", ["*"], ["environments: [staging, prod]"]),
  });

  it.each([
    ["row 15", "restart payments on prod"],
    ["row 13", "restart payments on staging"],
    ["row 1", "VaultSealed"],
    ["row 1 in a sentence", "restart kafka, VaultSealed is firing"],
    ["row 5", "restart paymetns"],
  ])("refuses what a rule found, and names the owner alone: %s", async (_reason, text) => {
    const { outcome, id, text: said, choices, rule } = await guarded(text);
    expect({ outcome, id, choices }).toEqual({ outcome: "refuse", id: undefined, choices: [] });
    expect(rule?.entries).toEqual([]);
    expect(said).toContain("Payments");
    expect(said).not.toMatch(/vault|sesame/i);
  });

  it.each([
    ["to its team", "restart payments", grace, "vault"],
    ["row 1, to its team", "VaultSealed", grace, "vault"],
    ["to anybody listed", "restart kafka", ana, "kafka"],
  ])("lets in: %s", async (_reason, text, viewer, id) => {
    expect(await guarded(text, { viewer })).toMatchObject({ outcome: "answer", id });
  });

  it("refuses strangers what is for anybody listed", async () => {
    expect(await guarded("restart kafka")).toMatchObject({ outcome: "refuse", row: 15 });
  });

  it("is looked at after the most specific one won: no generic one stands in for it", async () => {
    expect(await guarded("restart payments on prod")).toMatchObject({ outcome: "refuse" });
  });

  it.each([
    ["row 10", "payments"],
    ["row 14", "scale payments"],
    ["the search", "vault"],
    ["the search for its very title", "the vault"],
  ])("filters what only a list or the search would find: %s", async (_reason, text) => {
    const filtered = officeOf([payments], {
      "runbooks/vault.md": secret([]),
      "runbooks/one.md": runbook("Scale it by hand", ["payments-api"]),
      "runbooks/two.md": runbook("Scale it by itself", ["payments-api"]),
      "runbooks/three.md": runbook(
        "Scale the vault",
        ["payments-api"],
        ["audience: [team-payments]"],
      ),
    });
    const { outcome, offered, text: said, ranking } = await filtered(text);
    expect(outcome).not.toBe("refuse");
    expect(offered).not.toContain("vault");
    expect(offered).not.toContain("three");
    expect(said).not.toContain("sesame");
    expect(said).not.toMatch(/(?:restart|scale) the vault/i);
    expect(ranking?.hits.map(({ id }) => id) ?? []).not.toContain("vault");
  });

  it.each([
    ["row 9", "restart kafka and payments on prod", 9],
    ["row 12", "restart edge-proxy on prod", 15],
    ["row 16", "restart edge-proxy", 15],
  ])("holds on every row: %s", async (_reason, text, row) => {
    const closed = officeOf([payments, kafka, edge], {
      "runbooks/vault.md": secret([]),
      "runbooks/kafka.md": runbook("Restart kafka", ["kafka"], [], "kick it"),
      "runbooks/any.md": secret([]).replace('["payments-api"]', '["*"]'),
    });
    const answered = await closed(text);
    expect(answered.row).toBe(row);
    expect(answered.text).toContain("There is one, but not for you to read. Ask Payments.");
    expect(answered.text).not.toMatch(/vault|sesame/i);
    expect((await closed(text, { viewer: grace })).text).toContain("in a minute");
  });

  it("leaves the readable ones of several with one alert", async () => {
    const half = officeOf([payments, kafka], {
      "runbooks/vault.md": secret([], "alerts: [VaultSealed]"),
      "runbooks/open.md": runbook("Restart it", ["kafka"], ["alerts: [VaultSealed]"]),
    });
    expect(await half("VaultSealed")).toMatchObject({ row: 1, outcome: "answer", id: "open" });
    expect(await half("VaultSealed", { viewer: grace })).toMatchObject({
      row: 1,
      outcome: "choices",
    });
  });

  it("leaves the readable ones of several that do the same", async () => {
    const half = officeOf([payments], {
      "runbooks/vault.md": secret(["environments: [prod]"]),
      "runbooks/open.md": runbook("Restart it", ["payments-api"], ["environments: [prod]"]),
    });
    expect(await half("restart payments")).toMatchObject({ outcome: "answer", id: "open" });
    expect(await half("restart payments", { viewer: grace })).toMatchObject({ row: 14 });
  });
});

describe("a deprecated service", () => {
  const old = officeOf(
    [
      "pay-v1, lifecycle: deprecated, replaced_by: pay-v2",
      "pay-v2, lifecycle: deprecated, replaced_by: payments-api",
      payments,
      "egg, lifecycle: deprecated, replaced_by: hen",
      "hen, lifecycle: deprecated, replaced_by: egg",
      "ruin, lifecycle: deprecated",
      "lost, lifecycle: deprecated, replaced_by: nowhere",
    ],
    {
      "runbooks/restart-payments.md": restartPayments,
      "runbooks/old.md": runbook("Restart pay-v2", ["pay-v2"], [], "old command"),
      "runbooks/ruin.md": runbook("Restart ruin", ["ruin"], [], "rake ruin"),
      "runbooks/egg.md": runbook("Restart egg", ["egg"], [], "boil egg"),
    },
  );

  it.each([
    ["by one", "restart pay-v2 on prod", "pay-v2 is deprecated: payments-api took its place."],
    ["by a chain", "restart pay-v1 on prod", "pay-v1 is deprecated: pay-v2 took its place."],
  ])("is answered with its replacement's runbook: %s", async (_reason, text, pointer) => {
    const answered = await old(text);
    expect(answered).toMatchObject({
      row: 15,
      id: "restart-payments",
      meant: { service: "payments-api" },
    });
    expect(answered.text).toContain(pointer);
    expect(answered.text).toContain("pay-v2 is deprecated: payments-api took its place.");
    expect(answered.text).toContain("prd-eu");
    expect(answered.text).not.toContain("old command");
  });

  it.each([
    ["nothing took its place", "restart ruin", "ruin is deprecated", "ruin"],
    ["nobody knows what took its place", "restart lost", "lost is deprecated", undefined],
  ])("is served itself where %s", async (_reason, text, pointer, id) => {
    const answered = await old(text);
    expect(answered.id).toBe(id);
    expect(answered.text).toContain(pointer);
  });

  it.each(["restart egg", "restart hen"])("in a circle still ends: %s", async (text) => {
    const answered = await old(text);
    expect([11, 15]).toContain(answered.row);
    expect(answered.text).toContain("deprecated");
  });

  it("asks for an environment like any other", async () => {
    expect(await old("restart pay-v1")).toMatchObject({ row: 16, offered: ["staging", "prod"] });
  });
});

describe("a deprecated runbook", () => {
  it("gives way to one in force", async () => {
    const both = officeOf([kafka], {
      "runbooks/old.md": runbook(
        "Restart kafka",
        ["kafka"],
        ["status: deprecated", "replaced_by: new"],
      ),
      "runbooks/new.md": runbook("Restart kafka gently", ["kafka"]),
    });
    expect(await both("restart kafka")).toMatchObject({ row: 15, id: "new" });
  });
});

describe("an entry that is not in force", () => {
  const bodies: readonly (readonly [string, string, string])[] = [
    ["a draft", "status: draft", "2026-03-01"],
    ["over since yesterday", "expires: 2026-02-28", "2026-03-01"],
    ["valid from tomorrow", "valid_from: 2026-03-02", "2026-03-01"],
  ];
  const half = (more: string, ...others: readonly [string, string][]) =>
    officeOf([kafka], {
      "runbooks/new.md": runbook("Restart kafka", ["kafka"], [more, "alerts: [KafkaDown]"]),
      ...Object.fromEntries(others),
    });

  it.each(bodies)("is absent: %s", async (_reason, more, today) => {
    const asked = half(more);
    const restart = await asked("restart kafka", { today, viewer: grace });
    expect(restart).toMatchObject({ row: 11, outcome: "abstain", id: undefined });
    expect(await asked("kafka", { today })).toMatchObject({ row: 10, offered: [] });
    expect((await asked("KafkaDown", { today })).row).not.toBe(1);
  });

  it.each(bodies)("is shown to its owner's team, marked: %s", async (_reason, more, today) => {
    const asked = half(more);
    for (const text of ["restart kafka", "KafkaDown"]) {
      const { outcome, id, text: said } = await asked(text, { today, viewer: ana });
      expect({ outcome, id }).toEqual({ outcome: "answer", id: "new" });
      expect(said).toMatch(/^Warning: .*only the team that owns it sees this/);
    }
  });

  it.each(bodies)(
    "gives way to one in force, also for its team: %s",
    async (_reason, more, today) => {
      const asked = half(more, ["runbooks/any.md", runbook("Restart anything", ["*"])]);
      const answered = await asked("restart kafka", { today, viewer: ana });
      expect(answered).toMatchObject({ row: 12, id: "any" });
      expect(answered.text).not.toContain("Warning");
    },
  );

  it.each([
    ["on its last day", "expires: 2026-03-01"],
    ["on its first day", "valid_from: 2026-03-01"],
  ])("is in force %s", async (_reason, more) => {
    expect(await half(more)("restart kafka")).toMatchObject({ row: 15, id: "new" });
  });

  it.each([
    ["overdue", "2026-03-01", "not checked since March 2025"],
    ["fresh", "2025-03-20", "checked 2 weeks ago"],
  ])("that is only %s is shown, and says so", async (_reason, today, age) => {
    const { row, text } = await half("reviewed: 2025-03-03")("restart kafka", { today });
    expect(row).toBe(15);
    expect(text).toContain(age);
  });
});

describe("danger high", () => {
  const store =
    "key-store, name: Key Vault, aliases: [secrets, seal box], hosts: [vault1], environments: [prod], k8s: {deployment: sealer-main}";
  const dangerous = officeOf([store, kafka], {
    "runbooks/rotate.md": runbook("Rotate the keys", ["key-store"], ["danger: high"], "seal --now"),
    "runbooks/restart.md": runbook("Restart it", ["key-store"], ["danger: low"], "seal --again"),
  });

  it.each([
    ["the id", "rotate key-store"],
    ["in capitals", "rotate KEY-STORE"],
    ["with other separators", "rotate key store"],
    ["in one", "rotate keystore"],
    ["the name", "rotate Key Vault"],
    ["the name, in one", "rotate key_vault"],
    ["an alias", "rotate secrets"],
    ["an alias with other separators", "rotate seal-box"],
  ])("takes an exact name: %s", async (_reason, text) => {
    const answered = await dangerous(text);
    expect(answered).toMatchObject({ row: 15, outcome: "answer", id: "rotate" });
    expect(answered.text).toContain("danger high");
  });

  it.each([
    ["a singular", "rotate secret"],
    ["a plural", "rotate the key stores"],
    ["a slip", "rotate secrest"],
    ["a slip in a longer name", "rotate key-stroe"],
    ["a host", "rotate vault1"],
    ["a deployment", "rotate sealer-main"],
  ])("asks whether a looser one was meant, and shows nothing: %s", async (_reason, text) => {
    const { row, outcome, id, offered, text: said } = await dangerous(text);
    expect({ row, outcome, id, offered }).toEqual({
      row: 5,
      outcome: "choices",
      id: undefined,
      offered: ["key-store"],
    });
    expect(said).toMatch(/^Did you mean/);
    expect(said).not.toContain("seal --");
    expect(said).not.toContain("Rotate the keys");
  });

  it("does not take a part of a name", async () => {
    const { outcome, id } = await dangerous("rotate the vault");
    expect(outcome).not.toBe("answer");
    expect(id).toBeUndefined();
  });

  it.each(["restart secret", "restart secrest"])(
    "of another action does not matter: %s",
    async (text) => {
      expect(await dangerous(text)).toMatchObject({ outcome: "answer", id: "restart" });
    },
  );

  it.each(["rotate key-store", "rotate secrets on prod"])(
    "withholds commands until they are asked for: %s",
    async (text) => {
      const answered = await dangerous(text);
      expect(answered.text).not.toContain("seal --now");
      expect(answered.choices).toEqual([{ label: "Show prod commands", entry: "rotate" }]);
    },
  );

  it.each([
    ["drop the key-store and restart it", true],
    ["wipe secrets, then restart them", true],
    ["restart secrets", false],
  ])("is in force where the words are about destroying: %s: %s", async (text, isHigh) => {
    const answered = await dangerous(text);
    expect(answered.id).toBe("restart");
    expect(answered.text.includes("seal --again")).toBe(!isHigh);
  });

  it("asks, too, for a looser name where the words are about destroying", async () => {
    expect(await dangerous("wipe the secret and restart it")).toMatchObject({
      row: 5,
      outcome: "choices",
      id: undefined,
    });
  });

  it("is the environment's own where it sets one", async () => {
    const split = officeOf(["ledger, environments: [staging, prod]"], {
      "runbooks/one.md": runbook(
        "Restore the ledger",
        ["ledger"],
        ["danger: high", "environments: {staging: {danger: low}, prod: {}}"],
        "ledger --restore",
      ),
    });
    const staging = await split("restore the ledgers on staging");
    expect(staging).toMatchObject({ row: 15, id: "one" });
    expect(staging.text).toContain("ledger --restore");
    const prod = await split("restore the ledger on prod");
    expect(prod.row).toBe(15);
    expect(prod.text).not.toContain("ledger --restore");
    expect(await split("restore the ledgers on prod")).toMatchObject({ row: 5, id: undefined });
    expect(await split("restore the ledgers")).toMatchObject({ row: 5, id: undefined });
    const open = await split("restore the ledger");
    expect(open).toMatchObject({ row: 16, offered: ["staging", "prod"] });
    expect(open.text).not.toContain("ledger --restore");
  });
});

describe("names of a service", () => {
  const named = officeOf(
    ["queue, hosts: [mq1, stg-mq1], environments: [staging, prod], k8s: {deployment: rabbit-main}"],
    {
      "runbooks/one.md": runbook(
        "Restart queue",
        ["queue"],
        ["environments: {staging: {host: stg-mq1}, prod: {host: mq1}}"],
        "ssh {{env.host}} uptime",
      ),
    },
  );

  it.each([
    ["its deployment", "restart rabbit-main", 16, undefined],
    ["a host, which tells the environment", "restart mq1", 15, "prod"],
    ["another host", "restart stg-mq1", 15, "staging"],
    ["a host, against an environment that is named", "restart mq1 on staging", 15, "staging"],
  ])("are: %s", async (_reason, text, row, environment) => {
    expect(await named(text)).toMatchObject({
      row,
      id: "one",
      meant: { service: "queue", environment },
    });
  });

  it("are no parts of a host", async () => {
    expect((await named("restart mq3")).id).toBeUndefined();
  });
});

describe("verbs of the company", () => {
  const warmed = officeOf(
    [kafka],
    {
      "runbooks/one.md": runbook("Warm kafka", ["kafka"]),
      "runbooks/two.md": runbook("Restart kafka", ["kafka"]),
    },
    "actions: {warm: [heat up], restart: [give a slap]}",
  );
  it.each([
    ["its own", "how do I warm kafka", "one"],
    ["a word for it", "heat up kafka", "one"],
    ["a word for it, divided", "heat kafka up", "one"],
    ["a word for a common one", "give a slap to kafka", "two"],
    ["a common one", "bounce kafka", "two"],
  ])("are those of services.yaml, too: %s", async (_reason, text, id) => {
    expect(await warmed(text)).toMatchObject({ row: 15, id });
  });

  it("are none that nobody names", async () => {
    expect((await warmed("polish kafka")).row).toBe(10);
  });
});

describe("an environment's word that the catalogue lacks", () => {
  it("is an ordinary word, and no environment", async () => {
    const answered = await office("restart payments on qa");
    expect(answered.row).toBe(16);
    expect(answered.meant.environment).toBeUndefined();
  });

  it("makes an unknown name where there is no other", async () => {
    expect(await office("restart qa")).toMatchObject({ row: 6 });
  });
});

describe("a thread", () => {
  const shop = officeOf(
    [
      "payments-api, aliases: [payments], environments: [staging, prod]",
      "shop-api, environments: [staging, prod]",
      "ledger, environments: [staging, prod]",
    ],
    {
      "runbooks/restart-payments.md": runbook(
        "Restart payments-api",
        ["payments-api"],
        ["environments: {staging: {context: stg-eu}, prod: {context: prd-eu}}"],
        "kubectl --context {{env.context}} get pods",
      ),
      "runbooks/restart-shop.md": runbook(
        "Restart shop-api",
        ["shop-api"],
        [],
        "kubectl get shop {{env}}",
      ),
      "runbooks/rollback.md": runbook(
        "Roll back payments-api",
        ["payments-api"],
        [],
        "helm history",
      ),
      "runbooks/scale.md": runbook(
        "Scale payments-api",
        ["payments-api"],
        ["params: {replicas: {type: int, min: 1, max: 20}}", "environments: [prod]"],
        "pods --want {{replicas}}",
      ),
      "runbooks/restore.md": runbook(
        "Restore the ledger",
        ["ledger"],
        ["danger: high"],
        "ledger --restore {{env}}",
      ),
    },
  );
  /** Says one after the other in one thread, and gives the last reply. */
  async function last(...texts: readonly [string, ...string[]]) {
    let topic: Topic | undefined;
    let answered: Awaited<ReturnType<typeof shop>> | undefined;
    for (const text of texts) {
      answered = await shop(text, topic ? { topic } : {});
      topic = answered.topic;
    }
    if (!answered) throw new Error("Nothing was said");
    return answered;
  }

  it.each([
    ["an environment alone", "prod"],
    ["with a word", "on prod"],
    ["as a question", "and on production?"],
    ["said politely", "prod please"],
  ])("goes on with an environment: %s", async (_reason, text) => {
    const answered = await last("restart payments", text);
    expect(answered).toMatchObject({ row: 15, id: "restart-payments" });
    expect(answered.text).toContain("--context prd-eu");
  });

  it("goes on with another environment", async () => {
    const answered = await last("restart payments on prod", "and on staging?");
    expect(answered).toMatchObject({ row: 15, id: "restart-payments" });
    expect(answered.text).toContain("--context stg-eu");
    expect(answered.text).toMatch(/^Assuming .*payments-api/);
  });

  it("asks whether another service was meant, by a part of its name that only one has", async () => {
    const answered = await last("restart payments on prod", "what about the shop?");
    expect(answered).toMatchObject({ row: 5, outcome: "choices", meant: { verb: "restart" } });
    expect(answered.text).toMatch(/^Did you mean/);
  });

  it("goes on with another service, by its name", async () => {
    const answered = await last("restart payments on prod", "and shop-api?");
    expect(answered).toMatchObject({ id: "restart-shop", meant: { environment: "prod" } });
    expect(answered.text).toContain("kubectl get shop prod");
  });

  it("asks which, where a part of a name fits several", async () => {
    const answered = await last("restart payments on prod", "what about the api?");
    expect(answered).toMatchObject({ row: 7, offered: ["payments-api", "shop-api"] });
  });

  it("goes on with another action on the same", async () => {
    const answered = await last("restart payments on prod", "how do I roll it back?");
    expect(answered).toMatchObject({ row: 15, id: "rollback" });
    expect(answered.meant).toEqual({
      verb: "rollback",
      service: "payments-api",
      environment: "prod",
    });
  });

  it("takes values that are said later", async () => {
    const open = await last("scale payments");
    expect(open.text).toContain("<replicas?>");
    const filled = await last("scale payments", "replicas=4");
    expect(filled).toMatchObject({ id: "scale" });
    expect(filled.text).toContain("pods --want 4");
    const again = await last("scale payments", "replicas=4", "replicas=6");
    expect(again.text).toContain("pods --want 6");
  });

  it.each([
    ["the environment", ["restart payments on prod", "roll back payments on staging"], "staging"],
    [
      "the environment, of another",
      ["restart payments on prod", "restart shop-api on stg"],
      "staging",
    ],
  ])("gives way to the question's own words: %s", async (_reason, texts, environment) => {
    const [first = "", ...rest] = texts;
    expect((await last(first, ...rest)).meant.environment).toBe(environment);
  });

  it("does not carry an environment over to a question that names all it is about", async () => {
    const answered = await last("restart payments on prod", "restart shop-api");
    expect(answered).toMatchObject({ row: 16, id: "restart-shop" });
  });

  it.each([
    ["to another service", ["restart payments on prod", "and the ledger? restore it"]],
    ["to the same one", ["restore the ledger on prod", "restore it"]],
    ["to the same one, by its name", ["restore the ledger on prod", "how do I restore the ledger"]],
  ])("never carries prod over where the danger is high: %s", async (_reason, texts) => {
    const [first = "", ...rest] = texts;
    const answered = await last(first, ...rest);
    expect(answered).toMatchObject({ row: 16, id: "restore", offered: ["staging", "prod"] });
    expect(answered.text).not.toContain("ledger --restore");
  });

  it("withholds the commands of what is dangerous, however often it is asked", async () => {
    const answered = await last("restore the ledger", "on prod", "prod", "show prod commands");
    expect(answered.text).not.toContain("ledger --restore");
  });

  it("forgets nothing over a question that it knows no answer to", async () => {
    const answered = await last(
      "restart payments on prod",
      "where is the coffee",
      "and on staging?",
    );
    expect(answered).toMatchObject({ row: 15, id: "restart-payments" });
  });
});
