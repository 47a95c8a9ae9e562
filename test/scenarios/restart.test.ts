import { describe, expect, it } from "vitest";
import { noTopic, type Topic } from "../../src/knowledge/topic.ts";
import { botOver, catalogueOf, runbook } from "../runbooks/bot-over.ts";
import { page } from "../support/knowledge-folder.ts";

const shop = {
  "services.yaml": catalogueOf(
    [
      "payments-api, name: Payments API, aliases: [payments], kind: k8s-deployment, owner: team-payments, tier: 1, environments: [staging, prod], k8s: {deployment: payments-api}",
      "billing-worker, name: Billing worker, aliases: [billing], owner: team-payments, hosts: [work1], environments: [staging, prod]",
      "postgres, name: PostgreSQL, aliases: [database], tier: 1, environments: [staging, prod]",
    ],
    "environments: {prod: [production, live], staging: [stg, preprod], dev: []}",
  ),
  "people.yaml": `
teams:
  - {id: team-platform, name: Platform, matrix: "#platform:example.org", members: [ana]}
  - {id: team-payments, name: Payments, members: [grace]}
people: [{id: ana, name: Ana, roles: [admin]}, {id: grace, name: Grace}]
`,
  "runbooks/debug-payments.md": runbook(
    "Debug slow payments",
    ["payments-api"],
    ["alerts: [PaymentsApiSlow]", "environments: [prod]"],
    "kubectl top pods",
  ),
  "runbooks/restart-deployment.md": runbook(
    "Restart a deployment",
    ["kind:k8s-deployment"],
    ["danger: medium", "environments: {staging: {context: stg-eu}, prod: {context: prd-eu}}"],
    "kubectl --context {{env.context}} rollout restart deployment/{{service.k8s.deployment}}",
  ),
  "runbooks/roll-back-payments.md": runbook(
    "Roll back payments-api",
    ["payments-api"],
    [
      "danger: medium",
      "environments: {staging: {context: stg-eu}, prod: {context: prd-eu}}",
      "params: {revision: {type: int, min: 1, description: the revision to go back to}}",
    ],
    "helm --kube-context {{env.context}} rollback payments-api {{revision}}",
  ),
  "runbooks/restart-billing.md": runbook(
    "Restart billing-worker",
    ["billing-worker"],
    ["danger: medium", "environments: {staging: {host: stg-work1}, prod: {host: work1}}"],
    "ssh {{env.host}} sudo systemctl restart billing-worker",
  ),
  "runbooks/restore-postgres.md": runbook(
    "Restore PostgreSQL from its backup",
    ["postgres"],
    ["danger: high", "environments: {staging: {host: stg-db1}, prod: {host: db1}}"],
    "ssh {{env.host}} sudo pgbackrest restore",
  ),
  "answers/coffee.md": page(
    ["title: Coffee", "owner: ana", "questions: [where is the coffee]"],
    "Second floor.",
  ),
};

describe("a thread about a service in trouble", () => {
  it("goes from its alert to a restart, back, on to another service, and stops before what may cost data", async () => {
    const ask = botOver(shop);
    let topic: Topic = noTopic;
    const say = async (text: string) => {
      const answered = await ask(text, { topic });
      topic = answered.topic;
      return answered;
    };

    const alert = await say("[FIRING:1] PaymentsApiSlow (prod payments critical)");
    expect(alert).toMatchObject({ row: 1, outcome: "answer", id: "debug-payments" });
    expect(alert.text).toContain("kubectl top pods");

    const restart = await say("how do I restart it?");
    expect(restart).toMatchObject({ row: 12, id: "restart-deployment", lack: { isHalf: true } });
    expect(restart.text).toContain("Assuming payments-api, prod.");
    expect(restart.text).toContain(
      "Generic for Kubernetes deployments, not specific to payments-api.",
    );
    expect(restart.text).toContain(
      "kubectl --context prd-eu rollout restart deployment/payments-api",
    );

    const staging = await say("and on staging?");
    expect(staging).toMatchObject({ row: 12, id: "restart-deployment" });
    expect(staging.text).toContain("--context stg-eu");
    expect(staging.text).not.toContain("prd-eu");

    const back = await say("No change. How do I roll it back on prod?");
    expect(back).toMatchObject({ row: 15, id: "roll-back-payments", lack: undefined });
    expect(back.text).toContain("Still open: revision (the revision to go back to).");
    expect(back.text).toContain("helm --kube-context prd-eu rollback payments-api <revision?>");

    const filled = await say("revision=41");
    expect(filled).toMatchObject({ row: 15, id: "roll-back-payments" });
    expect(filled.text).toContain("helm --kube-context prd-eu rollback payments-api 41");

    const aside = await say("where is the coffee?");
    expect(aside).toMatchObject({ row: undefined, id: "coffee" });

    const billing = await say("what about the billing worker?");
    expect(billing).toMatchObject({
      row: 11,
      outcome: "abstain",
      lack: { kind: "no_runbook", key: "rollback|billing-worker" },
    });
    expect(billing.text).toContain("Ask Payments, who own it.");

    const bounce = await say("ok, then bounce it");
    expect(bounce).toMatchObject({ row: 15, id: "restart-billing" });
    expect(bounce.text).toContain("ssh work1 sudo systemctl restart billing-worker");

    const restore = await say("Oh no. How do I restore the database?");
    expect(restore).toMatchObject({
      row: 16,
      id: "restore-postgres",
      offered: ["staging", "prod"],
    });
    expect(restore.text).not.toContain("pgbackrest");

    const withheld = await say("prod");
    expect(withheld).toMatchObject({ row: 15, id: "restore-postgres" });
    expect(withheld.text).not.toContain("pgbackrest");
    expect(withheld.choices).toEqual([{ label: "Show prod commands", entry: "restore-postgres" }]);
    expect(withheld.text).toContain("have Platform (#platform:example.org) at hand");
  });
});
