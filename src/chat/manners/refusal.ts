import { type Doc, paragraph } from "../doc.ts";

const because = {
  off: "I am switched off in this room. Ask me in a direct message, or have an admin say: mode mention.",
  outsider:
    "I answer people of this company only, and I do not know your account. Have it added to people.yaml.",
} as const;

/** The one sentence, said privately, that tells why there is no answer (M9). */
export function notHere(reason: keyof typeof because): Doc {
  return [paragraph(because[reason])];
}

/** What was to be said in a room that cannot be written in any more, said to whoever asked alone. */
export function noRoomAnyMore(doc: Doc): Doc {
  return [
    paragraph("I cannot write any more where you asked me. This is what I had to say there:"),
    ...doc,
  ];
}

/** What a room reads when neither way to say something privately works (M33): nothing of the content. */
export function couldNotReach(): Doc {
  return [
    paragraph(
      "I could not reach you privately, so I say nothing here. Send me a direct message and ask again.",
    ),
  ];
}
