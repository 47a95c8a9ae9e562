import { openNetwork, printRefused, printRemarks, remarkJson } from "./open-wifi.ts";
import type { WifiOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Prints what a network's code says, its key included; exit 1 when there can be none. */
export async function wifiPayload(options: WifiOptions, world: World): Promise<ExitCode> {
  const asked = await openNetwork(options, world);
  if ("problems" in asked) return await printRefused(asked, options.json === true, world);
  const { network, payload, warnings } = asked.shown;
  const { id, ssid, security } = network;
  if (options.json) {
    const told = { version: 1, id, ssid, security, payload, warnings: warnings.map(remarkJson) };
    await writeLine(world.stdout, JSON.stringify(told));
  } else {
    await printRemarks(id, warnings, world);
    await writeLine(world.stdout, payload);
  }
  return 0;
}
