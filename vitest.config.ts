import { configDefaults, defineConfig } from "vitest/config";

const peers = "test/peers/**/*.test.ts";
/** Processes of their own, real sockets, doubles that are tested themselves, pictures, and cases by the thousand. */
const long = [
  "test/processes/**/*.test.ts",
  "test/commands/serve.test.ts",
  "test/scenarios/conversation.test.ts",
  "test/web/serve-web.test.ts",
  "test/support/**/*.test.ts",
  "test/adapters/matrix/*.test.ts",
  "test/adapters/matrix/{session,store,sync}/**/*.test.ts",
  "test/adapters/slack/**/*.test.ts",
  "test/contract/matrix-encrypted.test.ts",
  "test/contract/slack-platform.test.ts",
  "test/oncall/notify/**/*.test.ts",
  "test/oncall/paging/real-channels.test.ts",
  "test/oncall/naive-resolver.test.ts",
  "test/oncall/zones.test.ts",
  "test/wifi/any-network.test.ts",
  "test/wifi/poster-*.test.ts",
  "test/wifi/qr-picture.test.ts",
];

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
          exclude: [...configDefaults.exclude, peers, ...long],
        },
      },
      { extends: true, test: { name: "long", include: long } },
      // Programs of others, one after the other.
      { extends: true, test: { name: "peers", include: [peers], fileParallelism: false } },
    ],
  },
});
