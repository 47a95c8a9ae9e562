import { isIP } from "node:net";
import { describe, expect, it } from "vitest";
import {
  isPrivateAddress,
  loadAddresses,
  systemLookup,
} from "../../../src/oncall/notify/load-addresses.ts";

const isPrivate = (address: string) => isPrivateAddress({ address, family: isIP(address) });

describe("an address", () => {
  it.each([
    ["0.0.0.0", true],
    ["9.255.255.255", false],
    ["10.0.0.0", true],
    ["10.255.255.255", true],
    ["11.0.0.0", false],
    ["100.63.255.255", false],
    ["100.64.0.0", true],
    ["100.128.0.0", false],
    ["127.255.255.255", true],
    ["128.0.0.0", false],
    ["169.253.255.255", false],
    ["169.254.169.254", true],
    ["172.15.255.255", false],
    ["172.16.0.0", true],
    ["172.31.255.255", true],
    ["172.32.0.0", false],
    ["192.167.255.255", false],
    ["192.168.0.1", true],
    ["192.169.0.0", false],
    ["198.17.255.255", false],
    ["198.18.0.0", true],
    ["198.20.0.0", false],
    ["223.255.255.255", false],
    ["224.0.0.1", true],
    ["255.255.255.255", true],
    ["::", true],
    ["::1", true],
    ["::ffff:10.0.0.1", true],
    ["64:ff9b::a00:1", true],
    ["fc00::1", true],
    ["fe80::1", true],
    ["ff02::1", true],
    ["2001:db8::1", true],
    ["2002:a00:1::", true],
    ["2001::1", true],
    ["2001:200::1", false],
    ["2606:4700::1111", false],
    ["3ffe:ffff::1", false],
    ["4000::", true],
  ])("%s is private: %s", (address, is) => {
    expect(isPrivate(address)).toBe(is);
  });
});

describe("a URL that spells a private address in another way", () => {
  it.each([
    "https://127.1/",
    "https://0x7f000001/",
    "https://2130706433/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://localhost/",
  ])("is refused: %s", async (url) => {
    expect(await loadAddresses(new URL(url), false, systemLookup)).toHaveProperty("refused");
  });
});
