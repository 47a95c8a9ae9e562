import type { Catalogue } from "../knowledge/catalogue.ts";
import { emptyOncallFile, type OncallFile, parseOncallFile } from "./oncall-file.ts";

/** Who is on call and how pages escalate, with the people and services that it names. */
export type Oncall = {
  readonly file: OncallFile;
  /** Whether there is an oncall.yaml; without one nobody is on call by a schedule, which is legal. */
  readonly isWritten: boolean;
  readonly catalogue: Pick<Catalogue, "people" | "services">;
};

/** @param text of oncall.yaml; undefined when there is none, which is legal */
export function oncallOf(text: string | undefined, catalogue: Oncall["catalogue"]): Oncall {
  const file = text === undefined ? emptyOncallFile : parseOncallFile(text);
  return { file, isWritten: text !== undefined, catalogue };
}
