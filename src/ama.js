#!/usr/bin/env node
// Starts AMA on a Node that runs TypeScript (26 or newer), whatever Node is on PATH.
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const self = fileURLToPath(import.meta.url);
const bundled = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
// Node strips no types below node_modules, so an installed package carries compiled files.
const main = self.includes("/node_modules/") ? "../dist/src/main.js" : "./main.ts";

if (Number.parseInt(process.versions.node, 10) >= 26) {
  await import(main);
} else if (existsSync(bundled) && realpathSync(bundled) !== process.execPath) {
  const child = spawn(bundled, [self, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("error", advise);
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
} else {
  advise();
}

function advise() {
  console.error(
    `AMA needs Node 26 or newer; this is ${process.version}. In a checkout run "npm rebuild node", else install Node 26.`,
  );
  process.exitCode = 2;
}
