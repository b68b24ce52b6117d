/** Asks for a script that did not load. @returns what is wrong with the answer, or that there is none */
export function askForScript(url: URL): Promise<string> {
  return fetch(url).then(describeResponse, (error: unknown) => String(error));
}

function describeResponse(response: Response): string {
  if (!response.ok) return `HTTP status ${response.status}`;
  return `it is served as ${response.headers.get("Content-Type") ?? "no type"}, or another script that it needs is missing`;
}
