import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Answered } from "../../src/answers/answered.ts";
import type { Asker } from "../../src/answers/judge-question.ts";
import { type Bot, createBot } from "../../src/bot.ts";
import { indexKnowledge, type KnowledgeBase } from "../../src/knowledge/index-knowledge.ts";
import { loadKnowledge } from "../../src/knowledge/load-knowledge.ts";

// The questions were written by somebody who knew the titles of the entries and nothing else of them.

const asked: readonly (readonly [question: string, entry: string])[] = [
  ["how do i get on the vpn", "vpn-setup"],
  ["vpn on my new laptop pls", "vpn-setup"],
  ["wifi pasword for visitors", "guest-wifi"],
  ["what's the wlan for guests", "guest-wifi"],
  ["printer on 2nd floor wont print", "office-printing"],
  ["how to print from my mac", "office-printing"],
  ["need a second screen for my desk", "desk-monitors"],
  ["my docking station is broken", "desk-monitors"],
  ["can I buy a laptop for my kid through the company", "private-purchases"],
  ["when do we get payed", "payroll-and-holidays"],
  ["how many vacation days do i have", "payroll-and-holidays"],
  ["im sick today whom do i tell", "payroll-and-holidays"],
  ["ssh into db1 says permission denied", "ssh-and-sudo"],
  ["need sudo on work1", "ssh-and-sudo"],
  ["i pushed an api key to git by accident", "leaked-credential"],
  ["someone posted a password in slack", "leaked-credential"],
  ["connection refused to postgres from my app", "database-connection"],
  ["db connection timeout", "database-connection"],
  ["where do i put a cronjob", "cron-jobs"],
  ["nightly job didnt run", "cron-jobs"],
  ["certificate expires in 3 days", "tls-certificates"],
  ["ssl cert renewal", "tls-certificates"],
  ["npm install is blocked by the proxy on my dev vm", "egress-allow-list"],
  ["cant reach pypi from ci", "egress-allow-list"],
  ["new kafka topic please", "kafka-topics"],
  ["no space left on device on my dev vm", "dev-vm-disk-full"],
  ["a freelancer starts monday, how do they get an account", "access-for-contractors"],
  ["colleague is leaving, what about her accounts", "access-for-contractors"],
  ["angry customer wants a refund, who handles that", "customer-complaints"],
  ["test credit card number for staging", "settlement-reports"],
  ["where is the settlement report", "settlement-reports"],
  ["docker login denied", "registry-login"],
  ["cant pull image from registry", "registry-login"],
  ["how do i ship a new version of my service", "deploy-a-service"],
  ["turn on a feature toggle", "feature-flags"],
  ["new subdomain", "dns-record"],
  ["add a cname", "dns-record"],
  ["site throws 500s", "http-500-errors"],
  ["whos on call tonight", "who-is-on-call"],
  ["who do i page at 3am", "who-is-on-call"],
  ["pipeline pending forever", "ci-slow"],
  ["ci takes ages", "ci-slow"],
  ["can i deploy on a friday afternoon", "friday-deploys"],
  ["need a new repo", "new-repository"],
  ["copy of the staging db for my machine", "staging-database-dump"],
  ["what breaks most often", "weak-spots"],
  ["where can i see prod logs", "production-logs"],
  ["grafana link", "dashboards"],
  ["how to write a postmortem", "incident-postmortem"],
  ["new dev starts monday what do i prepare", "onboard-a-developer"],
  ["flush redis", "clear-redis-cache"],
  ["restart the web shop", "restart-storefront"],
  ["haproxy restart", "restart-edge-proxy"],
  ["checkout is stuck, restart it", "restart-checkout-api"],
  ["restart image-resizer", "restart-kubernetes-deployment"],
  ["bounce postgres on staging", "restart-postgres"],
  ["last storefront release is broken, go back", "rollback-storefront"],
  ["pause stock import", "stop-warehouse-sync"],
  ["restrat payments", "restart-payments-api"],
  ["disk 95% full on search1", "reclaim-disk-space"],
  ["kafka2 is down restart the broker", "restart-kafka-broker"],
  ["open the warehouse files share", "access-warehouse-files"],
  ["deploy catalog manually", "deploy-catalog"],
  ["invoice worker hangs", "restart-billing-worker"],
  ["resart billng worker", "restart-billing-worker"],
  ["change the payment provider api key", "rotate-payments-provider-key"],
  ["recover the database from backup", "restore-postgres-from-backup"],
  ["mails are not going out", "debug-mailer-queue"],
  ["db1 died switch to the replica", "failover-postgres"],
  ["more replicas for checkout", "scale-checkout-api"],
  ["KubePodCrashLooping alert just came in", "debug-crash-looping-pods"],
  ["container keeps crashing on startup", "debug-crash-looping-pods"],
  ["roll back fraud-check", "rollback-kubernetes-deployment"],
  ["loyalty needs more pods", "scale-kubernetes-deployment"],
  ["restart grafana", "restart-systemd-unit"],
  ["redis is dead, restart it", "restart-redis"],
  ["redis memory is at 90 percent", "debug-redis-memory"],
  ["kafka consumer is behind", "debug-kafka-lag"],
  ["replica lags behind the primary", "debug-postgres-replication"],
  ["can i run a select on the prod db", "access-postgres-read-only"],
  ["change a service's db password", "rotate-postgres-password"],
  ["move invoices to work2, work1 is broken", "failover-billing-worker"],
  ["vpn is down for everyone", "restart-vpn"],
  ["stop the runners", "pause-ci-runners"],
  ["haproxy backend has no servers", "debug-edge-errors"],
  ["card payments fail", "debug-payments-api"],
  ["put up the maintenance page", "close-the-shop"],
  ["load test my api", "load-testing"],
  ["how much ram should my pod get", "pod-resources"],
  ["who reviews my MR", "merge-request-approval"],
  ["critical CVE in an npm package", "dependency-updates"],
  ["how do i set up kubectl", "kubectl-setup"],
  ["test user for the staging shop", "staging-test-accounts"],
  ["someone emailed us about a vulnerability", "security-reports"],
  ["do we have backups of gitlab", "backups"],
  ["where do i store uploaded files", "object-storage"],
  ["this test is flaky", "flaky-tests"],
  ["do i get extra money for oncall", "on-call-pay"],
  ["this runbook is wrong how do i fix it", "correct-an-entry"],
  ["launching a new microservice, what do i need", "take-a-service-live"],
  ["big outage, where do i start", "run-an-incident"],
];

const outOfScope: readonly string[] = [
  "what is the meaning of life",
  "how do I cook rice",
  "who won the match",
  "reset my bank pin",
  "restart the flux capacitor",
  "tell me a joke",
  "what's the weather tomorrow",
  "book me a flight to lisbon",
  "how old is the pope",
  "translate good morning to french",
  "whats the capital of france",
  "how do i tie a tie",
  "best pizza in town",
  "restart my marriage",
  "how do i install windows 95",
  "write me a poem about socks",
  "when does the train to berlin leave",
  "how do I restart the toaster",
  "how do I rotate my tyres",
  "roll back the mongodb cluster",
  "scale the elasticsearch nodes",
  "restart rabbitmq",
  "deploy to heroku",
  "can i bring my dog to work",
  "what's for lunch",
  "where do i park my bike",
  "how do i file my taxes",
  "who is the ceo of apple",
  "what time is it in tokyo",
  "fix my kitchen sink",
  "change my netflix password",
  "how do I delete my instagram account",
  "is there life on mars",
  "salesforce login does not work",
  "how to terraform an s3 bucket",
  "oracle license renewal",
  "how do i get a company car",
  "can you order new business cards",
];

/** So many of the questions above may have another entry first. */
const mostMisses = 6;
/** So many of the questions that nobody can answer here may get an answer. */
const mostWrongAnswers = 3;

let base: KnowledgeBase;
let bot: Bot;
/** Somebody who is in every team. */
let asker: Asker;

beforeAll(async () => {
  const corpus = await loadKnowledge(join(import.meta.dirname, "../../knowledge"));
  base = indexKnowledge(corpus);
  bot = createBot({ knowledge: () => base });
  const [person] = corpus.catalogue.people;
  if (!person) throw new Error("people.yaml of the knowledge folder names nobody");
  const teams = corpus.catalogue.teams.map(({ id }) => id);
  asker = {
    viewer: { kind: "member", person, teams },
    today: Temporal.PlainDate.from("2026-11-20"),
  };
});

const answer = (question: string): Promise<Answered> => bot.answer(question, asker);

/** The entry that a rule decided on, else the one that the search has first, be it too little for an answer. */
async function firstHit(question: string): Promise<string | undefined> {
  const { rule, ranking } = await answer(question);
  return rule?.entries[0]?.id ?? ranking?.hits[0]?.id;
}

/** Those of which it holds, each asked of the bot. */
async function filtered<T>(all: readonly T[], holds: (one: T) => Promise<boolean>): Promise<T[]> {
  const kept: T[] = [];
  for (const one of all) if (await holds(one)) kept.push(one);
  return kept;
}

/** Those that are too many, so that a failure names them all. */
const beyond = (most: number, found: readonly string[]) => (found.length > most ? found : []);

describe("a question that an entry gives itself", () => {
  it("finds that entry first", async () => {
    const own = base.corpus.entries.flatMap(({ id, questions }) =>
      questions.map((question) => ({ id, question })),
    );
    expect(own.length).toBeGreaterThan(200);
    const lost = await filtered(own, async ({ id, question }) => (await firstHit(question)) !== id);
    expect(lost).toEqual([]);
  });
});

describe("a question in somebody's own words", () => {
  it("names entries that there are", () => {
    const ids = asked.map(([, entry]) => entry);
    expect(ids.filter((id) => !base.corpus.entryById.has(id))).toEqual([]);
  });

  it(`finds its entry first, at least ${asked.length - mostMisses} of ${asked.length}`, async () => {
    const misses = await filtered(
      asked,
      async ([question, entry]) => (await firstHit(question)) !== entry,
    );
    expect(
      beyond(
        mostMisses,
        misses.map(([question]) => question),
      ),
    ).toEqual([]);
  });

  it("is hardly ever answered with another entry: at most 1", async () => {
    const wrong = await filtered(asked, async ([question, entry]) => {
      const answered = await answer(question);
      return answered.outcome === "answer" && answered.entry?.id !== entry;
    });
    expect(
      beyond(
        1,
        wrong.map(([question]) => question),
      ),
    ).toEqual([]);
  });
});

describe("a question that is not about anything here", () => {
  it(`is not answered, but at most ${mostWrongAnswers} of ${outOfScope.length}`, async () => {
    const wrong = await filtered(
      outOfScope,
      async (question) => (await answer(question)).outcome === "answer",
    );
    expect(beyond(mostWrongAnswers, wrong)).toEqual([]);
  });
});
