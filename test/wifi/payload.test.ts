import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodePayload, type Joining, parsePayload } from "../../src/wifi/payload.ts";

const guest: Joining = {
  ssid: "Acme Guest",
  key: "correct horse battery",
  hidden: false,
  wpa3Only: false,
  asSae: false,
};

describe("the payload of a network", () => {
  it.each<[string, Partial<Joining>, string]>([
    ["has type, name and key", {}, "WIFI:T:WPA;S:Acme Guest;P:correct horse battery;;"],
    ["has no key where it is open", { key: undefined }, "WIFI:T:nopass;S:Acme Guest;;"],
    [
      "says that it is hidden before the key",
      { hidden: true },
      "WIFI:T:WPA;S:Acme Guest;H:true;P:correct horse battery;;",
    ],
    [
      "says that it takes WPA3 alone",
      { wpa3Only: true, key: "short" },
      "WIFI:T:WPA;R:1;S:Acme Guest;P:short;;",
    ],
    [
      "says so for phones that know no other word",
      { wpa3Only: true, asSae: true, key: "short" },
      "WIFI:T:SAE;R:1;S:Acme Guest;P:short;;",
    ],
    [
      "escapes five characters and no other",
      { ssid: "a\\b;c,d:e\"f'g.h" },
      "WIFI:T:WPA;S:a\\\\b\\;c\\,d\\:e\\\"f'g.h;P:correct horse battery;;",
    ],
    ["leaves spaces where they are", { ssid: " a ", key: " b " }, "WIFI:T:WPA;S: a ;P: b ;;"],
    [
      "puts no quotes round hex",
      { ssid: "beef", key: "0123456789" },
      "WIFI:T:WPA;S:beef;P:0123456789;;",
    ],
    ["encodes no percent", { ssid: "50%41" }, "WIFI:T:WPA;S:50%41;P:correct horse battery;;"],
  ])("%s", (_, given, payload) => {
    expect(encodePayload({ ...guest, ...given })).toBe(payload);
  });

  it("reads back as it was written, whatever name and key hold", () => {
    const anyJoining = fc.record({
      ssid: fc.string({ unit: "binary" }),
      key: fc.option(fc.string({ unit: "binary", minLength: 1 }), { nil: undefined }),
      hidden: fc.boolean(),
      wpa3Only: fc.boolean(),
    });
    fc.assert(
      fc.property(anyJoining, fc.boolean(), (made, sae) => {
        const joining = { ...made, asSae: sae && made.wpa3Only && made.key !== undefined };
        const security = made.key === undefined ? "open" : "wpa";
        const read = parsePayload(encodePayload(joining));
        expect(read).toEqual({ ...joining, security, login: {} });
      }),
    );
  });
});

describe("a code that somebody else made", () => {
  it.each([
    ["in another order", "WIFI:P:secret12;S:Net;T:WPA;;", { ssid: "Net", key: "secret12" }],
    ["with spaces before the fields", "WIFI: T:WPA;   S:Net; P: x;;", { ssid: "Net", key: " x" }],
    ["without an end", "WIFI:T:WPA;S:Net;P:secret", { key: "secret" }],
    ["with half an end", "WIFI:T:WPA;S:Net;P:secret;", { key: "secret" }],
    ["that breaks off in an escape", "WIFI:T:WPA;S:Net;P:sec\\", { key: "sec" }],
    ["with unknown fields", "WIFI:T:WPA;Z:1;true;S:Net;;", { ssid: "Net", hidden: false }],
    ["with a field twice", "WIFI:T:WPA;S:One;S:Two;;", { ssid: "One" }],
    ["with other escapes", "WIFI:T:WPA;S:a\\'b\\.c\\n;;", { ssid: "a'b.cn" }],
    ["hidden in capitals", "WIFI:T:WPA;S:Net;H:TRUE;;", { hidden: true }],
    ["with WPA2", "WIFI:T:WPA2;S:Net;P:secret;;", { security: "wpa", wpa3Only: false }],
    ["with WPA3", "WIFI:T:WPA3;S:Net;P:secret;;", { security: "wpa" }],
    ["with SAE", "WIFI:T:SAE;S:Net;P:secret;;", { security: "wpa", wpa3Only: true, asSae: true }],
    ["with WEP", "WIFI:T:WEP;S:Net;P:secret;;", { security: "wep" }],
    ["without a type", "WIFI:S:Net;P:secret;;", { security: "open", key: "secret" }],
    ["with an empty type", "WIFI:T:;S:Net;P:;;", { security: "open", key: undefined }],
    [
      "with a login",
      "WIFI:T:WPA2-EAP;S:Net;E:PEAP;PH2:MSCHAPV2;AI:any;I:ana;P:x;;",
      {
        security: "enterprise",
        login: { eap: "PEAP", phase2: "MSCHAPV2", anonymousIdentity: "any", identity: "ana" },
      },
    ],
    [
      "with its second phase under H",
      "WIFI:T:WPA2-EAP;S:Net;E:TTLS;H:PAP;;",
      { hidden: false, login: { eap: "TTLS", phase2: "PAP" } },
    ],
    [
      "with its second phase under H, and under its own name",
      "WIFI:T:WPA2-EAP;S:Net;H:PAP;PH2:MSCHAPV2;;",
      { login: { phase2: "MSCHAPV2" } },
    ],
  ])("is read %s", (_, payload, expected) => {
    expect(parsePayload(payload)).toMatchObject(expected);
  });

  it.each(["", "https://example.org", "WIFI:", "WIFI:T:WPA;P:secret;;"])(
    "is none where it names no network: %j",
    (text) => {
      expect(parsePayload(text)).toBeUndefined();
    },
  );
});
