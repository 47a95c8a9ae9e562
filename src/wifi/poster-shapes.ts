import type { Face } from "./text-width.ts";

/** What a shape is for; a theme says how that looks. */
export type Tone = "ink" | "quiet" | "accent" | "title" | "invitation";

/** All lengths are in millimetres from the left upper corner. */
export type Shape =
  | {
      readonly shape: "text";
      readonly x: number;
      /** Where the letters of each line stand. */
      readonly lines: readonly { readonly y: number; readonly text: string }[];
      readonly size: number;
      readonly face: Face;
      readonly tone: Tone;
    }
  /** One text, every letter of which has its place: gaps between them are no characters, and a copy is right. */
  | {
      readonly shape: "letters";
      readonly text: string;
      readonly places: readonly { readonly x: number; readonly y: number }[];
      readonly size: number;
    }
  | ({ readonly shape: "band" | "panel" } & Box)
  | { readonly shape: "space"; readonly x: number; readonly y: number; readonly width: number }
  | { readonly shape: "waves"; readonly x: number; readonly y: number; readonly width: number }
  | { readonly shape: "code"; readonly x: number; readonly y: number; readonly side: number };

export type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type TextShape = Extract<Shape, { readonly shape: "text" }>;
