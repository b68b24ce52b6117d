/** The package ships these two without types. */
declare module "@journeyapps/wa-sqlite/src/examples/AccessHandlePoolVFS.js" {
  export const AccessHandlePoolVFS: { create(name: string, module: unknown): Promise<SQLiteVFS> };
}

declare module "@journeyapps/wa-sqlite/src/examples/OPFSCoopSyncVFS.js" {
  export const OPFSCoopSyncVFS: { create(name: string, module: unknown): Promise<SQLiteVFS> };
}
