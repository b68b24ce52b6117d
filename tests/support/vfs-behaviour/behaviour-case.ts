import type { CaseFiles } from "./case-files.js";
import type { Capability } from "./fixture.js";

/** One thing that every VFS does. */
export interface BehaviourCase {
  readonly name: string;
  /** Without this capability the case does not apply. */
  readonly needs?: Capability;
  /** @param files - none exists yet; those left are deleted afterwards */
  run(files: CaseFiles): void;
}
