import type { Capability } from "../base/index.js";
import type { EnvironmentScope } from "./environment-scope.js";
import { probe } from "./probe.js";

const NOT_ISOLATED = "the page is not cross-origin isolated; it needs COOP and COEP headers";

/** Reads the scope's own answer; there is nothing to try. */
export function probeCrossOriginIsolated(scope: EnvironmentScope): Promise<Capability> {
  return probe(() => (scope.crossOriginIsolated === true ? undefined : NOT_ISOLATED));
}

/** Allocates shared memory. */
export function probeSharedArrayBuffer(scope: EnvironmentScope): Promise<Capability> {
  return probe(() => {
    if (scope.SharedArrayBuffer === undefined) return `SharedArrayBuffer is missing: ${NOT_ISOLATED}`;
    new Int32Array(new scope.SharedArrayBuffer(4));
    return undefined;
  });
}

/** Waits zero milliseconds; a window's main thread refuses even that. */
export function probeAtomicsWait(scope: EnvironmentScope): Promise<Capability> {
  return probe(() => {
    if (scope.SharedArrayBuffer === undefined) return "it needs SharedArrayBuffer";
    if (scope.Atomics === undefined) return "Atomics is missing";
    scope.Atomics.wait(new Int32Array(new scope.SharedArrayBuffer(4)), 0, 0, 0);
    return undefined;
  });
}

/** Waits zero milliseconds for a promise. */
export function probeAtomicsWaitAsync(scope: EnvironmentScope): Promise<Capability> {
  return probe(async () => {
    if (scope.SharedArrayBuffer === undefined) return "it needs SharedArrayBuffer";
    if (scope.Atomics?.waitAsync === undefined) return "Atomics.waitAsync is missing";
    await scope.Atomics.waitAsync(new Int32Array(new scope.SharedArrayBuffer(4)), 0, 0, 0).value;
    return undefined;
  });
}

/** Asks for a lock of a name of its own. */
export function probeWebLocks(scope: EnvironmentScope): Promise<Capability> {
  return probe(async () => {
    const locks = scope.navigator?.locks;
    if (locks === undefined) return "navigator.locks is missing; it needs HTTPS or localhost";
    await locks.request(`environment-probe-${Math.random()}`, () => {});
    return undefined;
  });
}

/** Opens a channel, posts to it and closes it. */
export function probeBroadcastChannel(scope: EnvironmentScope): Promise<Capability> {
  return probe(() => {
    if (scope.BroadcastChannel === undefined) return "BroadcastChannel is missing";
    const channel = new scope.BroadcastChannel("environment-probe");
    channel.postMessage(null);
    channel.close();
    return undefined;
  });
}

/** The parts of JavaScript Promise Integration, which TypeScript's library does not describe yet. */
interface PromiseIntegration {
  readonly Suspending?: new (callable: () => Promise<number>) => WebAssembly.ImportValue;
  readonly promising?: (callable: WebAssembly.ExportValue | undefined) => () => Promise<number>;
}

/**
 * `(module (import "e" "f" (func (result i32))) (func (export "g") (result i32) call 0))`: an export that calls an
 * import.
 */
const CALLING_MODULE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7f],
  ...[0x02, 0x07, 0x01, 0x01, 0x65, 0x01, 0x66, 0x00, 0x00],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x07, 0x05, 0x01, 0x01, 0x67, 0x00, 0x01],
  ...[0x0a, 0x06, 0x01, 0x04, 0x00, 0x10, 0x00, 0x0b],
);

/**
 * Lets wasm wait for a promise and hand its value back.
 *
 * @see https://github.com/WebAssembly/js-promise-integration/blob/main/proposals/js-promise-integration/Overview.md
 */
export function probeJspi(scope: EnvironmentScope): Promise<Capability> {
  return probe(async () => {
    const wasm = scope.WebAssembly;
    if (wasm === undefined) return "WebAssembly is missing";
    const { Suspending, promising } = wasm as PromiseIntegration;
    if (Suspending === undefined || promising === undefined) {
      return "WebAssembly.Suspending and WebAssembly.promising are missing";
    }
    const { instance } = await wasm.instantiate(CALLING_MODULE, {
      e: { f: new Suspending(async () => 42) },
    });
    const result = await promising(instance.exports.g)();
    return result === 42 ? undefined : "a promise's value did not reach wasm";
  });
}
