import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scrub } from "../../src/gaps/scrub.ts";
import { loadKnowledge } from "../../src/knowledge/load-knowledge.ts";

/** What somebody writes, what must not survive of it, and the word that stands there instead. */
type Shape = readonly [written: string, gone: string, word: string];

/** Tokens are put together here, so that no scanner takes this file for a leak. */
const put = (...parts: readonly string[]): string => parts.join("");
const random = put("aB3dE6gH9j", "K2mN5pQ8sT1vW4yZ7c");

const shapes: readonly Shape[] = [
  // Tokens and passwords.
  [put("gh", "p_", random, "0011aaBB"), "aB3dE6gH9j", "[secret]"],
  [put("github", "_pat_", random), "aB3dE6gH9j", "[secret]"],
  [put("gl", "pat-", random.slice(0, 20)), "aB3dE6gH9j", "[secret]"],
  [put("xox", "b-123456789012-", random), "aB3dE6gH9j", "[secret]"],
  [put("xapp", "-1-A012-", random), "aB3dE6gH9j", "[secret]"],
  [put("AK", "IA", "Q3EGRW7TZ2MKLP4X"), "Q3EGRW7T", "[secret]"],
  [put("AI", "za", random, "_3xYz-9"), "aB3dE6gH9j", "[secret]"],
  [put("sk_", "live_", random), "aB3dE6gH9j", "[secret]"],
  [put("eyJhbGciOi", "JIUzI1NiJ9.", "eyJzdWIiOiIxMjM0In0.", random), "eyJzdWIi", "[secret]"],
  [put("npm", "_", random, "0a1B2c3D"), "aB3dE6gH9j", "[secret]"],
  [put("123456789", ":", "AA", random, "_k-3L"), "aB3dE6gH9j", "[secret]"],
  ["password=hunter2", "hunter2", "[secret]"],
  ["my password is hunter2!X9", "hunter2", "[secret]"],
  ["pw: Sommer2026", "Sommer2026", "[secret]"],
  ["password: 'correct horse battery staple'", "horse", "[secret]"],
  ["the password for the printer is hunter2", "hunter2", "[secret]"],
  ["Passwort lautet Geheim#77x", "Geheim", "[secret]"],
  [put('{"api_key": "', "0123abcd9876", 'fedc5432"}'), "0123abcd", "[secret]"],
  [put("Authorization: Bearer ", "abcd1234efgh5678"), "abcd1234", "[secret]"],
  ["9f86d081884c7d659a2feaa0c55ad015", "9f86d081", "[secret]"],
  ["dGhpcyBpcyBhIHNlY3JldCB2YWx1ZTE", "dGhpcyBp", "[secret]"],
  ["aB3-xY9kL2mN8pQ4_rS7tU1", "xY9kL2", "[secret]"],
  ["550e8400-e29b-41d4-a716-446655440000", "e29b", "[secret]"],
  [
    put("-----BEGIN PRI", "VATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\n-----END PRI", "VATE KEY-----"),
    "MIIEvQIB",
    "[secret]",
  ],
  // Mail.
  ["bob@example.org", "bob", "[mail]"],
  ["bob.o'neil+vpn@mail.example.co.uk", "neil", "[mail]"],
  ['"bob smith"@example.org', "smith", "[mail]"],
  ["jürgen@müller.example", "müller", "[mail]"],
  ["bob@xn--mller-kva.example", "kva", "[mail]"],
  ["mailto:bob@example.org?subject=pay", "subject", "[mail]"],
  ["bob at example dot org", "bob", "[mail]"],
  ["bob (at) example (dot) org", "bob", "[mail]"],
  ["bob[at]example.org", "bob", "[mail]"],
  ["bob @ example.org", "bob", "[mail]"],
  ["bob@example[.]org", "bob", "[mail]"],
  ["bob AT example.org", "bob", "[mail]"],
  ["bob@example dot org", "bob", "[mail]"],
  ["bob＠example．org", "bob", "[mail]"],
  ["b\u200Bob@exam\u200Bple.org", "ple", "[mail]"],
  ["bob@[10.0.0.7]", "10.0", "[mail]"],
  ["<bob@example.org>", "bob", "[mail]"],
  // Mentions.
  ["<@U0123ABC>", "U0123", "[mention]"],
  ["<@U0123ABC|anna>", "anna", "[mention]"],
  ["<!subteam^S0123|@ops>", "ops", "[mention]"],
  ["@anna:matrix.example.org", "anna", "[mention]"],
  ["@anna", "anna", "[mention]"],
  ["@anna.lee", "lee", "[mention]"],
  ["@here", "here", "[mention]"],
  // Telephones.
  ["+49 (0)30 1234567", "1234", "[phone]"],
  ["+49 30 123 45 67", "123", "[phone]"],
  ["+1-555-010-9999", "9999", "[phone]"],
  ["0049301234567", "1234", "[phone]"],
  ["0049 30 1234567", "1234", "[phone]"],
  ["030/123456-78", "1234", "[phone]"],
  ["030 1234567", "1234", "[phone]"],
  ["0171-1234567", "1234", "[phone]"],
  ["01711234567", "1234", "[phone]"],
  ["06 12 34 56 78", "34", "[phone]"],
  ["(+49) 30 1234567", "1234", "[phone]"],
  ["030 / 123 456 - 78", "123", "[phone]"],
  ["(555) 010-9999", "010", "[phone]"],
  ["555.010.9999", "010", "[phone]"],
  ["555-010-9999 ext. 42", "9999", "[phone]"],
  ["tel:+49301234567", "1234", "[phone]"],
  ["tel. 4711-12", "4711", "[phone]"],
  ["０３０／１２３４５６", "123", "[phone]"],
  // Networks.
  ["10.0.12.7", "10.0", "[ip]"],
  ["10[.]0[.]12[.]7", "12", "[ip]"],
  ["2001:db8::8a2e:370:7334", "8a2e", "[ip]"],
  ["2001:0db8:0000:0000:0000:8a2e:0370:7334", "8a2e", "[ip]"],
  ["::ffff:10.0.12.7", "ffff", "[ip]"],
  ["fe80::1ff:fe23:4567:890a%eth0", "fe23", "[ip]"],
  ["00:1a:2b:3c:4d:5e", "1a", "[mac]"],
  ["00-1A-2B-3C-4D-5E", "1A", "[mac]"],
  ["001a.2b3c.4d5e", "2b3c", "[mac]"],
  // Cards, accounts and other numbers.
  ["4111 1111 1111 1111", "1111", "[card]"],
  ["4111-1111-1111-1111", "1111", "[card]"],
  ["5500005555555559", "5555", "[card]"],
  ["3782 822463 10005", "8224", "[card]"],
  ["4111.1111.1111.1111", "1111", "[card]"],
  ["DE89 3704 0044 0532 0130 00", "3704", "[account]"],
  ["DE89370400440532013000", "3704", "[account]"],
  ["GB82WEST12345698765432", "WEST", "[account]"],
  ["AT61 1904 3002 3457 3201", "1904", "[account]"],
  ["123-45-6789", "6789", "[number]"],
  ["1234567", "1234", "[number]"],
  ["12 345 678", "345", "[number]"],
  ["1234-5678", "5678", "[number]"],
  ["1 2 3 4 5 6 7", "3", "[number]"],
  ["12/345/67890", "345", "[number]"],
  ["INC0012345", "0012345", "[number]"],
  ["١٢٣٤٥٦٧", "١٢٣", "[number]"],
  // Homes.
  ["12 Main Street", "Main", "[address]"],
  ["Hauptstraße 12a", "Haupt", "[address]"],
  ["Berliner Str. 7, 10115 Berlin", "Berlin", "[address]"],
  // URLs.
  ["https://bob:hunter2@host.example/path", "bob", "https://host.example/path[…]"],
  ["https://bob:p@ss/w@host.example/path", "ss/w", "https://host.example/path[…]"],
  ["https://host.example/path?token=abc&user=bob", "bob", "https://host.example/path[…]"],
  ["https://host.example/path#user-bob", "bob", "https://host.example/path[…]"],
  ["grafana.example:3000/d/x?var-user=bob", "bob", "grafana.example:3000/d/x[…]"],
  ["postgres://app:hunter2@db1/orders", "hunter2", "postgres://db1/orders[…]"],
  ["https://hooks.slack.com/services/T0123ABC/B0123ABC/k3yK3yk3Y", "k3yK", "[secret]"],
];

const places: readonly (readonly [string, (written: string) => string])[] = [
  ["alone", (written) => written],
  ["at the start", (written) => `${written} does not work`],
  ["at the end", (written) => `please look at ${written}`],
  ["in a sentence", (written) => `why does ${written} fail on work1`],
  ["before a full stop", (written) => `It was ${written}.`],
  ["before a comma", (written) => `with ${written}, since today`],
  ["before a question mark", (written) => `is it ${written}?`],
  ["in round brackets", (written) => `we (${written}) wait`],
  ["in quotation marks", (written) => `he wrote "${written}" twice`],
  ["in code", (written) => `run \`${written}\` again`],
  ["on its own line", (written) => `see\n${written}\nplease`],
  ["twice", (written) => `${written} and ${written}`],
];

describe("what is stored of a question", () => {
  it.each(shapes)("holds nothing of %j", (written, gone, word) => {
    for (const [place, around] of places) {
      const scrubbed = scrub(around(written));
      const framed = around("");
      expect([place, scrubbed]).toEqual([place, expect.stringContaining(word)]);
      if (!framed.includes(gone)) {
        expect([place, scrubbed]).toEqual([place, expect.not.stringContaining(gone)]);
      }
      expect(scrub(scrubbed)).toBe(scrubbed);
    }
  });

  it("keeps the words around", () => {
    expect(scrub("why does bob@example.org get 502, call 030/123456-78!")).toBe(
      "why does [mail] get 502, call [phone]!",
    );
    expect(scrub("is 10.0.12.7:8080 up? @anna, 2026-11-25 10:30")).toBe(
      "is [ip]:8080 up? [mention], 2026-11-25 10:30",
    );
    expect(scrub("see <https://x.example/a?b=c|the page>")).toBe(
      "see <https://x.example/a[…]|the page>",
    );
  });

  it.each([
    ["BOB@EXAMPLE.ORG", "BOB"],
    ["BOB AT EXAMPLE DOT ORG", "BOB"],
    ["MAILTO:BOB@EXAMPLE.ORG", "BOB"],
    ["PASSWORD=HUNTER2", "HUNTER2"],
    ["HTTPS://BOB:X@HOST.EXAMPLE/P?Q=1", "BOB"],
    ["2001:DB8::8A2E:370:7334", "8A2E"],
    ["00:1A:2B:3C:4D:5E", "1A:2B"],
    ["9F86D081884C7D659A2FEAA0C55AD015", "9F86"],
    ["12 MAIN STREET", "MAIN"],
    ["HAUPTSTRASSE 12", "HAUPT"],
    ["@ANNA", "ANNA"],
    ["de89 3704 0044 0532 0130 00", "3704"],
  ])("reads capitals: %s", (written, gone) => {
    expect(scrub(`it is ${written} here`)).not.toContain(gone);
  });

  it.each([
    "how do I restart payments-api on work1",
    "db1 and db2 are down",
    "upgrade to 1.2.3",
    "postgres 16.4 or 17.0.1-rc.2",
    "kubernetes v1.31.2 is out",
    "it listens on 8080",
    "ports 8080 8443 9090",
    "port range 30000-32767",
    "we get 502 and 504",
    "500 502 503 504 all day",
    "HTTP 404, then 200",
    "since 2026-11-25",
    "from 2026-11-25 10:30 to 2026-11-26 08:15",
    "at 2026-11-25T10:30:00.123Z",
    "on 25.11.2026 at 9:05",
    "25/11/2026",
    "in 2025-2026",
    "10:30:15",
    "0930-1030",
    "KubePodCrashLooping fires",
    "HighP99LatencyEdgeProxy5xx on edge-proxy",
    "NodeFilesystemSpaceFillingUp",
    "cat /var/log/postgresql/postgresql-16-main.log",
    "kubectl -n payments rollout restart deployment/payments-api",
    "pod payments-api-7d9f8b6c5d-x2x4z",
    "systemctl restart postgresql@16-main.service",
    "npm install @types/node",
    "git clone git@gitlab.example.org:team/repo.git",
    "ssh deploy@work1",
    "the password is in the vault",
    "token: see 1Password",
    "FATAL: password authentication failed for user",
    "password=$PASSWORD",
    "password: <password>",
    "my password does not work any more",
    "I forgot my password, who resets it",
    "https://grafana.example/d/orders",
    "see https://wiki.example:8443/a/b.",
    "where is registry.everythingsocks.io",
    "std::vector and ActiveRecord::Base",
    "CVE-2026-12345",
    "G-12 and PAY-4711",
    "disk is 95% full, 20 GB left",
    "1,000,000 orders",
    "123456 rows",
    "x86_64-unknown-linux-gnu",
    "meet at 5pm",
    "look at the dot in the chart",
    "is nginx running at shop.example.org",
    "Speicherplatz 20 GB",
    "a ring of 3 brokers",
    "feature/ABC-1234-fix-login-for-contractors",
    "SELECT count(*) FROM orders WHERE state = 'open'",
    "rate(http_requests_total[5m]) > 0.5",
    "curl -d @body.json",
    "dig +short my-service.everythingsocks.io @ns1.everythingsocks.io",
    "jq -r '.items | @tsv'",
    "⚠️ it is down 👩‍💻",
    "Überweisung schlägt fehl – warum?",
    "wait… what",
    "TLS 1.3, RFC 8446",
    "",
  ])("leaves %j as it is", (text) => {
    expect(scrub(text)).toBe(text);
  });

  it("leaves every question of the knowledge as it is", async () => {
    const { entries } = await loadKnowledge("knowledge");
    const questions = entries.flatMap((entry) => entry.questions);
    expect(questions.length).toBeGreaterThan(100);
    expect(questions.map(scrub)).toEqual(questions);
  });

  it("makes NUL visible and drops what nobody sees", () => {
    expect(scrub("a\0b")).toBe("a\uFFFDb");
    expect(scrub("rest\u00ADart\u2060 work1\uFEFF\u202E")).toBe("restart work1");
  });

  const fragment = fc.oneof(
    fc.constantFrom(...shapes.map(([written]) => written)),
    fc.constantFrom("@", ".", "-", " ", "/", ":", "?", "=", "[", "]", "://", "password", "…", "+"),
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.string({ maxLength: 8 }),
    fc.stringMatching(/^[0-9 .:-]{1,9}$/u),
  );
  const text = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(""));

  it("changes nothing when it is scrubbed again, and hardly grows", () => {
    fc.assert(
      fc.property(text, (written) => {
        const scrubbed = scrub(written);
        expect(scrub(scrubbed)).toBe(scrubbed);
        expect(scrubbed.length).toBeLessThanOrEqual(written.length + 1_000);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    "@a ",
    "\uFDFA",
    "a.",
    "a@",
    "http://a@",
    "@_",
    "@a.",
    "1 ",
    "1-",
    "1",
    "aA1",
    "a://",
    "?a=",
    "/!",
    "://a:",
    "password ",
    "password is ",
    "a:",
    "::",
    "00:",
    "+1",
    "(1",
    "<@",
    "a at a dot ",
    '"',
    "DE89 ",
    "1.",
    "12 a ",
    "[…]",
    "-----BEGIN PRIVATE KEY-----",
    "\u200D",
    "a\u0301",
  ])("is done in time with 40,000 characters of %j", (piece) => {
    const full = piece.repeat(Math.floor(40_000 / piece.length));
    const start = performance.now();
    const scrubbed = scrub(full);
    expect(performance.now() - start).toBeLessThan(1_500);
    expect(scrubbed.length).toBeLessThanOrEqual(full.length + 1_000);
    expect(scrub(scrubbed)).toBe(scrubbed);
  });
});
