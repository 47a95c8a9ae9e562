import { z } from "zod";

export const platformSchema = z.enum(["slack", "matrix", "console", "memory"]);
