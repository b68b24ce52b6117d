import { createFs } from "../../../src/fs/index.js";
import { createSyscalls, type SyscallHost } from "../../../src/syscalls/index.js";

/** System calls over an empty filesystem. */
export function createTestSyscalls(): SyscallHost {
  return createSyscalls({ fs: createFs() });
}
