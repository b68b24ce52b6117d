/**
 * Reads an option that is a URL; a relative one counts from the page.
 *
 * @throws TypeError
 */
export function resolveUrl(option: string, url: string | URL | undefined): URL | undefined {
  if (url === undefined) return undefined;
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  try {
    return new URL(url, base);
  } catch (cause) {
    throw new TypeError(`the option ${option} is not a URL: ${String(url)}`, { cause });
  }
}
