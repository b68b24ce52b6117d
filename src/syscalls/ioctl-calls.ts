import { Errno, FsError } from "../base/index.js";
import {
  type FileSystem,
  type Stream,
  type TerminalAttributes,
  TerminalRequest,
  type WindowSize,
} from "../fs/index.js";
import type { SyscallTable } from "./call-table.js";
import type { GuestMemory } from "./guest-memory.js";
import {
  readTermio,
  readTermios,
  readWinsize,
  writeTermio,
  writeTermios,
  writeWinsize,
} from "./termios-layout.js";

const KNOWN_REQUESTS: ReadonlySet<number> = new Set(Object.values(TerminalRequest));

/**
 * Controls terminals: turns the structures in memory into what the terminal of the filesystem takes and answers.
 *
 * @see https://man7.org/linux/man-pages/man2/ioctl_tty.2.html
 */
export function createIoctlCalls(fs: FileSystem, memory: GuestMemory) {
  const attributesOf = (stream: Stream) =>
    fs.ioctl(stream, TerminalRequest.TCGETS, undefined) as TerminalAttributes;

  function control(stream: Stream, request: number, variadic: number): void {
    const ask = () => fs.ioctl(stream, request, undefined);
    const tell = (value: unknown) => fs.ioctl(stream, request, value);
    const argument = memory.variadic(variadic);
    switch (request) {
      case TerminalRequest.TCGETS:
        writeTermios(memory, argument, attributesOf(stream));
        break;
      case TerminalRequest.TCGETA:
        writeTermio(memory, argument, attributesOf(stream));
        break;
      case TerminalRequest.TCSETS:
      case TerminalRequest.TCSETSW:
      case TerminalRequest.TCSETSF:
        tell(readTermios(memory, argument));
        break;
      case TerminalRequest.TCSETA:
      case TerminalRequest.TCSETAW:
      case TerminalRequest.TCSETAF:
        tell(readTermio(memory, argument, attributesOf(stream)));
        break;
      case TerminalRequest.TIOCGWINSZ:
        writeWinsize(memory, argument, ask() as WindowSize);
        break;
      case TerminalRequest.TIOCSWINSZ:
        tell(readWinsize(memory, argument));
        break;
      case TerminalRequest.TIOCGPGRP:
      case TerminalRequest.FIONREAD:
        memory.heap.view.setInt32(memory.range(argument, 4), ask() as number, true);
        break;
      case TerminalRequest.TIOCSPGRP:
      case TerminalRequest.FIONBIO:
        // These take the address of an integer, the ones left the integer itself.
        tell(memory.heap.view.getInt32(memory.range(argument, 4), true));
        break;
      default:
        tell(argument);
    }
  }

  return {
    /** `variadic` leads to the request's argument. */
    __syscall_ioctl(fd: number, request: number, variadic: number): void {
      const stream = fs.getStream(fd);
      const number = request >>> 0;
      if (!KNOWN_REQUESTS.has(number)) throw new FsError(Errno.EINVAL, `request 0x${number.toString(16)}`);
      // What is not a terminal says so before its argument is looked at.
      attributesOf(stream);
      control(stream, number, variadic);
    },
  } satisfies SyscallTable;
}
