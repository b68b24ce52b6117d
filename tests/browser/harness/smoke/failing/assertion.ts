import { expect, it } from "vitest";

it("compares", () => expect({ a: 1 }).toEqual({ a: 2 }));
it("waits too long", () => new Promise(() => {}), 100);
