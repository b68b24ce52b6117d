import { OpenFlag, SahPool } from "../../../src/vfs/index.js";
import type { PoolEdit } from "./pool-bytes.js";

self.addEventListener("message", async ({ data }: MessageEvent<PoolEdit>) => {
  const pool = await SahPool.create(`/web-sqlite-v2/${data.folder}`);
  const file = pool.createVfs().xOpen("/database", OpenFlag.READWRITE | OpenFlag.CREATE | OpenFlag.MAIN_DB);
  if ("bytes" in data) {
    file.xTruncate(0);
    file.xWrite(Uint8Array.from(data.bytes), 0);
  } else {
    file.xTruncate(Math.floor(file.xFileSize() * data.keepFraction));
  }
  file.xSync(0);
  const size = file.xFileSize();
  file.xClose();
  await pool.close();
  self.postMessage(size);
});
