import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Clock } from "../../../src/kernel/clock.ts";
import { linksToPages } from "../../../src/links-to-pages.ts";
import { createEmailNotifier } from "../../../src/oncall/notify/email-notifier.ts";
import { loadSecret } from "../../../src/oncall/notify/load-secret.ts";
import { createNtfyNotifier } from "../../../src/oncall/notify/ntfy-notifier.ts";
import { createLinkStore } from "../../../src/oncall/paging/link-store.ts";
import { addActRoutes } from "../../../src/web/act-routes.ts";
import { createAtOnce } from "../../../src/web/at-once.ts";
import type { Answer } from "../../support/loopback-server.ts";
import { type NtfyDouble, startNtfyDouble } from "../../support/ntfy-double.ts";
import { type SmtpPeer, startSmtpPeer } from "../../support/smtp-peer.ts";
import { threadOn } from "../../talk/open-talk.ts";
import { openPagerOffice, type PagerOffice, people } from "./pager-office.ts";

const token = "tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2";
const login = { user: "ama@mail.example.org", pass: "correct-horse" };
const publicUrl = "https://ama.example.org";

/** Ana hears of a page by both at once. */
const bothAtOnce = people.replace("{via: email, after: 2m}", "{via: email, after: 0m}");

describe("A page that goes out to a real ntfy client and a real mail server", () => {
  let office: PagerOffice;
  let ntfy: NtfyDouble;
  let smtp: SmtpPeer;
  let ntfySays: Answer | undefined;
  let smtpSays: { readonly code: number; readonly words: string } | undefined;
  beforeEach(async () => {
    [ntfySays, smtpSays] = [undefined, undefined];
    ntfy = await startNtfyDouble(token, () => ntfySays);
    const { user, pass: password } = login;
    smtp = await startSmtpPeer({ user, password, instead: () => smtpSays });
    office = await openPagerOffice({
      files: { "people.yaml": bothAtOnce },
      publicUrl,
      notifiers: (clock) => notifiersFor(clock, ntfy.port, smtp.port),
    });
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
    await Promise.all([ntfy.close(), smtp.close()]);
  });
  const page = async () => threadOn(await office.say("dee", "page billing invoices fail"));
  const web = () => {
    const links = linksToPages({
      db: office.db,
      paging: office.paging(),
      links: createLinkStore(office.db),
      nameOf: (id) => (id === "ana" ? "Ana" : id),
      clock: office.clock,
      timeZone: "UTC",
    });
    const app = new Hono();
    addActRoutes(app, links, createAtOnce(1));
    return app;
  };
  const linkFrom = (label: string) => {
    const url = ntfy.published()[0]?.actions.find((one) => one.label === label)?.url ?? "";
    expect(url).toMatch(/^https:\/\/ama\.example\.org\/act\//);
    return new URL(url).pathname;
  };

  it("is had by both, with what it is about and with its links", async () => {
    await page();
    const [rung, ...moreRung] = ntfy.published();
    const [mail, ...moreMail] = smtp.received();
    expect([moreRung, moreMail]).toEqual([[], []]);
    expect(rung).toMatchObject({
      topic: "ana-hush",
      title: "#1 turn 1: Billing",
      priority: 5,
      message: expect.stringContaining("#1 Billing: invoices fail (Dee)"),
    });
    expect(rung?.actions.map(({ label, method }) => `${method} ${label}`)).toEqual([
      "POST I have it",
      "POST Escalate",
    ]);
    expect(mail).toMatchObject({ to: ["ana@example.org"], isSecure: true, user: login.user });
    expect(mail?.headers.subject).toBe("#1 Billing: invoices fail (Dee)");
    expect(mail?.text).toMatch(/I have it: https:\/\/ama\.example\.org\/act\/[\w-]{22}\n/);
  });

  it("is rung for where the mail server is stopped, which the thread is told in the same breath", async () => {
    await smtp.close();
    const thread = await page();
    expect(ntfy.published()).toHaveLength(1);
    expect(office.heard("dee", thread)).toContain(
      "#1: Ana: e-mail failed: The mail server cannot be reached (ECONNREFUSED). It is tried again.",
    );
  });

  it("is mailed again after the server was busy, under the same id", async () => {
    smtpSays = { code: 451, words: "4.7.1 Greylisted, try again" };
    const thread = await page();
    expect(smtp.received()).toEqual([]);
    expect(office.heard("dee", thread).join("\n")).toContain("451 4.7.1 Greylisted, try again");
    smtpSays = undefined;
    await office.pass(0.1);
    expect(smtp.received()).toHaveLength(1);
    expect(office.heard("dee", thread)[0]).not.toContain("Greylisted");
  });

  it("is not mailed again where the server knows no such mailbox", async () => {
    smtpSays = { code: 550, words: "5.1.1 unknown" };
    const thread = await page();
    expect(office.heard("dee", thread)).toContain(
      "#1: Ana: e-mail failed: The mail server said: 550 5.1.1 unknown.",
    );
    smtpSays = undefined;
    await office.pass(4);
    expect(smtp.received()).toEqual([]);
  });

  it("is mailed where ntfy is over its limit, and rings when it says that it may", async () => {
    ntfySays = { status: 429, headers: { "retry-after": "7" } };
    const thread = await page();
    expect(smtp.received()).toHaveLength(1);
    expect(office.heard("dee", thread).join("\n")).toContain(
      "Ana: ntfy failed: env:ANA answered 429",
    );
    ntfySays = undefined;
    await office.pass(0.1);
    expect(ntfy.published()).toEqual([]);
    await office.pass(0.1);
    expect(ntfy.published()).toHaveLength(1);
  });

  it("shows no topic, no token and no password to the room, whatever fails", async () => {
    ntfySays = { status: 403, body: JSON.stringify({ error: `no ana-hush for ${token}` }) };
    smtpSays = { code: 550, words: `no, ${login.pass}` };
    const thread = await page();
    const said = office.heard("dee", thread).join("\n");
    expect(said).toContain("Ana: ntfy failed");
    for (const secret of ["ana-hush", token, login.pass]) expect(said).not.toContain(secret);
  });

  it("is not taken by whatever looks at its link", async () => {
    await page();
    const path = linkFrom("I have it");
    for (let look = 0; look < 3; look += 1) {
      const answer = await web().request(path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain("<h1>Acknowledge #1 as Ana</h1>");
    }
    expect((await office.page(1)).page.state).toBe("triggered");
    expect(await office.story(1)).not.toContain("acknowledged");
  });

  it("is taken by its link, once, by the person whom it was sent to", async () => {
    const thread = await page();
    const path = linkFrom("I have it");
    const answer = await web().request(path, { method: "POST" });
    await office.settle();
    expect(await answer.text()).toContain("#1: Ana has it.");
    expect((await office.page(1)).page.ackedBy).toBe("ana");
    expect(office.heard("dee", thread)).toContain("#1: Ana has it.");
    expect((await web().request(path, { method: "POST" })).status).toBe(404);
    expect((await web().request(path)).status).toBe(404);
    const before = ntfy.published().length;
    await office.pass(30);
    expect(ntfy.published()).toHaveLength(before);
  });

  it("is handed to the next by its link", async () => {
    await page();
    await web().request(linkFrom("Escalate"), { method: "POST" });
    await office.settle();
    expect(office.heard("cem", office.memory.dm("cem"))).toHaveLength(1);
  });

  it("is not taken by a link that is a day old", async () => {
    await page();
    const path = linkFrom("I have it");
    office.clock.advance({ hours: 24 });
    expect((await web().request(path, { method: "POST" })).status).toBe(404);
    expect((await office.page(1)).page.state).toBe("triggered");
  });
});

function notifiersFor(clock: Clock, ntfyPort: number, smtpPort: number) {
  const env = {
    ANA: `http://127.0.0.1:${ntfyPort}/ana-hush ${token}`,
    BO: `http://127.0.0.1:${ntfyPort}/bo-hush ${token}`,
  };
  return [
    createNtfyNotifier({ clock, readSecret: (reference) => loadSecret(reference, env) }),
    createEmailNotifier({
      smtp: { host: "127.0.0.1", port: smtpPort, beginsWithTls: false, login },
      from: { name: "AMA", address: "ama@example.org" },
    }),
  ];
}
