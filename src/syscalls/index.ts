export { createSyscalls, type SyscallOptions, type Syscalls } from "./create-syscalls.js";
export { createEnvironCalls } from "./environ-calls.js";
export { guardSyscalls, type SyscallFailure } from "./guard.js";
export { GuestMemory } from "./guest-memory.js";
export type { SyscallContext, SyscallHost, SyscallImports } from "./host.js";
export { type Clock, createTimeCalls, createWasiClockCalls, hostClock } from "./time-calls.js";
export { TimeZone } from "./time-zone.js";
export type { SyscallTrace, SyscallTraceSink } from "./trace.js";
