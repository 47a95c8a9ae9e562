import { type Covariance, covarianceOf } from "../covariance.ts";
import { type Encoder, toLengthOne } from "./encoder.ts";
import { encodedWords, piecesOf } from "./word-pieces.ts";

const magic = "AMAENC1\0";
const headerBytes = 20;
/** So many pieces of a text count; what follows says nothing new. */
const mostPieces = 256;
/** Words come again and again, and cutting them is what costs. */
const mostRemembered = 8_000;
/** Texts whose vectors are remembered, 5 MB: of an edited base all but a few are the same again. */
const mostEncoded = 10_000;
/** Every so many-th word is a sample of all. */
const sampleStep = 16;

/** How many pieces a word has, and the sum of their vectors. */
type Word = { readonly pieces: number; readonly sum: Float32Array };

/**
 * Reads a table of word pieces, a vector each: a text's vector is the sum of its pieces' (bytes: `NOTICE.md`).
 *
 * @throws Error for bytes that are no such table, or not all of it
 */
export function createStaticEncoder(bytes: Uint8Array): Encoder {
  const { rowOf, scales, table, size } = readTable(bytes);
  const remembered = new Map<string, Word>();
  const encoded = new Map<string, Float32Array>();
  let spread: Covariance | undefined;

  function wordOf(word: string): Word {
    const known = remembered.get(word);
    if (known) return known;
    const rows = piecesOf(word, rowOf);
    const sum = new Float32Array(size);
    for (const row of rows) addRow(sum, row);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(word, { pieces: rows.length, sum });
    return { pieces: rows.length, sum };
  }
  function addRow(sum: Float32Array, row: number): void {
    const scale = scales[row] ?? 0;
    const start = row * size;
    for (let at = 0; at < size; at += 1) {
      sum[at] = (sum[at] as number) + scale * (table[start + at] as number);
    }
  }

  return {
    name: "static",
    size,
    encode(text) {
      const known = encoded.get(text);
      if (known) return known;
      const vector = encode(text);
      if (vector === undefined) return undefined;
      if (encoded.size >= mostEncoded) encoded.clear();
      encoded.set(text, vector);
      return vector;
    },
    spread() {
      spread ??= covarianceOf(sample(), size);
      return spread;
    },
  };

  function encode(text: string): Float32Array | undefined {
    const sum = new Float32Array(size);
    let pieces = 0;
    for (const spelt of encodedWords(text)) {
      const word = wordOf(spelt);
      pieces += word.pieces;
      if (pieces > mostPieces) break;
      for (let at = 0; at < size; at += 1) {
        sum[at] = (sum[at] as number) + (word.sum[at] as number);
      }
    }
    return toLengthOne(sum);
  }

  function sample(): readonly Float32Array[] {
    const vectors: Float32Array[] = [];
    for (let row = 0; row < scales.length; row += sampleStep) {
      const vector = new Float32Array(size);
      addRow(vector, row);
      const direction = toLengthOne(vector);
      if (direction) vectors.push(direction);
    }
    return vectors;
  }
}

/** Little-endian: magic, three uint32 (rows, size, bytes of the vocabulary), vocabulary, scales as float32, rows as int8. */
function readTable(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number, to: number) =>
    new TextDecoder("latin1").decode(bytes.subarray(from, to));
  if (bytes.length < headerBytes || text(0, magic.length) !== magic) {
    throw new Error("The encoder's table does not begin as one: it is another file, or damaged.");
  }
  const [rows, size, vocabularyBytes] = [8, 12, 16].map((at) => view.getUint32(at, true));
  const scalesAt = Math.ceil((headerBytes + (vocabularyBytes ?? 0)) / 4) * 4;
  const tableAt = scalesAt + 4 * (rows ?? 0);
  const expected = tableAt + (rows ?? 0) * (size ?? 0);
  const pieces = text(headerBytes, headerBytes + (vocabularyBytes ?? 0)).split("\n");
  if (bytes.length !== expected || pieces.length !== rows) {
    throw new Error(
      `The encoder's table has ${bytes.length} bytes and ${pieces.length} words: expected ${expected} and ${rows}; it is damaged.`,
    );
  }
  return {
    rowOf: new Map(pieces.map((piece, row) => [piece, row])),
    scales: Float32Array.from(pieces, (_, row) => view.getFloat32(scalesAt + 4 * row, true)),
    table: new Int8Array(bytes.buffer, bytes.byteOffset + tableAt, rows * (size ?? 0)),
    size: size ?? 0,
  };
}
