import { Errno, FsError } from "../../base/index.js";
import type { Device } from "./device.js";

/** Most bytes that getRandomValues gives at once. */
const RANDOM_QUOTA = 65_536;

const acceptAll: NonNullable<Device["write"]> = (_stream, _buffer, _offset, length) => length;

const readZeros: NonNullable<Device["read"]> = (_stream, buffer, offset, length) => {
  buffer.fill(0, offset, offset + length);
  return length;
};

/** /dev/null: nothing to read, swallows what is written. */
export const nullDevice: Device = { seekable: true, read: () => 0, write: acceptAll };

/** /dev/zero: zeros without end. */
export const zeroDevice: Device = { seekable: true, read: readZeros, write: acceptAll };

/** /dev/full: zeros without end, and no space to write. */
export const fullDevice: Device = {
  seekable: true,
  read: readZeros,
  write() {
    throw new FsError(Errno.ENOSPC, "/dev/full");
  },
};

/**
 * /dev/random and /dev/urandom: random bytes of the platform's cryptographic generator.
 *
 * @see https://w3c.github.io/webcrypto/#Crypto-method-getRandomValues
 */
export const randomDevice: Device = {
  seekable: true,
  read(_stream, buffer, offset, length) {
    // A buffer of its own: getRandomValues refuses shared memory.
    const bytes = new Uint8Array(Math.min(length, RANDOM_QUOTA));
    for (let done = 0; done < length; ) {
      const part = crypto.getRandomValues(bytes.subarray(0, Math.min(RANDOM_QUOTA, length - done)));
      buffer.set(part, offset + done);
      done += part.length;
    }
    return length;
  },
  write: acceptAll,
};
