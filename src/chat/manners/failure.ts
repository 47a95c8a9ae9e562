import { type Doc, paragraph } from "../doc.ts";

/** Tells the asker that all tries have failed (M11). @param owner as people call whoever sees to the bot */
export function renderFailure(errorId: string, owner: string): Doc {
  return [
    paragraph(
      `I could not deal with that: something broke on my side, not yours. Error ${errorId} is with ${owner}; tell them that number, or ask again later.`,
    ),
  ];
}
