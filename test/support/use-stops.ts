import { afterEach } from "vitest";

/** Takes what is to be stopped once a test is over, and stops it then: what was begun last, first. */
export function useStops(): (stop: () => unknown) => void {
  const stops: (() => unknown)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });
  return (stop) => void stops.push(stop);
}
