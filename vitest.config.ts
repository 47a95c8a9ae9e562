import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/temporal-equality.ts"],
    // Tests of one worker share what they import: most of a run was importing the same modules again.
    isolate: false,
    pool: "forks",
    maxWorkers: "100%",
    // For a machine that does much else; nothing waits for it.
    testTimeout: 30_000,
  },
});
