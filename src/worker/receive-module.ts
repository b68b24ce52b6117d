/** Waits for the module that the client compiles. Rejects where the client could not. */
export function receiveModule(port: MessagePort): Promise<WebAssembly.Module> {
  const receiving = new Promise<WebAssembly.Module>((resolve, reject) => {
    const refuse = () => reject(new Error("the client could not compile the module"));
    port.onmessageerror = refuse;
    port.onmessage = ({ data }: MessageEvent<WebAssembly.Module | null>) => {
      port.close();
      if (data === null) refuse();
      else resolve(data);
    };
  });
  // Whoever waits for it is told.
  receiving.catch(() => {});
  return receiving;
}
