import { Errno, FsError } from "../../base/index.js";
import type { Stream } from "../stream.js";
import type { Device } from "./device.js";

/** Gives one byte; `null` at the end of input, `undefined` when there is none for now. */
export type ByteInput = () => number | null | undefined;

/** Takes one byte. */
export type ByteOutput = (byte: number) => void;

const NEWLINE = 10;

/**
 * Makes a device out of functions that move one byte. A read ends after a line.
 */
export function createByteDevice(input: ByteInput | undefined, output: ByteOutput | undefined): Device {
  return {
    ...(input && {
      read: (_stream: Stream, buffer: Uint8Array, offset: number, length: number) =>
        readLine(input, buffer, offset, length),
    }),
    ...(output && {
      write: (_stream: Stream, buffer: Uint8Array, offset: number, length: number) => {
        for (let index = 0; index < length; index++) output(buffer[offset + index]!);
        return length;
      },
    }),
  };
}

/**
 * Reads bytes up to and with a newline.
 *
 * @returns bytes read; 0 at the end of input
 * @throws FsError `EAGAIN` where there is no byte for now
 */
export function readLine(input: ByteInput, buffer: Uint8Array, offset: number, length: number): number {
  let count = 0;
  while (count < length) {
    const byte = input();
    if (byte === undefined && count === 0) throw new FsError(Errno.EAGAIN, "no input for now");
    if (byte === undefined || byte === null) break;
    buffer[offset + count++] = byte;
    if (byte === NEWLINE) break;
  }
  return count;
}

/** Runs a function of the host; what it throws that is no FsError becomes `EIO`. */
export function asHost<Result>(call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    if (error instanceof FsError) throw error;
    throw new FsError(Errno.EIO, "a function of the host failed", { cause: error });
  }
}
