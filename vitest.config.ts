import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const peers = "test/peers/**/*.test.ts";
/** What others do beside them is something that may go wrong: a key that comes too late. */
const alone = "test/peers/matrix-{kills,readers,recovery,session}.test.ts";
/**
 * The command line from end to end, processes of their own, real sockets, doubles that are tested themselves, pictures, whole
 * knowledge bases, and cases by the thousand.
 */
const long = [
  "test/{commands,processes,relevance,search,support}/**/*.test.ts",
  "test/scenarios/conversation.test.ts",
  "test/web/serve-web.test.ts",
  "test/talk/duty-notices.test.ts",
  "test/adapters/matrix/*.test.ts",
  "test/adapters/matrix/{session,store,sync}/**/*.test.ts",
  "test/adapters/matrix/render/any-rendered.test.ts",
  "test/adapters/slack/**/*.test.ts",
  "test/contract/{matrix-encrypted,slack-platform}.test.ts",
  "test/knowledge/lint/**/*.test.ts",
  "test/knowledge/{load-history,new-runbook,tame-markdown}.test.ts",
  "test/oncall/notify/**/*.test.ts",
  "test/oncall/paging/{real-channels,storm}.test.ts",
  "test/oncall/{naive-resolver,zones}.test.ts",
  "test/runbooks/{every-cell,odd-texts}.test.ts",
  "test/wifi/any-network.test.ts",
  "test/wifi/{poster-*,qr-picture}.test.ts",
];

/** Contracts first: their files are short and run long, and what has not been measured yet comes in the order of its size. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isContract = ({ moduleId }: TestSpecification) => /contract.*\.test\.ts$/.test(moduleId);
    return [...sorted.filter(isContract), ...sorted.filter((file) => !isContract(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
      // Programs of others.
      {
        extends: true,
        test: {
          name: "peers: alone",
          include: [alone],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "peers: side by side",
          include: [peers],
          exclude: [...configDefaults.exclude, alone],
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
