import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BehaviourCase } from "./behaviour-case.js";
import { CaseFiles } from "./case-files.js";
import { column, DATABASE_CASES, type DatabaseCase, fingerprint } from "./database-cases.js";
import { FILE_CASES } from "./file-cases.js";
import type { StartedVfs, VfsFixture } from "./fixture.js";
import { VFS_CASES } from "./vfs-cases.js";

/** Runs a case, and checks that the database is whole, and that it is the same when it is opened again. */
function runDatabaseCase({ run }: DatabaseCase, files: CaseFiles): void {
  const db = files.database();
  run(db, files);
  const before = fingerprint(db);
  expect(column(db, "pragma integrity_check")).toEqual(["ok"]);
  db.close();
  const again = files.database("main", "w");
  expect(fingerprint(again)).toBe(before);
  expect(column(again, "pragma integrity_check")).toEqual(["ok"]);
  again.close();
}

/** Runs the behaviour suite over a VFS: its methods as C calls them, and SQLite on top. */
export function describeVfs(fixture: VfsFixture): void {
  describe(`the VFS ${fixture.name}`, () => {
    let started: StartedVfs;
    beforeAll(async () => {
      started = await fixture.start();
    });
    afterAll(() => started.stop());

    const withFiles = (run: (files: CaseFiles) => void) => () => {
      const files = new CaseFiles(started);
      run(files);
      files.clean();
    };
    const define = ({ name, needs, run }: BehaviourCase): void => {
      const reason = needs && fixture.lacks?.[needs];
      if (reason === undefined) it(name, withFiles(run));
      else it.skip(`${name} (${reason})`); // the reason why this VFS lacks it is in the name
    };
    for (const each of [...VFS_CASES, ...FILE_CASES]) define(each);
    describe("under SQLite", () => {
      for (const each of DATABASE_CASES) define({ ...each, run: (files) => runDatabaseCase(each, files) });
    });
  });
}
