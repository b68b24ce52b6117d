import type { TerminalAttributes, WindowSize } from "../fs/index.js";
import type { GuestMemory } from "./guest-memory.js";

/**
 * `struct termios` of musl for wasm32; little-endian, offsets in bytes:
 *
 *      0 c_iflag u32    4 c_oflag u32    8 c_cflag u32    12 c_lflag u32
 *     16 c_line u8     17 c_cc u8[32]   52 ispeed u32    56 ospeed u32
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/termios.h.html
 */
export const TermiosLayout = {
  inputFlags: 0,
  outputFlags: 4,
  controlFlags: 8,
  localFlags: 12,
  line: 16,
  controlCharacters: 17,
  controlCharacterCount: 32,
  inputSpeed: 52,
  outputSpeed: 56,
  byteLength: 60,
} as const;

/**
 * `struct termio`, the older form with 16-bit flags:
 *
 *      0 c_iflag u16    2 c_oflag u16    4 c_cflag u16    6 c_lflag u16    8 c_line u8    9 c_cc u8[8]
 */
export const TermioLayout = {
  inputFlags: 0,
  outputFlags: 2,
  controlFlags: 4,
  localFlags: 6,
  line: 8,
  controlCharacters: 9,
  controlCharacterCount: 8,
  byteLength: 18,
} as const;

/** `struct winsize`: 0 ws_row u16, 2 ws_col u16, then two sizes in pixels, u16 each. */
export const WinsizeLayout = { rows: 0, columns: 2, byteLength: 8 } as const;

/** CBAUD: the bits of the control flags that tell the speed. */
const SPEED_MASK = 0o10017;

/** What the older form leaves as it was. */
const UPPER_HALF = 0xffff_0000;

const FLAG_FIELDS = ["inputFlags", "outputFlags", "controlFlags", "localFlags"] as const;

type FlagField = (typeof FLAG_FIELDS)[number];

function readFlags(read: (field: FlagField) => number): Pick<TerminalAttributes, FlagField> {
  return {
    inputFlags: read("inputFlags"),
    outputFlags: read("outputFlags"),
    controlFlags: read("controlFlags"),
    localFlags: read("localFlags"),
  };
}

/** @throws FsError `EFAULT` */
export function writeTermios(memory: GuestMemory, pointer: number, attributes: TerminalAttributes): void {
  const address = memory.range(pointer, TermiosLayout.byteLength);
  const { u8, view } = memory.heap;
  u8.fill(0, address, address + TermiosLayout.byteLength);
  for (const field of FLAG_FIELDS) view.setUint32(address + TermiosLayout[field], attributes[field], true);
  u8.set(attributes.controlCharacters, address + TermiosLayout.controlCharacters);
  const speed = attributes.controlFlags & SPEED_MASK;
  view.setUint32(address + TermiosLayout.inputSpeed, speed, true);
  view.setUint32(address + TermiosLayout.outputSpeed, speed, true);
}

/** @throws FsError `EFAULT` */
export function readTermios(memory: GuestMemory, pointer: number): TerminalAttributes {
  const address = memory.range(pointer, TermiosLayout.byteLength);
  const { u8, view } = memory.heap;
  const characters = address + TermiosLayout.controlCharacters;
  return {
    ...readFlags((field) => view.getUint32(address + TermiosLayout[field], true)),
    controlCharacters: u8.slice(characters, characters + TermiosLayout.controlCharacterCount),
  };
}

/** @throws FsError `EFAULT` */
export function writeTermio(memory: GuestMemory, pointer: number, attributes: TerminalAttributes): void {
  const address = memory.range(pointer, TermioLayout.byteLength);
  const { u8, view } = memory.heap;
  u8.fill(0, address, address + TermioLayout.byteLength);
  for (const field of FLAG_FIELDS) view.setUint16(address + TermioLayout[field], attributes[field], true);
  const characters = attributes.controlCharacters.subarray(0, TermioLayout.controlCharacterCount);
  u8.set(characters, address + TermioLayout.controlCharacters);
}

/**
 * @param present - keeps what the older form has no room for
 * @throws FsError `EFAULT`
 */
export function readTermio(
  memory: GuestMemory,
  pointer: number,
  present: TerminalAttributes,
): TerminalAttributes {
  const address = memory.range(pointer, TermioLayout.byteLength);
  const { u8, view } = memory.heap;
  const characters = address + TermioLayout.controlCharacters;
  const controlCharacters = present.controlCharacters.slice();
  controlCharacters.set(u8.subarray(characters, characters + TermioLayout.controlCharacterCount));
  return {
    ...readFlags(
      (field) => ((present[field] & UPPER_HALF) | view.getUint16(address + TermioLayout[field], true)) >>> 0,
    ),
    controlCharacters,
  };
}

/** @throws FsError `EFAULT` */
export function writeWinsize(memory: GuestMemory, pointer: number, size: WindowSize): void {
  const address = memory.range(pointer, WinsizeLayout.byteLength);
  const { u8, view } = memory.heap;
  u8.fill(0, address, address + WinsizeLayout.byteLength);
  view.setUint16(address + WinsizeLayout.rows, size.rows, true);
  view.setUint16(address + WinsizeLayout.columns, size.columns, true);
}

/** @throws FsError `EFAULT` */
export function readWinsize(memory: GuestMemory, pointer: number): WindowSize {
  const address = memory.range(pointer, WinsizeLayout.byteLength);
  const { view } = memory.heap;
  return {
    rows: view.getUint16(address + WinsizeLayout.rows, true),
    columns: view.getUint16(address + WinsizeLayout.columns, true),
  };
}
