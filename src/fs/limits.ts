/** Most bytes (UTF-8) that one name in a directory may have: NAME_MAX. */
export const NAME_MAX = 255;

/** Most bytes (UTF-8) of a path, its terminating zero included: PATH_MAX. */
export const PATH_MAX = 4096;

/** Most symbolic links that one look-up follows before it is `ELOOP`. */
export const SYMLINK_MAX = 40;

/** Descriptors are 0 to 4095; one more open stream is `EMFILE`. */
export const MAX_OPEN_FDS = 4096;

/** Preferred unit of transfer, and the unit in which memory files take space. */
export const BLOCK_SIZE = 4096;
