import type { Files } from "../support/knowledge-folder.ts";

/** The text of wifi.yaml with these items, each a map of its keys. */
export function wifiYaml(...networks: readonly Readonly<Record<string, unknown>>[]): string {
  return `networks:\n${networks.map((one) => `  - ${JSON.stringify(one)}\n`).join("")}`;
}

export const guest = {
  id: "guest",
  ssid: "Acme Guest",
  security: "wpa",
  password: "env:WIFI_GUEST",
} as const;

/** A folder that holds wifi.yaml alone. */
export function wifiFiles(...networks: readonly Readonly<Record<string, unknown>>[]): Files {
  return { "wifi.yaml": wifiYaml(...networks) };
}
