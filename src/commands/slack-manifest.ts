import { stringify } from "yaml";
import { slackManifest } from "../adapters/slack/manifest.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Prints what a Slack app is made from, as YAML. */
export async function printSlackManifest(world: Pick<World, "stdout">): Promise<ExitCode> {
  await writeLine(world.stdout, stringify(slackManifest()).trimEnd());
  return 0;
}
