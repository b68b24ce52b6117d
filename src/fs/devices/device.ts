import type { Stream } from "../stream.js";

/**
 * What a character or block device does. What is absent is refused: reading or writing with `EINVAL`, control with
 * `ENOTTY`. What a method throws that is no FsError reaches the caller as `EIO`, with the cause.
 */
export interface Device {
  /** Positions mean something: seeking and positional reads are allowed; otherwise `ESPIPE`. */
  readonly seekable?: boolean;
  open?(stream: Stream): void;
  /** Called when the last duplicate of an open stream closes. */
  close?(stream: Stream): void;
  /** @returns bytes read; 0 at the end */
  read?(stream: Stream, buffer: Uint8Array, offset: number, length: number): number;
  /** @returns bytes taken */
  write?(stream: Stream, buffer: Uint8Array, offset: number, length: number): number;
  /** fsync on it. */
  sync?(stream: Stream): void;
  ioctl?(stream: Stream, request: number, argument: unknown): unknown;
}

const MINOR_BITS = 8;
const MINOR_MASK = (1 << MINOR_BITS) - 1;

/** Composes a device number. */
export function makedev(major: number, minor: number): number {
  return (major << MINOR_BITS) | (minor & MINOR_MASK);
}

/** The major part of a device number: the driver. */
export function major(dev: number): number {
  return dev >> MINOR_BITS;
}

/** The minor part of a device number, 0 to 255: which of the driver's devices. */
export function minor(dev: number): number {
  return dev & MINOR_MASK;
}
