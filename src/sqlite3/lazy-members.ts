/**
 * Adds members that are made when they are first asked for. Then, and when they are assigned to, they become plain ones.
 *
 * @param makers - what makes each member, once
 */
export function addLazyMembers<Target extends object, Name extends keyof Target>(
  target: Omit<Target, Name>,
  makers: { readonly [Key in Name]: () => Target[Key] },
): Target {
  for (const name of Object.keys(makers) as Name[]) {
    const become = (value: Target[Name]): Target[Name] => {
      Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
      return value;
    };
    Object.defineProperty(target, name, {
      get: () => become(makers[name]()),
      set: become,
      enumerable: true,
      configurable: true,
    });
  }
  return target as Target;
}

/** Changes a member when it is made: now where it is there, else when it is first asked for. */
export function whenMade<Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
  change: (value: Target[Name]) => void,
): void {
  const make = Object.getOwnPropertyDescriptor(target, name)?.get as (() => Target[Name]) | undefined;
  if (make === undefined) {
    change(target[name]);
    return;
  }
  const makeAndChange = (): Target[Name] => {
    const value = make();
    change(value);
    return value;
  };
  addLazyMembers<Target, Name>(target, { [name]: makeAndChange } as { [Key in Name]: () => Target[Key] });
}
