import { describe, expect, it } from "vitest";
import {
  isLoopback,
  isMailAddress,
  parseMailFrom,
  parseSmtpAddress,
} from "../../../src/oncall/notify/mail-settings.ts";

describe("AMA_SMTP_URL", () => {
  it.each([
    [
      "smtp://ama:secret@mail.example.org",
      {
        host: "mail.example.org",
        port: 587,
        beginsWithTls: false,
        login: { user: "ama", pass: "secret" },
      },
    ],
    [
      "smtps://a%40b:p%3A%2F%40@mail.example.org/",
      {
        host: "mail.example.org",
        port: 465,
        beginsWithTls: true,
        login: { user: "a@b", pass: "p:/@" },
      },
    ],
    ["smtp://[::1]:25", { host: "::1", port: 25, beginsWithTls: false, login: undefined }],
  ])("is read: %s", (text, address) => {
    expect(parseSmtpAddress(text)).toEqual(address);
  });

  it.each([
    "mail.example.org",
    "https://ama:hush@mail.example.org",
    "smtp://",
    "smtp://ama:hush@mail.example.org/path",
    "smtp://ama:hush@mail.example.org?tls.rejectUnauthorized=false",
    "smtp://ama:hush%@mail.example.org",
    "smtp://hush@mail.example.org",
    "smtp://ama:hush@mail.example.org:99999",
  ])("is told without its value when it cannot be read: %s", (text) => {
    const reading = parseSmtpAddress(text);
    expect(reading).toEqual({ problem: expect.stringMatching(/^AMA_SMTP_URL .*expected smtp:/) });
    expect(JSON.stringify(reading)).not.toContain("hush");
  });
});

describe("AMA_MAIL_FROM", () => {
  it.each([
    ["ama@example.org", { name: "", address: "ama@example.org" }],
    [" AMA <ama@example.org> ", { name: "AMA", address: "ama@example.org" }],
    [
      "Bereitschaft Süd <süd@bücher.example>",
      { name: "Bereitschaft Süd", address: "süd@bücher.example" },
    ],
  ])("is read: %s", (text, address) => {
    expect(parseMailFrom(text)).toEqual(address);
  });

  it.each(["", "ama", "AMA <>", "a@b, c@d", "A <a@b> <c@d>", 'A" <a@b'])(
    "is told when it cannot be read: %j",
    (text) => {
      expect(parseMailFrom(text)).toEqual({
        problem: expect.stringContaining("expected an address"),
      });
    },
  );
});

describe("an address for mail", () => {
  it.each([
    ["bo@example.org", true],
    ["bö@bücher.example", true],
    [`${"b".repeat(250)}@x.y`, true],
    [`${"b".repeat(251)}@x.y`, false],
    ["bo@example.org\nBcc: eve@example.org", false],
    ["bo@example.org,eve@example.org", false],
    ["Bo <bo@example.org>", false],
    ["bo@@example.org", false],
    ["bo", false],
  ])("is one address and nothing else: %j is %s", (text, is) => {
    expect(isMailAddress(text)).toBe(is);
  });
});

describe("the name of this machine", () => {
  it.each([
    ["localhost", true],
    ["LOCALHOST", true],
    ["127.0.0.1", true],
    ["127.8.9.10", true],
    ["::1", true],
    ["0.0.0.0", false],
    ["localhost.example.org", false],
    ["127.example.org", false],
    ["128.0.0.1", false],
  ])("is told from others: %s is %s", (host, is) => {
    expect(isLoopback(host)).toBe(is);
  });
});
