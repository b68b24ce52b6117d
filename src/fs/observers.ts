/** What an observer may hear. Paths are absolute; a call comes after its action has succeeded. */
export interface Observer {
  /** Only what happens to this path or below it; everything where absent. */
  readonly path?: string;
  /** @param flags - the O_ constants that the file was opened with */
  onOpen?(path: string, flags: number): void;
  /** @param position - where in the file `length` bytes were written */
  onWrite?(path: string, position: number, length: number): void;
  /** @param size - bytes of the file now */
  onTruncate?(path: string, size: number): void;
  onMove?(oldPath: string, newPath: string): void;
  /** A file, link, device or directory lost its name. */
  onDelete?(path: string): void;
}

type Event = "onOpen" | "onWrite" | "onTruncate" | "onMove" | "onDelete";

/**
 * Those who watch a filesystem. An observer that throws harms neither the action nor other observers: what it threw
 * goes to the handler.
 */
export class Observers {
  readonly #observers = new Set<Observer>();
  readonly #onError: (error: unknown) => void;

  /** @param onError - takes what observers throw */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Is anybody watching? Lets hot paths spare themselves the path. */
  get any(): boolean {
    return this.#observers.size > 0;
  }

  /** @returns ends the watching */
  add(observer: Observer): () => void {
    this.#observers.add(observer);
    return () => void this.#observers.delete(observer);
  }

  opened(path: string, flags: number): void {
    this.#tell("onOpen", path, path, (observer) => observer.onOpen?.(path, flags));
  }

  written(path: string, position: number, length: number): void {
    this.#tell("onWrite", path, path, (observer) => observer.onWrite?.(path, position, length));
  }

  truncated(path: string, size: number): void {
    this.#tell("onTruncate", path, path, (observer) => observer.onTruncate?.(path, size));
  }

  moved(oldPath: string, newPath: string): void {
    this.#tell("onMove", oldPath, newPath, (observer) => observer.onMove?.(oldPath, newPath));
  }

  deleted(path: string): void {
    this.#tell("onDelete", path, path, (observer) => observer.onDelete?.(path));
  }

  #tell(event: Event, path: string, otherPath: string, call: (observer: Observer) => void): void {
    for (const observer of [...this.#observers]) {
      if (observer[event] === undefined) continue;
      if (!watches(observer, path) && !watches(observer, otherPath)) continue;
      try {
        call(observer);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}

function watches(observer: Observer, path: string): boolean {
  const top = observer.path;
  return top === undefined || top === "/" || path === top || path.startsWith(`${top}/`);
}
