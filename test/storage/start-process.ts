import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("./storage-process.ts", import.meta.url));

/** Starts a second process on `file`, for `using` to end; its faults go to our stderr. */
export function startProcess(task: "migrate" | "count" | "serve", file: string) {
  return spawn(process.execPath, [script, task, file], { stdio: ["pipe", "pipe", "inherit"] });
}

/** Gives what a process printed, once it has ended well. */
export async function outputOf(task: "migrate" | "count", file: string): Promise<string> {
  using child = startProcess(task, file);
  const [output, [exitCode]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  if (exitCode !== 0) throw new Error(`${task} ended with ${exitCode}`);
  return output;
}
