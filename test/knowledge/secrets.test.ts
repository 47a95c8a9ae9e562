import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSecrets } from "../../src/knowledge/secrets.ts";

/** Secrets are put together here, so that no scanner takes this file for a leak. */
const put = (...parts: readonly string[]): string => parts.join("");
const random = put("aB3dE6gH9j", "K2mN5pQ8sT1vW4yZ7c");
const hex = put("0123abcd9876", "fedc54321f2e3d4c5b6a");
const password = put("hunter2", "!X9");

const tokens: readonly (readonly [kind: string, secret: string])[] = [
  ["AWS access key id", put("AK", "IA", "Q3EGRW7TZ2MKLP4X")],
  ["Google API key", put("AI", "za", random, "_3xYz-9")],
  ["Slack token", put("xox", "b-123456789012-", random)],
  ["Slack token", put("xox", "p-123456789012-", random)],
  ["Slack token", put("xapp", "-1-A012-", random)],
  ["Slack token", put("xoxe", ".xoxp-1-", random)],
  ["GitHub token", put("gh", "p_", random, "0011aaBB")],
  ["GitHub token", put("gh", "o_", random, "0011aaBB")],
  ["GitHub token", put("gh", "u_", random, "0011aaBB")],
  ["GitHub token", put("gh", "s_", random, "0011aaBB")],
  ["GitHub token", put("gh", "r_", random, "0011aaBB")],
  ["GitHub token", put("github", "_pat_", random)],
  ["GitLab token", put("gl", "pat-", random.slice(0, 20))],
  ["GitLab token", put("gl", "dt-", random.slice(0, 20))],
  ["GitLab token", put("gl", "rt-", random.slice(0, 20))],
  ["npm token", put("npm", "_", random, "0a1B2c3D")],
  ["PyPI token", put("py", "pi-", random)],
  ["Docker token", put("dckr", "_pat_", random.slice(0, 27))],
  ["Stripe key", put("sk", "_live_", random)],
  ["Stripe key", put("rk", "_live_", random)],
  ["Stripe key", put("sk", "_test_", random)],
  ["Twilio key", put("S", "K", hex)],
  ["Twilio key", put("A", "C", hex)],
  ["SendGrid key", put("S", "G.", random.slice(0, 22), ".", random)],
  ["Mailgun key", put("ke", "y-", hex)],
  ["Telegram token", put("123456789", ":", "AA", random, "_k-3L")],
  ["Discord token", put("M", random.slice(0, 23), ".", "Gx1y2z", ".", random)],
  ["Matrix token", put("sy", "t_Ym9i_", random.slice(0, 20), "_1aB2cD")],
  ["Matrix token", put("MD", "AxOGxvY2F0aW9u", random, random)],
  ["API key", put("sk", "-", random)],
  ["API key", put("sk", "-ant-api03-", random)],
  ["API key", put("sk", "-proj-", random)],
  ["JWT", put("eyJhbGciOi", "JIUzI1NiJ9.", "eyJzdWIiOiIxMjM0In0.", random)],
  [
    "private key",
    put("-----BEGIN OPEN", "SSH PRIVATE KEY-----\n", random, "\n-----END OPENSSH PRIVATE KEY-----"),
  ],
  [
    "private key",
    put("-----BEGIN RSA PRI", "VATE KEY-----\n", random, "\n-----END RSA PRIVATE KEY-----"),
  ],
  [
    "private key",
    put(
      "-----BEGIN PGP PRI",
      "VATE KEY BLOCK-----\nVersion: GnuPG - v2\n\n",
      random,
      "\n=aB3d\n-----END PGP PRIVATE KEY BLOCK-----",
    ),
  ],
];

const assignments: readonly (readonly [before: string, secret: string, after: string])[] = [
  ["password=", password, ""],
  ["passwd: ", password, "\n"],
  ["PGPASSWORD=", password, " psql"],
  ["DB_PASSWORD: '", password, "'"],
  ['{"password":"', password, '","user":"bob"}'],
  ['{\\"password\\":\\"', password, '\\"}'],
  ["spring.datasource.password = ", password, ""],
  ["  dbPassword: ", password, ""],
  ["`password`: `", password, "`"],
  ["| password | ", password, " |"],
  ["<password>", password, "</password>"],
  ["**Password:** ", password, "."],
  ["mysql --password ", password, " -u root"],
  ["mysql --password=", password, " -u root"],
  ["the password is ", password, "."],
  ["the password for the printer is ", password, ", ask bo"],
  ["das Passwort lautet ", password, ""],
  ["pw: ", put("Sommer", "2026"), ""],
  ["pwd=", put("hunter", "22"), ""],
  ["secret=", put("s3cr3t", "#Value"), ""],
  ["client_secret: ", random, ""],
  ["token: ", hex, ""],
  ["api_key=", hex, "&user=bob"],
  ["X-Api-Key: ", hex, ""],
  ["aws_secret_access_key = ", put(random, "/K7MDENG+b12"), ""],
  ["AccountKey=", put(random, "/K7MDENG+b12", "=="), ";EndpointSuffix=core.windows.net"],
  ["https://x.blob.core.windows.net/a?sv=1&sig=", put(random, "%2Fb12"), ""],
  ["https://hooks.slack.com/services/", put("T0123ABC/", "B0123ABC/", random), ""],
  ["https://discord.com/api/webhooks/", put("123456789012345678/", random), ""],
  ["postgres://user:", put("hunter", "2"), "@host/orders"],
  ["amqp://app:", password, "@mq1"],
  ["Authorization: Bearer ", put("abcd1234", "efgh5678"), ""],
  ["Authorization: Basic ", put("dXNlcjpw", "YXNzMTI="), ""],
  ["curl -u bob:", put("Hunter", "22x"), " https://x.example"],
];

const innocent: readonly string[] = [
  "the password is in the vault",
  "The password is case-sensitive.",
  "token: see 1Password",
  "password: 1Password entry of the team",
  "password: <password>",
  "password=$PASSWORD",
  put("password: $", "{DB_PASSWORD}"),
  'password: "{{ .Values.password }}"',
  "password: env:DB_PASSWORD",
  "secret: file:/run/secrets/Db1",
  "password: /run/secrets/db_password_1",
  "password: changeme",
  "password: example",
  "token: your-token",
  "token: xxxxxxxxxxxxxxxx",
  "password: ********",
  "password: …",
  "token: [secret]",
  "password: vault:kv/data/Payments2#key",
  "password: ENC[AES256_GCM,data:abc123=,type:str]",
  "token = process.env.API_TOKEN",
  "token = getToken(user1)",
  "token: $(cat /var/run/Token1)",
  "password: `openssl rand -hex 32`",
  "secret: payments-api-tls-2",
  "secretName: Grafana-Admin-2",
  "max_tokens: 200000",
  "The token is OAuth2-based",
  "Bearer authentication is required here",
  "Authorization: Bearer <token>",
  "Authorization: Basic authentication",
  "password authentication failed for user",
  "https://user:password@host.example/x",
  "https://host.example:8443/@scope/name",
  put("-----BEGIN PRI", "VATE KEY-----\n...\n-----END PRIVATE KEY-----"),
  put("It begins with `-----BEGIN OPEN", "SSH PRIVATE KEY-----`."),
  put("AK", "IAIOSFODNN7EXAMPLE"),
  "commit 3f2a9c1d8e7b6a5f4c3d2e1f0a9b8c7d6e5f4a3b",
  "registry.example/app@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  "550e8400-e29b-41d4-a716-446655440000",
  "data: dGhpcyBpcyBqdXN0IGEgY29uZmlnIGV4YW1wbGU=",
  "sk-learn-something-really-long",
  "pypi-mirror-for-internal-packages",
];

function found(text: string): readonly string[] {
  return findSecrets(text).map(({ start, end }) => text.slice(start, end));
}

describe("secrets in a text", () => {
  it.each(tokens)("are found by their shape: %s", (kind, secret) => {
    for (const text of [secret, `it was ${secret} then`, `see (${secret})`, `"${secret}",`]) {
      expect(found(text)).toEqual([secret]);
      expect(findSecrets(text)[0]?.kind).toBe(kind);
    }
    expect(found(`${secret}\nand ${secret}.`)).toEqual([secret, secret]);
  });

  it.each(assignments)("are found where they stand: %j", (before, secret, after) => {
    expect(found(before + secret + after)).toEqual([secret]);
    expect(found(`first\n${before}${secret}${after}\n\nlast`)).toEqual([secret]);
  });

  it("are found in capitals", () => {
    expect(found(put("PASSWORD=HUN", "TER2!X9"))).toEqual(["HUNTER2!X9"]);
  });

  it.each(innocent)("are not seen in %j", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("are told once where two shapes overlap, under the more exact name", () => {
    const token = put("gh", "p_", random, "0011aaBB");
    expect(findSecrets(`token=${token}`)).toEqual([
      { kind: "GitHub token", start: 6, end: 6 + token.length },
    ]);
  });

  it("have offsets in UTF-16 units", () => {
    expect(findSecrets(`🔥 password=${password}`)).toEqual([
      { kind: "password", start: 12, end: 12 + password.length },
    ]);
  });

  it("are not seen in the sample knowledge", () => {
    const files = readdirSync("knowledge", { recursive: true, encoding: "utf8" }).filter((file) =>
      /\.(?:md|ya?ml)$/u.test(file),
    );
    expect(files.length).toBeGreaterThan(40);
    for (const file of files) {
      expect([file, found(readFileSync(join("knowledge", file), "utf8"))]).toEqual([file, []]);
    }
  });

  it("stand in ascending order and apart", () => {
    const pieces = [...tokens, ...assignments].map((row) => row.join(""));
    const piece = fc.oneof(fc.constantFrom(...pieces, ...innocent), fc.string({ maxLength: 9 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (parts) => {
        const text = parts.join("");
        let last = 0;
        for (const { start, end } of findSecrets(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it.each([
    "password=",
    "password is ",
    "password for a a",
    'password "',
    "token=token",
    "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\n",
    "://a:",
    "a://",
    "eyJ",
    "eyJa.",
    "sk-",
    "MDA",
    "--a-",
    "Bearer ",
    "&sig=",
    "\\n",
    "a",
    "aA1",
    "-",
    "1",
  ])("are searched for in linear time: %j", (piece) => {
    const start = performance.now();
    findSecrets(piece.repeat(Math.floor(200_000 / piece.length)));
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it("are searched for in any long text", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2_000, maxLength: 20_000 }), (text) => {
        const start = performance.now();
        findSecrets(text);
        expect(performance.now() - start).toBeLessThan(2_000);
      }),
      { numRuns: 30 },
    );
  });
});
