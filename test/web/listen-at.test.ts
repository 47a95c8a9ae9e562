import { describe, expect, it } from "vitest";
import { listenAt } from "../../src/web/listen-at.ts";

const unset = { port: 8080, host: undefined, publicUrl: undefined, insecure: false };

describe("the address to listen at", () => {
  it("is none when no port is set", () => {
    expect(listenAt({ ...unset, port: undefined, host: "0.0.0.0" })).toEqual({ kind: "off" });
  });

  it.each([
    ["no host: loopback", unset, "127.0.0.1"],
    ["loopback by number", { ...unset, host: "127.0.0.2" }, "127.0.0.2"],
    ["loopback by name", { ...unset, host: "localhost" }, "localhost"],
    ["loopback of IPv6", { ...unset, host: "::1" }, "::1"],
    [
      "all, with https before it",
      { ...unset, host: "0.0.0.0", publicUrl: "https://ama.example.org" },
      "0.0.0.0",
    ],
    ["all, and somebody says so", { ...unset, host: "0.0.0.0", insecure: true }, "0.0.0.0"],
  ])("is had: %s", (_why, settings, host) => {
    expect(listenAt(settings)).toEqual({ kind: "listen", host, port: 8080 });
  });

  it.each([
    ["all", "0.0.0.0", undefined],
    ["all of IPv6", "::", undefined],
    ["a name that only begins like loopback", "127.0.0.1.example.org", undefined],
    ["plain http before it", "0.0.0.0", "http://ama.example.org"],
    ["https as a part of it only", "0.0.0.0", "http://https://"],
    ["no address before it", "0.0.0.0", "https"],
  ])("is refused: %s", (_why, host, publicUrl) => {
    expect(listenAt({ ...unset, host, publicUrl }).kind).toBe("refused");
  });

  it("says what to set when it is refused", () => {
    expect(listenAt({ ...unset, host: "0.0.0.0", publicUrl: "http://ama" })).toEqual({
      kind: "refused",
      problem:
        'AMA_HTTP_HOST is "0.0.0.0" and AMA_PUBLIC_URL is "http://ama": expected an address beginning with https:// before others can reach this server, so it is not started. Set AMA_PUBLIC_URL to the https address of the proxy in front of it, or remove AMA_HTTP_HOST to listen on 127.0.0.1 only; AMA_WEB_INSECURE=yes starts it as it is.',
    });
  });
});
