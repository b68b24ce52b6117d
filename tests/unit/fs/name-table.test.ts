import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Clock } from "../../../src/fs/clock.js";
import { createFs } from "../../../src/fs/index.js";
import { Inode } from "../../../src/fs/inode.js";
import type { Mount } from "../../../src/fs/mount.js";
import { NameTable } from "../../../src/fs/name-table.js";

const NO_MOUNT = undefined as unknown as Mount;
const clock = new Clock(() => 0);

function node(id: number, parent?: Inode, name = ""): Inode {
  const made = new Inode({ id, mode: 0, uid: 0, gid: 0, rdev: 0 }, NO_MOUNT, clock);
  if (parent !== undefined) made.parent = parent;
  made.name = name;
  return made;
}

describe("the name table", () => {
  it("does what a map from parent and name does", () => {
    const operation = fc.record({
      remove: fc.boolean(),
      parent: fc.nat(2),
      name: fc.constantFrom("", "a", "b", "aa", "__proto__", "constructor", "ä", "\ud800"),
    });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 100 }), (operations) => {
        const table = new NameTable();
        const parents = [node(1), node(2), node(3)];
        const model = new Map<string, Inode>();
        for (const { remove, parent, name } of operations) {
          const key = `${parent}/${name}`;
          const present = model.get(key);
          expect(table.find(parents[parent]!, `//${name}/`, 2, 2 + name.length)).toBe(present);
          if (present === undefined) {
            model.set(key, node(9, parents[parent], name));
            table.insert(model.get(key)!);
          } else if (remove) {
            table.remove(present);
            model.delete(key);
          }
          expect(table.size).toBe(model.size);
        }
      }),
    );
  });

  it("examines as few entries among 100,000 as among 100", () => {
    const average = (count: number): number => {
      const table = new NameTable();
      const parent = node(1);
      for (let index = 0; index < count; index++) table.insert(node(index, parent, `file-${index}.txt`));
      let probes = 0;
      for (let index = 0; index < count; index++) probes += table.probes(parent, `file-${index}.txt`);
      return probes / count;
    };
    expect(average(100)).toBeLessThan(2);
    expect(average(100_000)).toBeLessThan(2);
  });

  it("keeps every name of a large directory through growth, moves and removals", () => {
    const fs = createFs();
    fs.mkdir("/many");
    fs.mkdir("/others");
    for (let index = 0; index < 10_000; index++) fs.create(`/many/${index}`);
    for (let index = 0; index < 10_000; index += 2) fs.rename(`/many/${index}`, `/others/${index}`);
    for (let index = 1; index < 10_000; index += 4) fs.unlink(`/many/${index}`);
    expect(fs.readdir("/many").length).toBe(2 + 2_500);
    expect(fs.readdir("/others").length).toBe(2 + 5_000);
    expect(fs.analyzePath("/many/3").exists).toBe(true);
    expect(fs.analyzePath("/many/5").exists).toBe(false);
    expect(fs.analyzePath("/others/9998").exists).toBe(true);
  });
});
