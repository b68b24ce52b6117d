import { type Device, makedev } from "./device.js";

/** First major number of the devices that createDevice makes; Linux leaves 60 to 63 and 240 up for local use. */
const FIRST_LOCAL_MAJOR = 240;

/** The devices of one filesystem by number. */
export class DeviceRegistry {
  readonly #devices = new Map<number, Device>();
  #nextLocal = makedev(FIRST_LOCAL_MAJOR, 0);

  /** Puts a device behind a number; later openings of that number's nodes use it. */
  register(dev: number, device: Device): void {
    this.#devices.set(dev, device);
  }

  get(dev: number): Device | undefined {
    return this.#devices.get(dev);
  }

  /** @returns a device number that no one else uses */
  registerLocal(device: Device): number {
    while (this.#devices.has(this.#nextLocal)) this.#nextLocal++;
    this.register(this.#nextLocal, device);
    return this.#nextLocal;
  }
}
