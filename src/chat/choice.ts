/** Something to press, and what it stands for: an id, said by its key. */
export type Choice =
  | { readonly label: string; readonly entry: string }
  | { readonly label: string; readonly service: string }
  | { readonly label: string; readonly environment: string };
