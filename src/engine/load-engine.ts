import { createFs, type FileSystem } from "../fs/index.js";
import { createSyscalls, type SyscallOptions, type Syscalls } from "../syscalls/index.js";
import { type Engine, type StartOptions, startEngine } from "./start-engine.js";

/** What {@link loadEngine} takes. */
export interface EngineOptions extends Omit<StartOptions, "syscalls"> {
  /** The filesystem that C sees; default an empty one in memory, whose output goes to `print` and `printErr`. */
  readonly fs?: FileSystem;
  /** Environment variables, clock and tracing of the system calls. */
  readonly syscallOptions?: Omit<SyscallOptions, "fs">;
}

/** An engine together with the filesystem that it runs on. */
export interface FileEngine extends Engine {
  readonly fs: FileSystem;
  readonly syscalls: Syscalls;
}

/**
 * Starts an engine on a whole filesystem. Whoever brings smaller system calls uses `startEngine`.
 *
 * @throws as `startEngine` does; TypeError or RangeError for environment variables that cannot be
 */
export async function loadEngine(options: EngineOptions = {}): Promise<FileEngine> {
  const { fs: givenFs, syscallOptions, ...startOptions } = options;
  let parts: Pick<FileEngine, "fs" | "syscalls"> | undefined;
  // Made when it is bound: the wasm is on its way then, and there is time.
  const bind: Syscalls["bind"] = (context) => {
    const fs = givenFs ?? createOutputFs(options);
    parts = { fs, syscalls: createSyscalls({ ...syscallOptions, fs }) };
    return parts.syscalls.bind(context);
  };
  const engine = await startEngine({ ...startOptions, syscalls: { bind } });
  // An engine that has started has bound its system calls.
  return { ...engine, ...(parts as unknown as Pick<FileEngine, "fs" | "syscalls">) };
}

function createOutputFs({ config }: EngineOptions): FileSystem {
  return createFs({
    stdout: (line) => config?.print?.(line),
    stderr: (line) => config?.printErr?.(line),
  });
}
