import { Errno, FsError } from "../../base/index.js";
import { type ByteInput, readLine } from "./byte-device.js";
import type { Device } from "./device.js";
import type { LineOutput } from "./line-output.js";

/**
 * Requests of ioctl that a terminal answers, with the numbers of the C library inside `sqlite3.wasm` (Linux's).
 *
 * @see https://man7.org/linux/man-pages/man2/ioctl_tty.2.html
 */
export const TerminalRequest = {
  /** Answers {@link TerminalAttributes}. */
  TCGETS: 0x5401,
  /** Take {@link TerminalAttributes}: now, after output, after output and dropping input. */
  TCSETS: 0x5402,
  TCSETSW: 0x5403,
  TCSETSF: 0x5404,
  /** The same with the older, shorter structure; as above for a filesystem. */
  TCGETA: 0x5405,
  TCSETA: 0x5406,
  TCSETAW: 0x5407,
  TCSETAF: 0x5408,
  /** Break, flow control, flush: nothing to do. */
  TCSBRK: 0x5409,
  TCXONC: 0x540a,
  TCFLSH: 0x540b,
  /** Answers, takes the number of the foreground process group. */
  TIOCGPGRP: 0x540f,
  TIOCSPGRP: 0x5410,
  /** Answers, takes {@link WindowSize}. */
  TIOCGWINSZ: 0x5413,
  TIOCSWINSZ: 0x5414,
  /** Answers the number of bytes waiting. */
  FIONREAD: 0x541b,
  /** Takes a number: 0 for blocking. */
  FIONBIO: 0x5421,
} as const;

/** The termios structure. */
export interface TerminalAttributes {
  readonly inputFlags: number;
  readonly outputFlags: number;
  readonly controlFlags: number;
  readonly localFlags: number;
  /** 32 special characters. */
  readonly controlCharacters: Uint8Array;
}

/** The winsize structure, in characters. */
export interface WindowSize {
  readonly rows: number;
  readonly columns: number;
}

/** What a terminal is connected to. */
export interface TerminalInit {
  readonly input?: ByteInput | undefined;
  readonly output: LineOutput;
}

const CONTROL_CHARACTERS = 32;
/** Interrupt, quit, erase, kill, end of file, …, as Linux starts a terminal. */
const INITIAL_CHARACTERS = [3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22];

function initialAttributes(): TerminalAttributes {
  const controlCharacters = new Uint8Array(CONTROL_CHARACTERS);
  controlCharacters.set(INITIAL_CHARACTERS);
  return {
    // ICRNL, IXON, IMAXBEL, IUTF8
    inputFlags: 0o62400,
    // OPOST, ONLCR
    outputFlags: 0o5,
    // 38400 baud, CS8, CREAD
    controlFlags: 0o277,
    // ISIG, ICANON, ECHO, ECHOE, ECHOK, ECHOCTL, ECHOKE, IEXTEN
    localFlags: 0o105073,
    controlCharacters,
  };
}

/** Makes a terminal: reads a line at a time, writes lines, and answers {@link TerminalRequest}. */
export function createTerminal({ input, output }: TerminalInit): Device {
  let attributes = initialAttributes();
  let size: WindowSize = { rows: 24, columns: 80 };
  let processGroup = 1;
  return {
    read: (_stream, buffer, offset, length) =>
      input === undefined ? 0 : readLine(input, buffer, offset, length),
    write: (_stream, buffer, offset, length) => {
      output.write(buffer, offset, length);
      return length;
    },
    sync: () => output.flush(),
    ioctl(stream, request, argument) {
      switch (request) {
        case TerminalRequest.TCGETS:
        case TerminalRequest.TCGETA:
          return copyAttributes(attributes);
        case TerminalRequest.TCSETS:
        case TerminalRequest.TCSETSW:
        case TerminalRequest.TCSETSF:
        case TerminalRequest.TCSETA:
        case TerminalRequest.TCSETAW:
        case TerminalRequest.TCSETAF:
          attributes = copyAttributes(argument as TerminalAttributes);
          return 0;
        case TerminalRequest.TCSBRK:
        case TerminalRequest.TCXONC:
        case TerminalRequest.TCFLSH:
          return 0;
        case TerminalRequest.TIOCGPGRP:
          return processGroup;
        case TerminalRequest.TIOCSPGRP:
          processGroup = argument as number;
          return 0;
        case TerminalRequest.TIOCGWINSZ:
          return size;
        case TerminalRequest.TIOCSWINSZ:
          size = argument as WindowSize;
          return 0;
        case TerminalRequest.FIONREAD:
          return 0;
        case TerminalRequest.FIONBIO:
          stream.setNonBlocking(argument !== 0);
          return 0;
        default:
          throw new FsError(Errno.EINVAL, `ioctl request 0x${request.toString(16)}`);
      }
    },
  };
}

function copyAttributes(attributes: TerminalAttributes): TerminalAttributes {
  return { ...attributes, controlCharacters: attributes.controlCharacters.slice() };
}
