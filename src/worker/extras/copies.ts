import type { Session } from "../session.js";

/** What is kept between the requests of an export or import. */
interface Copy {
  /** Whether it takes something of the storage that is given up while the page is away. */
  readonly isInStorage: boolean;
  /** Gives up what it takes. */
  remove(): Promise<void>;
}

const begun = new WeakMap<Session, Map<number, Copy>>();
let lastHandle = 0;

/**
 * Keeps a copy for the requests that follow. It is given up with the database at the latest.
 *
 * @returns its handle
 */
export function keepCopy(session: Session, copy: Copy): number {
  let copies = begun.get(session);
  if (copies === undefined) {
    const kept = new Map<number, Copy>();
    session.beforeRelease(async (isFinal) => {
      const given = [...kept].filter(([, each]) => isFinal || each.isInStorage);
      for (const [handle] of given) kept.delete(handle);
      await Promise.all(given.map(([, each]) => each.remove()));
    });
    begun.set(session, kept);
    copies = kept;
  }
  copies.set(++lastHandle, copy);
  return lastHandle;
}

/** The copy of a handle. @throws RangeError when there is none, or one of another kind */
export function findCopy<Kind extends Copy>(
  session: Session,
  handle: number,
  isKind: (copy: Copy) => copy is Kind,
): Kind {
  const copy = begun.get(session)?.get(handle);
  if (copy === undefined || !isKind(copy)) throw new RangeError("this export or import is over");
  return copy;
}

/** Gives a copy up. Does nothing where there is none. */
export async function dropCopy(session: Session, handle: number): Promise<void> {
  const copies = begun.get(session);
  const copy = copies?.get(handle);
  copies?.delete(handle);
  await copy?.remove();
}
