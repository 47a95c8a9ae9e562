import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { hostname } from "node:os";
import { systemClock } from "./kernel/clock.ts";

enableCompileCache();
try {
  if (existsSync(".env")) process.loadEnvFile(".env");
} catch {
  process.stderr.write(
    '".env" cannot be read: expected a text file of settings. Correct its permissions, or remove it; AMA goes on without it.\n',
  );
}

// A reader that has gone (`ama ask … | head -1`) ends us quietly.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if ("code" in error && error.code === "EPIPE") process.exit();
    throw error;
  });
}

const { runCommandLine } = await import("./commands/command-line.ts");
const code = await runCommandLine({
  argv: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  clock: systemClock,
  timeZone: Temporal.Now.timeZoneId(),
  elapsedMs: () => performance.now(),
  patienceMs: 150,
  randomHex: (bytes) => randomBytes(bytes).toString("hex"),
  process: { pid: process.pid, host: hostname() },
  onSignal: (listener) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => listener(signal));
  },
});
// All is printed by now. Packages leave timers behind that would hold us up for minutes.
process.exit(code);
