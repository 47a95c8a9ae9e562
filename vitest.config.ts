import { configDefaults, defineConfig } from "vitest/config";

const peers = "test/peers/**/*.test.ts";
const processes = ["test/processes/**/*.test.ts", "test/support/**/*.test.ts"];

export default defineConfig({
  test: {
    setupFiles: ["test/support/temporal-equality.ts"],
    // Tests of one worker share what they import: most of a run was importing the same modules again.
    isolate: false,
    pool: "forks",
    maxWorkers: "100%",
    // For a machine that does much else; nothing waits for it.
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "inside",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, peers, ...processes],
        },
      },
      // What only a process of its own can show, and whether what tests stand on is strict.
      { extends: true, test: { name: "processes", include: processes } },
      // Programs of others, one after the other.
      { extends: true, test: { name: "peers", include: [peers], fileParallelism: false } },
    ],
  },
});
