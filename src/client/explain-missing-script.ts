/**
 * Says why a script did not load: the browser keeps it to itself, but asking for the script again tells.
 *
 * @param url - of the script, where it is known
 * @returns the second half of a sentence, "… could not be loaded"
 */
export async function explainMissingScript(url: URL | undefined): Promise<string> {
  if (url === undefined) return "could not be loaded; see the browser's console";
  const reason = await fetch(url).then(describeResponse, (error: unknown) => String(error));
  return `${url.href} could not be loaded: ${reason}`;
}

function describeResponse(response: Response): string {
  if (!response.ok) return `HTTP status ${response.status}`;
  return `it is served as ${response.headers.get("Content-Type") ?? "no type"}, or another script that it needs is missing`;
}
