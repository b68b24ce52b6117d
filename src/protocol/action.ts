/** One action of the worker: what its request carries, what its answer carries, and what may come before the answer. */
export interface Action<Payload, Result, Part = never> {
  readonly payload: Payload;
  readonly result: Result;
  readonly part: Part;
}
