interface Fault {
  readonly cause: string;
  readonly remedy: string;
}

/** Every fault that a person is meant to read: what brings it about, and what ends it. Noun first. */
export const faults = {
  CONFIG_INVALID: {
    cause: "An environment variable holds a value that its setting cannot take.",
    remedy: "Set it as the message says, or remove it for the default.",
  },
  DUTY_UNSHOWN: {
    cause: "A place that oncall.yaml names does not show who is on call.",
    remedy: "Do as the message says, or delete the key that names it.",
  },
  INPUT_UNREADABLE: {
    cause: "A file or stream given to a command cannot be read as what the command expects.",
    remedy: "Name another file, or mend the line that the message names.",
  },
  KNOWLEDGE_EMPTY: {
    cause: "The knowledge folder holds no entry that can be served.",
    remedy: "Add an entry below answers/, runbooks/ or checklists/.",
  },
  KNOWLEDGE_MISSING: {
    cause: "The knowledge folder does not exist or cannot be read.",
    remedy: "Name the right folder with --knowledge or AMA_KNOWLEDGE.",
  },
  KNOWLEDGE_UNWRITABLE: {
    cause: "A file cannot be written into the knowledge folder.",
    remedy: "Mend the folder's permissions, or print the file with --stdout.",
  },
  PERSON_UNKNOWN: {
    cause: "Somebody is named who is not in people.yaml.",
    remedy: "Use the id of a person in people.yaml; the message offers the nearest.",
  },
  STORE_LOCKED: {
    cause: "Another process owns the database, or is changing its schema.",
    remedy: "Stop that process, or set AMA_DATABASE to another file.",
  },
  STORE_NEWER: {
    cause: "A newer version has changed the schema of the database.",
    remedy: "Start the newer version, or restore the backup made before it.",
  },
  STORE_UNREADABLE: {
    cause: "The database cannot be opened, or is not an SQLite file.",
    remedy: "Mend the permissions, restore a backup, or set AMA_DATABASE to another file.",
  },
  STORE_UNSUPPORTED: {
    cause: "The database address names an engine that this version does not know.",
    remedy: "Set AMA_DATABASE to the path of a file.",
  },
  STORE_UNWRITABLE: {
    cause: "What must not be lost could not be written to its file.",
    remedy: "Make room on the disk, or mend the permissions of the file that the message names.",
  },
  USAGE_INVALID: {
    cause: "A command was called with words or options that it does not know.",
    remedy: "Call it as the two lines of help below the message show.",
  },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultCode = keyof typeof faults;

/**
 * Stops something for a reason that a person can act on. A plain `Error` says which invariant broke, and is a bug.
 *
 * The message has four parts: what was found (quoted), where, what was expected, what to do. It never holds a secret
 * nor what somebody asked, since it is logged as it stands.
 */
export class BotError extends Error {
  override readonly name = "BotError";
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
