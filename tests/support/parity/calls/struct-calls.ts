import { type Loose, type ParityCall, type ParityCalls, set } from "../subject.js";

/** Gives a call a new `sqlite3_vfs`, which is disposed of afterwards. */
function vfs(body: (struct: Loose, sqlite3: Loose) => unknown): ParityCall {
  return (sqlite3) => {
    const struct = new sqlite3.capi.sqlite3_vfs();
    try {
      return body(struct, sqlite3);
    } finally {
      struct.dispose();
    }
  };
}

/** Sets a member and reads it back. */
function assigned(member: string, value: unknown): ParityCall {
  return vfs((struct) => {
    set(struct, member, value);
    return struct[member];
  });
}

/** Sets a member of `sqlite3_index_info` and reads it back. */
function assignedInfo(member: string, value: unknown): ParityCall {
  return ({ capi }) => {
    const struct = new capi.sqlite3_index_info();
    set(struct, member, value);
    return struct[member];
  };
}

/** A list as it is now; disposing empties it. */
function list(value: Loose): unknown[] {
  return value as unknown as unknown[];
}

const point = {
  name: "point",
  sizeof: 16,
  members: {
    x: { offset: 0, sizeof: 4, signature: "i" },
    y: { offset: 4, sizeof: 4, signature: "P" },
    z: { offset: 8, sizeof: 8, signature: "d" },
  },
};

/** Struct classes and the binder that makes them. */
export const structCalls: ParityCalls = {
  "a new struct is zeroed": vfs((struct) => struct.memoryDump()),
  pointer: vfs((struct) => Number(struct.pointer) > 0),
  "pointer cannot be set": vfs((struct) => {
    set(struct, "pointer", 5);
  }),
  structName: vfs((struct, { capi }) => [struct.structName, capi.sqlite3_vfs.structName]),
  structInfo: vfs((struct) => struct.structInfo.members.xOpen),
  constructor: vfs((struct, { capi }) => struct.constructor === capi.sqlite3_vfs),
  instanceof: vfs((struct, { StructBinder }) => struct instanceof StructBinder.StructType),
  isA: vfs((struct, { capi }) => [capi.sqlite3_vfs.isA(struct), capi.sqlite3_file.isA(struct)]),
  "isA({})": ({ capi }) => capi.sqlite3_vfs.isA({}),
  extraBytes: vfs((struct) => struct.extraBytes),
  zeroOnDispose: vfs((struct) => struct.zeroOnDispose),
  ...Object.fromEntries(
    [3, "x", "12", 2.7, 2 ** 31, null, undefined, true, {}].map((value) => [
      `$iVersion = ${typeof value} ${String(value)}`,
      assigned("$iVersion", value),
    ]),
  ),
  "$iVersion = 5n": assigned("$iVersion", 5n),
  ...Object.fromEntries(
    [17, 0, null, undefined, -1, 1.5, "abc", {}, 2 ** 31].map((value) => [
      `$pNext = ${typeof value} ${String(value)}`,
      assigned("$pNext", value),
    ]),
  ),
  "$pNext = struct": vfs((struct) => {
    set(struct, "$pNext", struct);
  }),
  "$zName = text": assigned("$zName", "text"),
  "$xOpen = 5": assigned("$xOpen", 5),
  "$estimatedCost = 1.5": assignedInfo("$estimatedCost", 1.5),
  "$estimatedRows = 12": assignedInfo("$estimatedRows", 12),
  "$estimatedRows = '13'": assignedInfo("$estimatedRows", "13"),
  "$estimatedRows = 12.5": assignedInfo("$estimatedRows", 12.5),
  "$estimatedRows = 2^64": assignedInfo("$estimatedRows", 2n ** 64n),
  "$colUsed = -1n": assignedInfo("$colUsed", -1n),
  memberKey: vfs((struct) => [struct.memberKey("iVersion"), struct.memberKey("nope")]),
  memberKeys: vfs((struct, { capi }) => [struct.memberKeys(), capi.sqlite3_vfs.memberKeys()]),
  "memberSignature('xOpen')": vfs((struct) => struct.memberSignature("xOpen")),
  "memberSignature('xOpen', true)": vfs((struct) => struct.memberSignature("xOpen", true)),
  "memberSignature('iVersion')": vfs((struct) => struct.memberSignature("iVersion")),
  "memberSignature('nope')": vfs((struct) => struct.memberSignature("nope")),
  "memberIsString('zName')": vfs((struct) => Boolean(struct.memberIsString("zName"))),
  "memberIsString('xOpen')": vfs((struct) => struct.memberIsString("xOpen")),
  "memberIsString('nope')": vfs((struct) => struct.memberIsString("nope")),
  "lookupMember('iVersion')": vfs((struct) => struct.lookupMember("iVersion")),
  "lookupMember('$iVersion')": vfs((struct) => struct.lookupMember("$iVersion")),
  "lookupMember('nope')": vfs((struct) => struct.lookupMember("nope")),
  "lookupMember('nope', false)": vfs((struct) => struct.lookupMember("nope", false)),
  "memberToJsString() of null": vfs((struct) => struct.memberToJsString("zName")),
  "memberToJsString('iVersion')": vfs((struct) => struct.memberToJsString("iVersion")),
  "memberToJsString('nope')": vfs((struct) => struct.memberToJsString("nope")),
  setMemberCString: vfs((struct) => [
    struct.setMemberCString("zName", "é") === struct,
    struct.memberToJsString("zName"),
    struct.ondispose.length,
  ]),
  "setMemberCString('iVersion')": vfs((struct) => struct.setMemberCString("iVersion", "x")),
  "setMemberCString('nope')": vfs((struct) => struct.setMemberCString("nope", "x")),
  addOnDispose: vfs((struct) => [struct.addOnDispose("a", "b") === struct, [...list(struct.ondispose)]]),
  "addOnDispose after a single one": vfs((struct) => {
    set(struct, "ondispose", "a");
    return [...list(struct.addOnDispose("b").ondispose)];
  }),
  "dispose() runs ondispose": ({ capi }) => {
    const calls: unknown[] = [];
    const struct = new capi.sqlite3_vfs();
    struct.addOnDispose(
      function (this: unknown) {
        calls.push(this === struct);
      },
      "a note",
      [() => calls.push("nested")],
      new capi.sqlite3_file(),
    );
    struct.dispose();
    struct.dispose();
    return calls;
  },
  "dispose() goes on after a callback that throws": ({ capi }) => {
    const calls: unknown[] = [];
    const struct = new capi.sqlite3_vfs();
    struct.addOnDispose(
      () => {
        throw new Error("mine");
      },
      () => calls.push("second"),
    );
    struct.dispose();
    return calls;
  },
  "a disposed struct": ({ capi }) => {
    const struct = new capi.sqlite3_vfs();
    struct.dispose();
    return [struct.pointer, struct.$iVersion, struct.memoryDump(), struct.memberToJsString("zName")];
  },
  "setting a member of a disposed struct": ({ capi }) => {
    const struct = new capi.sqlite3_vfs();
    struct.dispose();
    set(struct, "$iVersion", 1);
  },
  "installMethod() in a disposed struct": ({ capi }) => {
    const struct = new capi.sqlite3_vfs();
    struct.dispose();
    struct.installMethod("xSleep", () => 0);
  },
  "setMemberCString() in a disposed struct": ({ capi }) => {
    const struct = new capi.sqlite3_vfs();
    struct.dispose();
    struct.setMemberCString("zName", "x");
  },

  "installMethod(name, f)": vfs((struct, { wasm }) => {
    struct.installMethod("xSleep", (_: number, microseconds: number) => microseconds * 2);
    return wasm.functionEntry(struct.$xSleep)(0, 21);
  }),
  "installMethod() gives a function for the next": vfs((struct, { wasm }) => {
    struct.installMethod("xSleep", () => 1)("xAccess", () => 2)("xDelete", () => 3);
    return wasm.functionEntry(struct.$xDelete)(0, 0, 0);
  }),
  "installMethod('xNope', f)": vfs((struct) => struct.installMethod("xNope", () => 0)),
  "installMethod('iVersion', f)": vfs((struct) => struct.installMethod("iVersion", () => 0)),
  "installMethod(name, 'x')": vfs((struct) => struct.installMethod("xSleep", "x")),
  "installMethod(name)": vfs((struct) => struct.installMethod("xSleep")),
  "installMethod()": vfs((struct) => struct.installMethod()),
  "installMethod(name, 999,999)": vfs((struct) => struct.installMethod("xSleep", 999_999)),
  "installMethod(name, 0)": vfs((struct) => {
    struct.installMethod("xSleep", () => 0);
    struct.installMethod("xSleep", 0);
    return struct.$xSleep;
  }),
  "installMethod(name, pointer)": vfs((struct) => {
    struct.installMethod("xSleep", () => 0);
    struct.installMethod("xCurrentTime", struct.$xSleep);
    return struct.$xCurrentTime === struct.$xSleep;
  }),
  "installMethod({…})": vfs((struct) => struct.installMethod({ xSleep: () => 0 }) === struct),
  "installMethods({…})": vfs(
    (struct) => struct.installMethods({ xSleep: () => 0, xAccess: () => 1 }) === struct,
  ),
  "installMethods() with an unknown name": vfs((struct) => struct.installMethods({ nope: () => 1 })),
  "installMethods()": vfs((struct) => struct.installMethods()),
  "installMethods() of one function twice": vfs((struct) => {
    const method = () => 0;
    struct.installMethods({ xSleep: method, xCurrentTime: method });
    return struct.$xSleep === struct.$xCurrentTime;
  }),
  "installMethod(name, f, true) with the right count": vfs((struct, { wasm }) => {
    struct.installMethod("xSleep", (_a: number, _b: number) => 7, true);
    return wasm.functionEntry(struct.$xSleep)(1, 2);
  }),
  "installMethod(name, f, true) with the wrong count": vfs((struct, { wasm }) => {
    struct.installMethod("xSleep", () => 7, true);
    return wasm.functionEntry(struct.$xSleep)(1, 2);
  }),
  "dispose() removes methods": ({ capi, wasm }) => {
    const struct = new capi.sqlite3_vfs();
    struct.installMethod("xSleep", () => 0);
    const pointer = struct.$xSleep;
    struct.dispose();
    return wasm.functionEntry(pointer);
  },

  "new sqlite3_vfs(pointer)": ({ capi, wasm }) => {
    const struct = new capi.sqlite3_vfs(wasm.exports.sqlite3_vfs_find(0));
    return [typeof struct.memberToJsString("zName"), struct.$iVersion];
  },
  ...Object.fromEntries(
    (["x", -1, 0, null, undefined, 1.5, true] as const).map((value) => [
      `new sqlite3_vfs(${JSON.stringify(value)})`,
      ({ capi }: Loose) => new capi.sqlite3_vfs(value),
    ]),
  ),
  "new sqlite3_vfs({})": ({ capi }) => Number(new capi.sqlite3_vfs({}).pointer) > 0,
  "new sqlite3_vfs({ wrap: 0 })": ({ capi }) => Number(new capi.sqlite3_vfs({ wrap: 0 }).pointer) > 0,
  "new sqlite3_vfs({ wrap: 'x' })": ({ capi }) => new capi.sqlite3_vfs({ wrap: "x" }),
  "new sqlite3_vfs({ wrap })": ({ capi, wasm }) => {
    const address = wasm.alloc(88);
    return new capi.sqlite3_vfs({ wrap: address }).pointer === address;
  },
  "new sqlite3_vfs({ extraBytes })": ({ capi }) => new capi.sqlite3_vfs({ extraBytes: 16 }).extraBytes,
  "new sqlite3_vfs({ extraBytes: -1 })": ({ capi }) => new capi.sqlite3_vfs({ extraBytes: -1 }),
  "new sqlite3_vfs({ extraBytes: 'a' })": ({ capi }) => new capi.sqlite3_vfs({ extraBytes: "a" }),
  "new sqlite3_vfs({ zeroOnDispose })": ({ capi }) =>
    new capi.sqlite3_vfs({ zeroOnDispose: 1 }).zeroOnDispose,
  "zeroOnDispose leaves alone what is not owned": ({ capi, wasm }) => {
    const address = wasm.alloc(88);
    const struct = new capi.sqlite3_vfs({ wrap: address, zeroOnDispose: true });
    set(struct, "$iVersion", 9);
    struct.dispose();
    return wasm.peek32(address);
  },
  "sqlite3_vfs() without new": ({ capi }) => capi.sqlite3_vfs(),
  hasExternalPointer: ({ capi, wasm, StructBinder }) => [
    StructBinder.StructType.hasExternalPointer(new capi.sqlite3_vfs()),
    StructBinder.StructType.hasExternalPointer(new capi.sqlite3_vfs(wasm.alloc(88))),
    StructBinder.StructType.hasExternalPointer(
      new capi.sqlite3_vfs({ wrap: wasm.alloc(88), takeOwnership: true }),
    ),
  ],
  "the structs in sqlite3_index_info": ({ capi }) => {
    const info = capi.sqlite3_index_info;
    return [
      info.sqlite3_index_constraint.structInfo.sizeof,
      info.sqlite3_index_orderby.structInfo.sizeof,
      info.sqlite3_index_constraint_usage.structInfo.sizeof,
    ];
  },

  "StructBinder(description)": ({ StructBinder }) => StructBinder(point).structName,
  "StructBinder(name, description)": ({ StructBinder }) => StructBinder("other", point).structName,
  "a member of a struct of one's own": ({ StructBinder, capi }) => {
    const struct = new (StructBinder(point))();
    const pointed = new capi.sqlite3_file();
    set(struct, "$y", pointed);
    set(struct, "$z", 2.5);
    return [struct.$y === pointed.pointer, struct.$z];
  },
  "StructBinder({ name })": ({ StructBinder }) => StructBinder({ name: "foo" }),
  "StructBinder() of size 0": ({ StructBinder }) => StructBinder({ ...point, sizeof: 0 }),
  "StructBinder() of an odd size": ({ StructBinder }) => StructBinder({ ...point, sizeof: 17 }),
  "StructBinder() without members": ({ StructBinder }) => StructBinder({ ...point, members: {} }),
  "StructBinder() with a bad signature": ({ StructBinder }) =>
    StructBinder({ ...point, members: { x: { offset: 0, sizeof: 4, signature: "q" } } }),
  "StructBinder() without a signature": ({ StructBinder }) =>
    StructBinder({ ...point, members: { x: { offset: 0, sizeof: 4 } } }),
  "StructBinder()": ({ StructBinder }) => StructBinder(),
  "StructBinder(1)": ({ StructBinder }) => StructBinder(1),
  "StructBinder('foo')": ({ StructBinder }) => StructBinder("foo"),
  "new StructType()": ({ StructBinder }) => new StructBinder.StructType(),
};
