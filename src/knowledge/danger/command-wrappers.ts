import type { Valued } from "./command-options.ts";

/** A program that runs another one, with the options that take a value. */
type Wrapper = Valued & {
  /** How many words of their own stand before it. */
  readonly operands: number;
  /** Whether the words are put together and read anew, by a shell. */
  readonly reads: boolean;
};

const wraps = (short = "", long = "", operands = 0, reads = false): Wrapper => ({
  short,
  long: long.split(" "),
  operands,
  reads,
});

/** Those that we know, by name. */
export const commandWrappers: ReadonlyMap<string, Wrapper> = new Map([
  ["sudo", wraps("ugpCTUDRrth", "--user --group --host --prompt --chdir --chroot")],
  ["doas", wraps("uC")],
  ["env", wraps("uC", "--unset --chdir")],
  // `command -v reboot` only asks where it is.
  ["command", wraps("vV")],
  ["builtin", wraps()],
  ["exec", wraps("a")],
  ["nohup", wraps()],
  ["setsid", wraps()],
  ["time", wraps("fo")],
  ["nice", wraps("n", "--adjustment")],
  ["ionice", wraps("cnpP", "--class --classdata")],
  ["stdbuf", wraps("ioe")],
  ["timeout", wraps("ks", "--kill-after --signal", 1)],
  ["chroot", wraps("", "", 1)],
  ["flock", wraps("wE", "--timeout", 1)],
  ["sshpass", wraps("pfdP")],
  [
    "xargs",
    wraps("adEILnPs", "--arg-file --delimiter --max-args --max-procs --max-lines --max-chars"),
  ],
  ["ssh", wraps("bBcDEeFIiJLlmOopQRSWw", "", 1, true)],
  ["watch", wraps("n", "--interval", 0, true)],
  ["eval", wraps("", "", 0, true)],
]);
