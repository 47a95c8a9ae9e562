import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Picture } from "../../chat/pictures.ts";

/** Where the pictures of one run lie, for a viewer to open; nobody else may read them. */
export type PictureFolder = {
  /** @returns the path of its file */
  save(picture: Picture): Promise<string>;
  /** Removes a file of it. */
  discard(file: string): Promise<void>;
  /** Removes it with all that is in it; nothing is saved after that. */
  remove(): Promise<void>;
};

/** Creates one that comes into being with its first picture. */
export function createPictureFolder(): PictureFolder {
  let saved = 0;
  let folder: string | undefined;
  let removed = false;
  let busy: Promise<unknown> = Promise.resolve();

  async function write({ png, name }: Picture): Promise<string> {
    if (removed) throw new Error("The folder of pictures is removed.");
    folder ??= await mkdtemp(join(tmpdir(), "ama-pictures-")); // mode 0700
    saved += 1;
    const file = join(folder, `${saved}-${fileName(name)}`);
    await writeFile(file, png, { mode: 0o600, flag: "wx" });
    return file;
  }
  /** One after the other, so that nothing is written into what is being removed. */
  function next<T>(act: () => Promise<T>): Promise<T> {
    const done = busy.then(act);
    busy = done.catch(() => undefined);
    return done;
  }

  return {
    save: (picture) => next(() => write(picture)),
    discard: (file) => next(() => rm(file, { force: true })),
    remove: () =>
      next(async () => {
        removed = true;
        if (folder !== undefined) await rm(folder, { recursive: true, force: true });
      }),
  };
}

/** A name that is safe in every folder and shows nothing odd at a terminal. */
function fileName(name: string): string {
  const safe = name.replace(/[^a-z0-9._-]+/giu, "-").slice(-80);
  return safe.endsWith(".png") ? safe : `${safe}.png`;
}
