import { z } from "zod";

const units = { s: "seconds", m: "minutes", h: "hours" } as const;

/** A length as files have it, `90s`, `5m`, `2h` or `1d`; a day is 24 hours, whatever the clocks do. */
export const shortLengthSchema = z
  .string()
  .regex(/^\d{1,6}[smhd]$/, "expected a length such as 30s, 5m, 2h or 1d")
  .transform((text) => {
    const count = Number(text.slice(0, -1));
    const unit = text.slice(-1);
    if (unit === "d") return Temporal.Duration.from({ hours: count * 24 });
    return Temporal.Duration.from({ [units[unit === "s" || unit === "m" ? unit : "h"]]: count });
  });
