import { mkdir } from "../actions/mkdir.js";
import { mkdev } from "../actions/mknod.js";
import { open } from "../actions/open.js";
import { O_RDONLY, O_WRONLY } from "../open-flags.js";
import type { FsState } from "../state.js";
import type { ByteInput } from "./byte-device.js";
import { type Device, makedev } from "./device.js";
import { LineOutput } from "./line-output.js";
import { fullDevice, nullDevice, randomDevice, zeroDevice } from "./memory-devices.js";
import { createTerminal } from "./terminal.js";

/** What the standard streams are connected to. */
export interface StandardStreams {
  /** Gives a byte of input; `null` at its end, `undefined` when there is none for now. Without it input is empty. */
  readonly stdin?: ByteInput | undefined;
  /** Takes a line of output. Without it output is dropped. */
  readonly stdout?: ((line: string) => void) | undefined;
  /** Takes a line of diagnostics. Without it they are dropped. */
  readonly stderr?: ((line: string) => void) | undefined;
}

const DEVICE_MODE = 0o666;
const MEMORY = 1;
const TERMINAL = 5;

/**
 * Makes /dev with its devices, numbered as on Linux, and opens the descriptors 0, 1 and 2. `tty` and `stdin` read the
 * input, `tty` and `stdout` print, `tty1` and `stderr` print diagnostics.
 */
export function createStandardDevices(state: FsState, streams: StandardStreams): void {
  const output = new LineOutput(streams.stdout ?? (() => {}));
  const diagnostics = new LineOutput(streams.stderr ?? (() => {}));
  const terminal = createTerminal({ input: streams.stdin, output });
  const diagnosticTerminal = createTerminal({ output: diagnostics });
  const devices: [name: string, dev: number, device: Device][] = [
    ["null", makedev(MEMORY, 3), nullDevice],
    ["zero", makedev(MEMORY, 5), zeroDevice],
    ["full", makedev(MEMORY, 7), fullDevice],
    ["random", makedev(MEMORY, 8), randomDevice],
    ["urandom", makedev(MEMORY, 9), randomDevice],
    ["tty", makedev(TERMINAL, 0), terminal],
    ["tty1", makedev(4, 1), diagnosticTerminal],
    ["stdin", makedev(TERMINAL, 2), terminal],
    ["stdout", makedev(TERMINAL, 3), terminal],
    ["stderr", makedev(TERMINAL, 4), diagnosticTerminal],
  ];
  mkdir(state, "/dev", 0o755);
  for (const [name, dev, device] of devices) {
    state.devices.register(dev, device);
    mkdev(state, `/dev/${name}`, DEVICE_MODE, dev);
  }
  open(state, "/dev/stdin", O_RDONLY, 0);
  open(state, "/dev/stdout", O_WRONLY, 0);
  open(state, "/dev/stderr", O_WRONLY, 0);
}
