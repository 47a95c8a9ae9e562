import { describe, expect, it } from "vitest";
import { linkToken, webUnderTest } from "./web-under-test.ts";

const path = `/act/${linkToken}`;
const wrong = "/act/BBBBBBBBBBBBBBBBBBBBBB";

describe("a one-time link", () => {
  it("shows what it would do, with a button and without a script", async () => {
    const { app } = webUnderTest();
    const answer = await app.request(path);
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Type")).toMatch(/^text\/html/);
    expect(text).toContain("<h1>Acknowledge #12</h1>");
    expect(text).toContain("<p>payments-api: &lt;b&gt;p99&lt;/b&gt; over 2 s</p>");
    expect(text).toContain('<form method="post"><button type="submit">I have it</button></form>');
    expect(text).not.toMatch(/<script|<style|style=|onclick|<a /);
    expect(text).not.toContain(linkToken);
  });

  it("stands in our own colours, which its headers allow, wherever a proxy puts it", async () => {
    const { app } = webUnderTest();
    const page = await app.request(path);
    const [, href = ""] = /<link rel="stylesheet" href="([^"]+)">/.exec(await page.text()) ?? [];
    const behind = new URL(href, `https://ama.example/behind/a/proxy${path}`).pathname;
    expect(behind).toBe("/behind/a/proxy/style.css");
    const sheet = await app.request("/style.css");
    expect(sheet.status).toBe(200);
    expect(sheet.headers.get("Content-Type")).toBe("text/css; charset=utf-8");
    expect(page.headers.get("Content-Security-Policy")).toContain("style-src 'self'");
  });

  it.each([
    ["a scanner's GET", { method: "GET" }],
    ["a scanner's HEAD", { method: "HEAD" }],
    ["a prefetch", { headers: { "Sec-Purpose": "prefetch" } }],
    ["a prerender", { headers: { "Sec-Purpose": "prefetch;prerender" } }],
    ["an older prefetch", { headers: { Purpose: "prefetch", "X-Moz": "prefetch" } }],
    ["a preview of a chat", { headers: { "User-Agent": "Slackbot-LinkExpanding 1.0" } }],
    ["a method that hides another", { headers: { "X-HTTP-Method-Override": "POST" } }],
    ["a query that hides another", { query: "?_method=POST" }],
    ["OPTIONS", { method: "OPTIONS" }],
    ["PUT", { method: "PUT" }],
    ["DELETE", { method: "DELETE" }],
  ])(
    "is not spent by %s, ten times",
    async (_by, { query = "", ...request }: RequestInit & { query?: string }) => {
      const { app, acted } = webUnderTest();
      for (let time = 0; time < 10; time += 1) await app.request(path + query, request);
      expect(acted).toEqual([]);
      expect((await app.request(path, { method: "POST" })).status).toBe(200);
      expect(acted).toEqual([linkToken]);
    },
  );

  it("does what it is for, once", async () => {
    const { app, acted, told } = webUnderTest();
    const [first, second] = await Promise.all([
      app.request(path, { method: "POST" }),
      app.request(path, { method: "POST" }),
    ]);
    expect([first.status, second.status]).toEqual([200, 404]);
    expect(await first.text()).toContain("<h1>You have #12</h1>");
    expect(acted).toEqual([linkToken]);
    expect(told).toEqual(["POST /act/:token 200", "POST /act/:token 404"]);
  });

  it("is answered by the same page when it is wrong, used, or no link at all", async () => {
    const { app, acted, looked } = webUnderTest();
    await app.request(path, { method: "POST" });
    const answers = await Promise.all([
      app.request(path),
      app.request(path, { method: "POST" }),
      app.request(wrong),
      app.request(wrong, { method: "POST" }),
      app.request("/act/short"),
      app.request("/act/..%2f..%2flivez"),
      app.request(`/act/${"A".repeat(10_000)}`, { method: "POST" }),
    ]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual(Array(7).fill(404));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain("Nothing was changed.");
    expect(acted).toEqual([linkToken]);
    expect(looked).toEqual([linkToken, wrong.slice(5)]);
  });

  it("says an id alone when something breaks", async () => {
    const { app, told } = webUnderTest({
      act: async () => {
        throw new Error(`no such row: ${linkToken}`);
      },
    });
    const answer = await app.request(path, { method: "POST" });
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe("Something broke on my side. Error E-5f5f5f.\n");
    expect(told).toEqual(["failed /act/:token E-5f5f5f", "POST /act/:token 500"]);
  });

  it("is not spent when too many are asked for at once", async () => {
    const held = Promise.withResolvers<undefined>();
    const { app } = webUnderTest({ act: () => held.promise });
    const begun = Array.from({ length: 16 }, async () => app.request(path, { method: "POST" }));
    const oneMore = await app.request(path, { method: "POST" });
    held.resolve(undefined);
    await Promise.all(begun);
    expect([oneMore.status, oneMore.headers.get("Retry-After")]).toEqual([503, "1"]);
    expect(await oneMore.text()).toContain("Nothing was changed");
  });
});
