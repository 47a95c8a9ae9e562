import type Database from "better-sqlite3";

/** The bot's account on its homeserver, as this device. */
export interface MatrixSession {
  readonly homeserver: string;
  readonly user: string;
  readonly device: string;
  readonly accessToken: string;
}

export function createSessionRow(engine: Database.Database) {
  const read = engine.prepare<[], MatrixSession>(
    `select homeserver, user, device, access_token as "accessToken" from session`,
  );
  const write = engine.prepare<MatrixSession>(
    "replace into session values (1, :homeserver, :user, :device, :accessToken)",
  );
  return {
    read: (): MatrixSession | undefined => read.get(),
    write: (session: MatrixSession): void => void write.run(session),
  };
}
