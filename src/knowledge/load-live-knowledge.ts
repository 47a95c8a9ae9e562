import { importsOf } from "./catalogue.ts";
import type { Corpus } from "./corpus.ts";
import { listKnowledge, loadKnowledge } from "./load-knowledge.ts";

/** A corpus that follows its folder. */
export type LiveKnowledge = {
  /** What is in force; swapped whole, never half. */
  corpus(): Corpus;
  /** Looks at the folder once, and loads it if a file has changed. Concurrent calls share one look. */
  check(): Promise<void>;
  /** Keeps looking until stopped. */
  start(): void;
  stop(): void;
};

/** Told after each look that changed something. */
export type LiveKnowledgeEvents = {
  readonly swapped: (corpus: Corpus) => void | Promise<void>;
  /** The folder could not be loaded; the last corpus stays in force. Told once until it is different. */
  readonly kept: (error: Error) => void;
};

/** Files are looked at rather than watched: that works on every disk, container mount and network share. */
const shortestPauseMs = 2_000;
/** A look at a large folder takes long: it pauses so much longer than it took, so that looking costs at most 2 %. */
const pauseFactor = 50;

/**
 * Loads a folder and follows it.
 *
 * @param elapsedMs a steady clock, to measure how long a look takes
 * @throws BotError when there is nothing to start with
 */
export async function openLiveKnowledge(
  folder: string,
  elapsedMs: () => number,
  events: LiveKnowledgeEvents,
): Promise<LiveKnowledge> {
  let seen = (await listKnowledge(folder)).fingerprint;
  let corpus = await loadKnowledge(folder);
  const imports = () =>
    importsOf(corpus.catalogueFiles.find(({ file }) => file === "services.yaml")?.text ?? "");
  let told = "";
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running = false;

  async function look(): Promise<void> {
    try {
      const { fingerprint } = await listKnowledge(folder, imports());
      if (fingerprint === seen) {
        told = "";
        return;
      }
      const next = await loadKnowledge(folder, corpus);
      seen = fingerprint;
      told = "";
      if (next.hash === corpus.hash && samePlaces(next, corpus)) return;
      corpus = next;
      await events.swapped(corpus);
    } catch (error) {
      if (!Error.isError(error)) throw error;
      if (error.message === told) return;
      told = error.message;
      events.kept(error);
    }
  }

  function check(): Promise<void> {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  function schedule(pauseMs: number): void {
    if (!running) return;
    timer = setTimeout(() => {
      const begun = elapsedMs();
      void check().then(() =>
        schedule(Math.max(shortestPauseMs, (elapsedMs() - begun) * pauseFactor)),
      );
    }, pauseMs);
    timer.unref();
  }

  return {
    corpus: () => corpus,
    check,
    start() {
      running = true;
      schedule(shortestPauseMs);
    },
    stop() {
      running = false;
      clearTimeout(timer);
    },
  };
}

/** Whether nothing has changed for whoever edits: the same entries in force, and the same problems. */
function samePlaces(a: Corpus, b: Corpus): boolean {
  return JSON.stringify(a.problems) === JSON.stringify(b.problems);
}
