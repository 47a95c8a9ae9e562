// Matrix's package asks for it as it loads, and Node warns of that on stderr, since nobody has given it a file.
Object.defineProperty(globalThis, "localStorage", { value: undefined, configurable: true });
