/**
 * Makes the absolute POSIX path of a name: relative to the root, without `.`, `..` and repeated slashes.
 *
 * @param name - any name; `..` at the root stays there
 * @returns a path that starts with a slash, for example `"/a/b.db"` for `"a/./x/../b.db"`
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap04.html#tag_04_16
 */
export function absolutePath(name: string): string {
  const parts: string[] = [];
  for (const part of name.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `/${parts.join("/")}`;
}
