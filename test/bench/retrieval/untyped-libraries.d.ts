// The parts that the bench uses of libraries that come without types.

declare module "lunr" {
  type Query = {
    term(terms: unknown, options: { boost?: number; editDistance?: number }): void;
  };
  type Builder = {
    ref(name: string): void;
    field(name: string, options?: { boost: number }): void;
    add(document: object): void;
  };
  type Index = {
    query(
      build: (query: Query) => void,
    ): readonly { readonly ref: string; readonly score: number }[];
  };
  const lunr: {
    (configure: (this: Builder) => void): Index;
    tokenizer(text: string): readonly { toString(): string }[];
    /** Gives nothing for a word of grammar. */
    stopWordFilter(word: string): string | undefined;
  };
  export = lunr;
}

declare module "elasticlunr" {
  type Builder = {
    setRef(name: string): void;
    addField(name: string): void;
    saveDocument(save: boolean): void;
  };
  type Field = { readonly boost: number; readonly expand?: boolean };
  type Index = {
    addDoc(document: object): void;
    search(
      text: string,
      options: {
        readonly fields: Readonly<Record<string, Field>>;
        readonly bool: "OR" | "AND";
        readonly expand?: boolean;
      },
    ): readonly { readonly ref: string; readonly score: number }[];
  };
  const elasticlunr: (configure: (this: Builder) => void) => Index;
  export = elasticlunr;
}
