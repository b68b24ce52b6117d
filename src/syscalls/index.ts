export { createSyscalls, type SyscallOptions, type Syscalls } from "./create-syscalls.js";
export type { SyscallFailure } from "./guard.js";
export type { SyscallContext, SyscallHost, SyscallImports } from "./host.js";
export type { Clock } from "./time-calls.js";
export type { SyscallTrace, SyscallTraceSink } from "./trace.js";
