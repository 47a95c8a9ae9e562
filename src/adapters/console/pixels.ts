/** A picture of squares; a colour is 0xRRGGBB. */
export type Pixels = {
  readonly width: number;
  readonly height: number;
  readonly at: (x: number, y: number) => number;
};

const white = 0xffffff;
/** A reader of codes wants four light modules on each side (ISO/IEC 18004, 5.3.8). */
const quietModules = 4;

/**
 * Brings a picture to so many pixels of width and height at most. One made of larger squares, such as a code, becomes one
 * pixel for each of them and loses nothing; only what is too large even then is blurred. Around it is a quiet zone.
 */
export function fitPixels(pixels: Pixels, most: number): Pixels {
  return shrunk(withQuietZone(oneForEachSquare(pixels)), most);
}

/** The red, green and blue of a colour, each from 0 to 255. */
export function channels(colour: number): readonly [red: number, green: number, blue: number] {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

function oneForEachSquare(pixels: Pixels): Pixels {
  const side = squareSide(pixels);
  return {
    width: pixels.width / side,
    height: pixels.height / side,
    at: (x, y) => pixels.at(x * side, y * side),
  };
}

/** The side of the largest squares that the whole picture is made of. */
function squareSide({ width, height, at }: Pixels): number {
  let side = greatestDivisor(width, height);
  for (let y = 0; y < height && side > 1; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (x > 0 && at(x, y) !== at(x - 1, y)) side = greatestDivisor(side, x);
      if (y > 0 && at(x, y) !== at(x, y - 1)) side = greatestDivisor(side, y);
    }
  }
  return side;
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other);
}

function withQuietZone({ width, height, at }: Pixels): Pixels {
  const zone = quietModules - quietWidth({ width, height, at });
  return {
    width: width + 2 * zone,
    height: height + 2 * zone,
    at(x, y) {
      const [column, row] = [x - zone, y - zone];
      const isOutside = column < 0 || row < 0 || column >= width || row >= height;
      return isOutside ? white : at(column, row);
    },
  };
}

/** How many rings of the edge are white; more than are wanted do not count. */
function quietWidth({ width, height, at }: Pixels): number {
  for (let ring = 0; ring < quietModules; ring += 1) {
    for (let x = 0; x < width; x += 1) {
      if (at(x, ring) !== white || at(x, height - 1 - ring) !== white) return ring;
    }
    for (let y = 0; y < height; y += 1) {
      if (at(ring, y) !== white || at(width - 1 - ring, y) !== white) return ring;
    }
  }
  return quietModules;
}

function shrunk(pixels: Pixels, most: number): Pixels {
  const scale = Math.max(pixels.width, pixels.height) / most;
  if (scale <= 1) return pixels;
  const start = (at: number) => Math.floor(at * scale);
  const end = (at: number, size: number) => Math.min(size, Math.max(start(at) + 1, start(at + 1)));
  return {
    width: Math.max(1, Math.floor(pixels.width / scale)),
    height: Math.max(1, Math.floor(pixels.height / scale)),
    at: (x, y) =>
      meanColour(pixels, start(x), end(x, pixels.width), start(y), end(y, pixels.height)),
  };
}

function meanColour(
  { at }: Pixels,
  left: number,
  right: number,
  top: number,
  bottom: number,
): number {
  const sums: [number, number, number] = [0, 0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const [red, green, blue] = channels(at(x, y));
      sums[0] += red;
      sums[1] += green;
      sums[2] += blue;
    }
  }
  const count = (right - left) * (bottom - top);
  return sums.reduce((colour, sum) => (colour << 8) | Math.round(sum / count), 0);
}
