import { decodeUtf8 } from "../../base/index.js";

const NEWLINE = 10;

/** Collects bytes and hands them on line by line, decoded, without the newline. */
export class LineOutput {
  readonly #print: (line: string) => void;
  #pending: number[] = [];

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  write(buffer: Uint8Array, offset: number, length: number): void {
    for (let index = offset; index < offset + length; index++) {
      const byte = buffer[index]!;
      if (byte === NEWLINE) this.#emit();
      else this.#pending.push(byte);
    }
  }

  /** Hands on an unfinished line. */
  flush(): void {
    if (this.#pending.length > 0) this.#emit();
  }

  #emit(): void {
    const line = decodeUtf8(Uint8Array.from(this.#pending));
    this.#pending = [];
    this.#print(line);
  }
}
