import { describe, expect, it } from "vitest";
import { stranger, viewerOf } from "../../src/knowledge/audience.ts";
import { networksFor } from "../../src/wifi/networks-for.ts";
import { wifiFileOf } from "../../src/wifi/wifi-file.ts";
import { wifiRequest } from "../../src/wifi/wifi-request.ts";
import { wifiYaml } from "./wifi-yaml.ts";

const key = { security: "wpa", password: "env:WIFI_KEY" } as const;
const file = wifiFileOf(
  wifiYaml(
    {
      ...{ id: "guest", name: "Guest WiFi", ssid: "Socks Guest", ...key, audience: "everyone" },
      ...{ aliases: ["visitors", "applicants"], locations: ["berlin"] },
    },
    {
      ...{ id: "office", name: "Office WiFi", ssid: "Socks Office", ...key, aliases: ["staff"] },
      locations: ["berlin", "floor-2"],
    },
    { id: "athens", name: "Athens WiFi", ssid: "Socks Athens", ...key, locations: ["athens"] },
    { id: "lab", ssid: "Lab", ...key, audience: ["team-lab"], expires: "2026-12-31" },
  ),
  "/knowledge",
);
const networks = file.items.flatMap((item) => ("network" in item ? [item.network] : []));
const day = Temporal.PlainDate.from("2026-11-25");
const mei = viewerOf({ id: "mei", roles: [] }, [{ id: "team-lab", members: ["ada"] }], day);
const ada = viewerOf({ id: "ada", roles: [] }, [{ id: "team-lab", members: ["ada"] }], day);

/** The ids that a member means; undefined: it is a question like any other. */
function meant(text: string, viewer = mei) {
  return wifiRequest(text, networksFor(networks, viewer, day))?.found.map(({ id }) => id);
}

describe("the networks that somebody may have", () => {
  const ids = (...given: Parameters<typeof networksFor>) =>
    networksFor(...given).map(({ id }) => id);

  it.each([
    ["a stranger: what is for everyone", stranger, ["guest"]],
    ["a member: what is for members, too", mei, ["guest", "office", "athens"]],
    ["one of a team: what is for that team, too", ada, ["guest", "office", "athens", "lab"]],
  ] as const)("are, of %s", (_who, viewer, expected) => {
    expect(ids(networks, viewer, day)).toEqual(expected);
  });

  it.each([
    ["the day before", "2026-12-31", ["early"]],
    ["the first day", "2027-01-01", ["dated", "early"]],
    ["the last day", "2027-01-31", ["dated", "early"]],
    ["the day after", "2027-02-01", ["early"]],
  ])("are there from the first to the last day: %s", (_says, today, expected) => {
    const dated = wifiFileOf(
      wifiYaml(
        {
          ...{ id: "dated", ssid: "Fair", security: "open", audience: "everyone" },
          ...{ valid_from: "2027-01-01", expires: "2027-01-31" },
        },
        { id: "early", ssid: "Hall", security: "open", audience: "everyone" },
      ),
      "/knowledge",
    ).items.flatMap((item) => ("network" in item ? [item.network] : []));
    expect(ids(dated, stranger, Temporal.PlainDate.from(today))).toEqual(expected);
  });
});

describe("a wish to join a network", () => {
  it.each([
    ["wifi", ["guest", "office", "athens"]],
    ["WiFi?", ["guest", "office", "athens"]],
    ["Wi-Fi please", ["guest", "office", "athens"]],
    ["wlan", ["guest", "office", "athens"]],
    ["what's the wifi password?", ["guest", "office", "athens"]],
    ["how do I connect to the wifi", ["guest", "office", "athens"]],
    ["internet password", ["guest", "office", "athens"]],
    ["can someone give me internet access please", ["guest", "office", "athens"]],
    ["is there wifi?", ["guest", "office", "athens"]],
    ["i forgot the wifi password", ["guest", "office", "athens"]],
    ["I don't know the wifi code", ["guest", "office", "athens"]],
    ["where do I find the wifi key", ["guest", "office", "athens"]],
    ["guest wifi?", ["guest"]],
    ["wifi guest", ["guest"]],
    ["what's the guest wifi password", ["guest"]],
    ["What’s the guest Wi‑Fi password?", ["guest"]],
    ["whats the guest wifi pasword", ["guest"]],
    ["guest wifi at the office", ["guest"]],
    ["wlan code for my guests", ["guest"]],
    ["wifi for a visitor", ["guest"]],
    ["internet for visitors in the office", ["guest"]],
    ["what's the ssid for applicants", ["guest"]],
    ["Socks Guest", ["guest"]],
    ["password of Socks Guest", ["guest"]],
    ["key for socks office?", ["office"]],
    ["visitors password", ["guest"]],
    ["wifi berlin", ["guest", "office"]],
    ["guest wifi berlin", ["guest"]],
    ["wifi floor 2", ["office"]],
    ["wifi on floor-2?", ["office"]],
    ["wifi office", ["office"]],
    ["office wifi", ["office"]],
    ["staff wlan", ["office"]],
    ["wifi athens", ["athens"]],
    ["how do I get online in the Athens office", ["athens"]],
    ["how do i get on the internet in athens?", ["athens"]],
    ["which wifi is there in the Athens office", ["athens"]],
  ])("%j means %j", (text, expected) => {
    expect(meant(text)).toEqual(expected);
  });

  it.each([
    "the wifi is slow",
    "wifi slow",
    "wifi down?",
    "is the wifi down",
    "the office wifi keeps dropping",
    "why is the wifi so bad in athens",
    "my laptop does not connect to the wifi",
    "can't connect to wifi",
    "wifi password doesn't work",
    "printer not on wifi",
    "how do I connect the printer to wifi",
    "wifi printer",
    "who changes the guest wifi password",
    "when does the guest wifi password change",
    "reset wifi password",
    "how secure is the guest wifi",
    "is guest wifi encrypted",
    "how do I order a wifi router",
    "restart the wifi controller",
    "wifi certificate expired",
    "may I put a visitor on the staff wifi policy",
    "the internet is down",
    "npm can't get online from the vm",
    "get the new service online",
    "how do I get online banking access",
    "internet access for ci runners is blocked",
    "what's the database password",
    "what is the password for staging",
    "office password policy",
    "guest list for the party",
    "athens office address",
    "berlin",
    "visitors",
    "office",
    "who is on call for the network",
    "restart wifi-portal on staging",
    "",
    "?!",
  ])("%j is none", (text) => {
    expect(meant(text)).toBeUndefined();
  });

  it.each([
    ["wifi paris", stranger],
    ["paris wifi password?", stranger],
    ["wifi in the paris office", stranger],
    ["wifi for contractors", stranger],
    ["guest wifi paris", stranger],
    ["guest wifi in athens", mei],
    ["wifi lab", mei],
    ["what's the lab wifi password", mei],
    ["staff wlan", stranger],
    ["wifi athens", stranger],
    ["how do I get online in the Athens office", stranger],
  ])("%j finds nothing where it is not there, nor where it is for others", (text, viewer) => {
    expect(meant(text, viewer)).toEqual([]);
  });

  it("finds the network that is for one's team", () => {
    expect(meant("what's the lab wifi password", ada)).toEqual(["lab"]);
  });

  it.each([
    ["wifi guest here", true],
    ["wifi here", true],
    ["post the guest wifi here", true],
    ["what's the wifi here", false],
    ["is there wifi here?", false],
    ["wifi guest here?", false],
    ["guest wifi", false],
  ])("%j shows it to the room: %j", (text, here) => {
    expect(wifiRequest(text, networks)?.here).toBe(here);
  });

  it.each([
    ["wifi poster", true],
    ["print a poster for the guest wifi", true],
    ["wifi guest poster please", true],
    ["guest wifi", false],
  ])("%j asks for a poster: %j", (text, poster) => {
    expect(wifiRequest(text, networks)?.poster).toBe(poster);
  });
});
