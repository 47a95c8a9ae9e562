/** Calls back every so many milliseconds until it is told to stop. */
export type Every = (ms: number, tick: () => void) => () => void;

/** The real ticks, which do not keep the process alive. */
export const everyTick: Every = (ms, tick) => {
  const timer = setInterval(tick, ms);
  timer.unref();
  return () => clearInterval(timer);
};

export type Spinner = {
  /** Takes the sign from the line it stands on, if it turns. */
  hide(): void;
  turn(isOn: boolean): void;
};

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
/** Fast enough to look alive; a terminal far away still keeps up. */
const frameMs = 100;
const clearLine = "\r\u001b[K";

/** Creates a sign that turns on the line at the cursor, which must be empty. */
export function createSpinner(write: (text: string) => void, every: Every): Spinner {
  let stop: (() => void) | undefined;
  let turned = 0;
  const show = () => write(`\r${frames[turned++ % frames.length]} `);
  const hide = () => {
    if (stop) write(clearLine);
  };
  return {
    hide,
    turn(isOn) {
      if (isOn === (stop !== undefined)) return;
      if (isOn) {
        stop = every(frameMs, show);
        show();
        return;
      }
      hide();
      stop?.();
      stop = undefined;
    },
  };
}
