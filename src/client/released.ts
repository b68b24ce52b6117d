const registry = new FinalizationRegistry<() => void>((release) => release());

/**
 * Has `release` called some time after an object has become garbage.
 *
 * @param release - must not lead to the object
 * @returns what calls that off
 */
export function released(object: object, release: () => void): () => void {
  registry.register(object, release, object);
  return () => registry.unregister(object);
}
