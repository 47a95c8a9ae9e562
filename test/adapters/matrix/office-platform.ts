import { join } from "node:path";
import { useStops } from "../../support/use-stops.ts";
import { useMatrixOffices } from "./matrix-office.ts";
import { openSetUpPlatform } from "./set-up-platform.ts";

/** Platforms, not started, of a bot that shares a room with Ada; each is stopped after its test. */
export function useMatrixPlatforms() {
  const openOffice = useMatrixOffices();
  const atEnd = useStops();

  return async () => {
    const office = await openOffice();
    const { given, room, server } = office;
    const { folder, ...rest } = given;
    const opened = await openSetUpPlatform({ ...rest, file: join(folder, "keys.sqlite") });
    atEnd(() => opened.close(Temporal.Duration.from({ seconds: 1 })));
    const where = { platform: "matrix", workspace: server.name, room } as const;
    return { ...office, ...opened, where };
  };
}
