import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** Starts AMA as a process of its own in the folder `cwd`, for `using` to end; of our settings it sees none but these. */
export function startAma(
  cwd: string,
  words: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("AMA_"));
  const env = { ...Object.fromEntries(own), ...settings };
  return spawn(process.execPath, [main, ...words], { cwd, env, stdio: "pipe" });
}

export type Ended = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Gives what a process has printed once it has ended. */
export async function endOf(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code: typeof code === "number" ? code : null, stdout, stderr };
}
