/**
 * Finds an element that the page's markup promises.
 *
 * @param id - value of its `id` attribute
 * @param type - the class it is expected to have
 * @throws TypeError where the page has no such element, or it is of another kind
 */
export function findElement<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new TypeError(`The page has no ${type.name} with id "${id}".`);
  return element;
}

/**
 * Makes an element.
 *
 * @param tag - its name, for example `"li"`
 * @param className - its `class` attribute; `""` for none
 * @param children - elements and texts to put into it
 */
export function createElement<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  element.append(...children);
  return element;
}
