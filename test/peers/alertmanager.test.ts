import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { z } from "zod";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { freePort } from "../support/free-port.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { startNtfyDouble } from "../support/ntfy-double.ts";
import { endOf, startAma } from "../support/real-process.ts";
import { smallOffice } from "../support/small-office.ts";
import { useStops } from "../support/use-stops.ts";
import { type Alert, startAlertmanager } from "./alertmanager.ts";
import { describeWith, peers } from "./peer.ts";
import { answers } from "./server-process.ts";

// From an alert to a phone: only the phone, and the proxy in front of AMA, are ours.

const slow = 60_000;
const run = promisify(execFile);
const emptyFolder = useEmptyFolders();
const token = "2f0a41b1c2f94d0e8d0f4f7f";

const office = {
  ...smallOffice,
  "people.yaml": "people: [{id: ana, name: Ana, ntfy: env:ANA_NTFY, roles: [oncall]}]\n",
  "services.yaml": "services: [{id: payments, name: Payments, owner: ana}]\n",
  "oncall.yaml": 'policies: {default: {steps: [{notify: ["person:ana"], wait: 5m}]}}\n',
};

const atEnd = useStops();

/** Looks until it is so; the test's own time limit ends a wait in vain. */
const waitFor = (isSo: () => unknown) =>
  expect.poll(isSo, { timeout: slow, interval: 50 }).toBeTruthy();

/** A proxy of ours in front of AMA, as nginx would be: it says 502 where nobody answers. */
async function startProxy(port: number) {
  const answered: number[] = [];
  let losing = 0;
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const { method = "", url = "", headers } = request;
      const { authorization = "" } = headers;
      const status = await fetch(`http://127.0.0.1:${port}${url}`, {
        method,
        headers: { "content-type": "application/json", authorization },
        body,
      }).then(
        (answer) => answer.status,
        () => 502,
      );
      answered.push(status);
      if (status === 202 && losing > 0) {
        losing -= 1;
        response.destroy();
      } else response.writeHead(status).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What AMA said, in order; 502: it was not there. */
    answered,
    /** Lets so many answers of AMA get lost on their way back. */
    loseAnswers(count: number) {
      losing = count;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

const pageRow = z.object({ number: z.int(), state: z.string() });
const eventRow = z.object({ event: z.string(), body: z.string() });
const entry = z.object({ data: z.object({ text: z.string().optional() }) });

/** A bot with a phone, behind its proxy, and an Alertmanager that calls it there. */
async function startShop(program: string) {
  const phone = await startNtfyDouble(undefined, () => undefined);
  atEnd(phone.close);
  const [desk, knowledge] = [emptyFolder(), emptyFolder()];
  writeFiles(knowledge, office);
  const file = join(desk, "ama.sqlite");
  const port = await freePort();

  let child: ReturnType<typeof startAma> | undefined;
  let ended: ReturnType<typeof endOf> | undefined;
  const ama = {
    async start() {
      child = startAma(desk, ["serve", "--knowledge", knowledge, "--db", file], {
        AMA_HTTP_PORT: `${port}`,
        AMA_HOOK_ALERTS_TOKEN: token,
        AMA_LOG_LEVEL: "silent",
        ANA_NTFY: `http://127.0.0.1:${phone.port}/ana-phone`,
      });
      ended = endOf(child);
      const failed = ended.then(({ stderr }) => {
        throw new Error(`AMA ended: ${stderr}`);
      });
      const isUp = answers(`http://127.0.0.1:${port}/readyz`);
      await Promise.race([waitFor(() => isUp().catch(() => false)), failed]);
    },
    async kill(signal: NodeJS.Signals) {
      child?.kill(signal);
      await ended;
    },
  };
  atEnd(() => ama.kill("SIGKILL"));
  await ama.start();
  const proxy = await startProxy(port);
  atEnd(proxy.stop);
  const alertmanager = await startAlertmanager(
    program,
    `${proxy.url}/hooks/alertmanager/alerts`,
    token,
  );
  atEnd(alertmanager.stop);

  function rows<Row>(select: string, schema: z.ZodType<Row>): readonly Row[] {
    const database = new Database(file, { readonly: true });
    try {
      return z.array(schema).parse(database.prepare(select).all());
    } finally {
      database.close();
    }
  }
  const pages = () => rows("select number, state from page order by number", pageRow);
  /** What the monitor did to page 1, in order, with what it said of that. */
  const told = () =>
    rows("select event, body from page_event where page = 1 order by seq", eventRow)
      .filter(({ event }) => ["triggered", "joined", "alerts-gone", "resolved"].includes(event))
      .map(({ event, body }) => ({ event, text: entry.parse(JSON.parse(body)).data.text ?? "" }));
  return {
    ama,
    alertmanager,
    proxy,
    pages,
    told,
    events: () => told().map(({ event }) => event),
    /** How often the phone rang; what repeats a message takes its place there. */
    rings: () => new Set(phone.published().map(({ sequence_id }) => sequence_id)).size,
  };
}

function alert(instance: string): Alert {
  return {
    labels: { alertname: "CheckoutFails", service: "payments", instance },
    annotations: { summary: `${instance} returns 500` },
  };
}

const over = (instance: string): Alert => ({
  ...alert(instance),
  endsAt: Temporal.Now.instant().toString(),
});

const isCalled = (name: string) => (event: string) => event === name;

describeWith(peers.alertmanager, "Alertmanager", (program) => {
  it(
    "pages once for a group, whose next alert joins and whose last end resolves",
    async () => {
      const shop = await startShop(program);
      await shop.alertmanager.fire(alert("pay1"));
      await waitFor(() => shop.rings() === 1);
      await shop.alertmanager.fire(alert("pay2"));
      await waitFor(() => shop.events().includes("joined"));
      await shop.alertmanager.fire(over("pay1"));
      await waitFor(() => shop.events().includes("alerts-gone"));
      expect(shop.pages()).toEqual([{ number: 1, state: "triggered" }]);
      await shop.alertmanager.fire(over("pay2"));
      await waitFor(() => shop.events().includes("resolved"));

      expect(shop.pages()).toEqual([{ number: 1, state: "resolved" }]);
      expect(shop.told()).toEqual([
        { event: "triggered", text: expect.stringContaining("pay1 returns 500") },
        { event: "joined", text: expect.not.stringContaining("pay1") },
        { event: "alerts-gone", text: "" },
        { event: "resolved", text: "" },
      ]);
      await waitFor(() => shop.rings() === 3);
    },
    slow,
  );

  it(
    "says it again when our answer is lost, and that changes nothing",
    async () => {
      const shop = await startShop(program);
      shop.proxy.loseAnswers(2);
      await shop.alertmanager.fire(alert("pay1"));
      await waitFor(() => shop.proxy.answered.length === 3);
      expect(shop.proxy.answered).toEqual([202, 202, 202]);
      expect(shop.pages()).toEqual([{ number: 1, state: "triggered" }]);
      expect(shop.events()).toEqual(["triggered"]);
      await waitFor(() => shop.rings() === 1);
    },
    slow,
  );

  it(
    "is heard after AMA was killed, and after it was stopped",
    async () => {
      const shop = await startShop(program);
      await shop.alertmanager.fire(alert("pay1"));
      await waitFor(() => shop.rings() === 1);

      await shop.ama.kill("SIGKILL");
      await shop.alertmanager.fire(alert("pay2"));
      await waitFor(() => shop.proxy.answered.includes(502));
      await shop.ama.start();
      await waitFor(() => shop.events().includes("joined"));

      await shop.ama.kill("SIGTERM");
      const before = shop.proxy.answered.length;
      await shop.alertmanager.fire(over("pay1"), over("pay2"));
      await waitFor(() => shop.proxy.answered.length > before);
      await shop.ama.start();
      await waitFor(() => shop.events().includes("resolved"));

      expect(shop.pages()).toEqual([{ number: 1, state: "resolved" }]);
      expect(shop.events().filter(isCalled("triggered"))).toHaveLength(1);
      expect(shop.events().filter(isCalled("joined"))).toHaveLength(1);
      await waitFor(() => shop.rings() === 3);
    },
    slow,
  );

  it.each(["SIGTERM", "SIGKILL"] as const)(
    "that is ended with %s and told the same again repeats nothing, and loses nothing",
    async (signal) => {
      const shop = await startShop(program);
      await shop.alertmanager.fire(alert("pay1"));
      await waitFor(() => shop.rings() === 1);
      await shop.alertmanager.restart(signal);
      await shop.alertmanager.fire(alert("pay1"), alert("pay2"));
      await waitFor(() => shop.events().includes("joined"));
      await shop.alertmanager.fire(over("pay1"), over("pay2"));
      await waitFor(() => shop.events().includes("resolved"));

      expect(shop.pages()).toEqual([{ number: 1, state: "resolved" }]);
      expect(shop.told().filter(({ event }) => event === "joined")).toEqual([
        { event: "joined", text: expect.stringMatching(/^(?!.*pay1).*pay2 returns 500/s) },
      ]);
      await waitFor(() => shop.rings() === 3);
    },
    slow,
  );

  it("takes the receiver of the README", async () => {
    const receiver = /```yaml\n(route:.*?)```/s.exec(readFileSync("README.md", "utf8"))?.[1] ?? "";
    const file = join(emptyFolder(), "alertmanager.yml");
    writeFileSync(file, receiver);
    const amtool = join(dirname(program), "amtool");
    const { stdout } = await run(amtool, ["check-config", file]);
    expect(stdout).toContain("SUCCESS");
    expect(stdout).toContain("1 receivers");
  });
});
