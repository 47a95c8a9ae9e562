/** A piece of work that has been taken up; it reports its own faults and never throws. */
export type Job = () => Promise<void>;

export type Crew = {
  /** Has it look for work. */
  wake(): void;
  /** Takes up nothing more, and resolves when what is in work is done. */
  stop(): Promise<void>;
};

export type CrewParts = {
  /** How many jobs may run at a time. */
  readonly size: number;
  /** Takes up the next job; undefined when there is none. */
  readonly next: () => Promise<Job | undefined>;
  /** Hears what `next` throws: it is asked again at the next wake. */
  readonly fault: (error: unknown) => void;
};

/** Creates something that runs jobs whenever it is woken, several at a time, until there are none. */
export function createCrew({ size, next, fault }: CrewParts): Crew {
  const running = new Set<Promise<void>>();
  let isCalled = false;
  let isLooking = false;
  let isStopped = false;
  let looked = Promise.resolve();

  const look = async () => {
    try {
      while (isCalled) {
        isCalled = false;
        while (running.size < size && !isStopped) {
          const job = await next();
          if (job === undefined) break;
          start(job);
        }
      }
    } catch (error) {
      fault(error);
    } finally {
      isLooking = false;
    }
  };

  const start = (job: Job) => {
    const run = job().finally(() => {
      running.delete(run);
      wake();
    });
    running.add(run);
  };

  const wake = () => {
    isCalled = true;
    if (isStopped || isLooking) return;
    isLooking = true;
    looked = look();
  };

  return {
    wake,
    async stop() {
      isStopped = true;
      await looked;
      await Promise.all(running);
    },
  };
}
