import { FORBIDDEN_WORKER } from "../base/index.js";

/**
 * Says why the script of a worker did not load, by asking for it again.
 *
 * @param isForbidden - whether the page forbids workers from where it lies
 * @returns the second half of a sentence
 */
export async function explainScript(url: URL, isForbidden: () => boolean): Promise<string> {
  const reason = await fetch(url).then(describeResponse, (error: unknown) => String(error));
  return `${url.href} ${isForbidden() ? FORBIDDEN_WORKER : `could not be loaded: ${reason}`}`;
}

function describeResponse(response: Response): string {
  if (!response.ok) return `HTTP status ${response.status}`;
  return `it is served as ${response.headers.get("Content-Type") ?? "no type"}, or another script that it needs is missing`;
}
