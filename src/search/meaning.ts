import { atOnce, type Steps } from "../kernel/steps.ts";
import { dotOfFloats, type Encoder, toLengthOne } from "./encoder/encoder.ts";
import type { InvertedIndex } from "./inverted-index.ts";
import { whiteningSteps } from "./whitening.ts";

/** How near a question is in meaning, 0 to 1, whatever words it uses. */
export type Nearness = {
  /** To the middle of an entry's title, questions and headings, in the corpus' own measure. */
  readonly gist: (entry: number) => number;
  /** To the short text of an entry that is nearest. */
  readonly meaning: (entry: number) => number;
};

/** What the texts of a corpus mean. */
export type MeaningIndex = {
  readonly ask: (question: string) => Nearness;
};

/** A question in a language that nobody knows. */
const farFromAll: Nearness = { gist: () => 0, meaning: () => 0 };
/** The measure is learned from so many texts at most, spread over the corpus: more change nothing. */
const mostToLearnFrom = 1_000;
/** So many texts are encoded, or measured, in about a millisecond. */
const unitsPerStep = 32;
/** A vector is kept in bytes, a quarter of its memory: cosines change in their third place. */
const byteScale = 127;

/** Encodes the short texts of an index: titles, questions, keywords and headings, no passages. */
export function createMeaningIndex(index: InvertedIndex, encoder: Encoder): MeaningIndex {
  return atOnce(meaningIndexSteps(index, encoder));
}

/** The same, step by step. */
export function* meaningIndexSteps(index: InvertedIndex, encoder: Encoder): Steps<MeaningIndex> {
  const { size } = encoder;
  const units: number[] = [];
  const vectors: Float32Array[] = [];
  for (const [unit, { kind, text }] of index.units.entries()) {
    if (unit % unitsPerStep === 0) yield;
    const vector = kind === "passage" ? undefined : encoder.encode(text);
    if (!vector) continue;
    units.push(unit);
    vectors.push(vector);
  }
  yield;
  const step = Math.ceil(vectors.length / mostToLearnFrom);
  const { whiten } = yield* whiteningSteps(
    vectors.filter((_, at) => at % step === 0),
    encoder.spread(),
    size,
  );
  yield;
  const bytes = new Int8Array(vectors.length * size);
  for (const [at, vector] of vectors.entries()) {
    if (at % unitsPerStep === 0) yield;
    for (let number = 0; number < size; number += 1) {
      bytes[at * size + number] = Math.round((vector[number] as number) * byteScale);
    }
  }
  // Vectors of entry e: start[e] … start[e + 1].
  const start = new Uint32Array(index.size + 1);
  for (const unit of units) {
    const next = (index.unitEntry[unit] ?? 0) + 1;
    start[next] = (start[next] ?? 0) + 1;
  }
  for (let entry = 0; entry < index.size; entry += 1) {
    start[entry + 1] = (start[entry + 1] ?? 0) + (start[entry] ?? 0);
  }
  const middles = new Float32Array(index.size * size);
  for (let entry = 0; entry < index.size; entry += 1) {
    if (entry % unitsPerStep === 0) yield;
    const from = start[entry] ?? 0;
    // A keyword is a name, and many of them would pull the middle away from what people ask.
    const own = vectors
      .slice(from, start[entry + 1])
      .filter((_, at) => index.units[units[from + at] ?? 0]?.kind !== "keywords");
    if (own.length === 0) continue;
    const mean = new Float32Array(size);
    for (const vector of own) {
      for (let at = 0; at < size; at += 1) mean[at] = (mean[at] ?? 0) + (vector[at] ?? 0);
    }
    const middle = toLengthOne(whiten(mean.map((sum) => sum / own.length)));
    if (middle) middles.set(middle, entry * size);
  }

  return {
    ask(question) {
      const asked = encoder.encode(question);
      const measured = asked && toLengthOne(whiten(asked));
      if (!asked || !measured) return farFromAll;
      const gists = new Float32Array(index.size);
      for (let entry = 0; entry < index.size; entry += 1) {
        gists[entry] = Math.max(0, dotOfFloats(measured, middles, entry * size));
      }
      return {
        gist: (entry) => gists[entry] ?? 0,
        meaning(entry) {
          let nearest = 0;
          const end = start[entry + 1] ?? 0;
          for (let at = start[entry] ?? 0; at < end; at += 1) {
            nearest = Math.max(nearest, dotOfBytes(asked, bytes, at * size));
          }
          return Math.min(1, nearest / byteScale);
        },
      };
    },
  };
}

/** As `dotOfFloats`; a loop that met both kinds of table would be compiled for neither. */
function dotOfBytes(vector: Float32Array, table: Int8Array, from: number): number {
  let [a, b] = [0, 0];
  for (let at = 0; at < vector.length; at += 2) {
    a += (vector[at] as number) * (table[from + at] as number);
    b += (vector[at + 1] as number) * (table[from + at + 1] as number);
  }
  return a + b;
}
