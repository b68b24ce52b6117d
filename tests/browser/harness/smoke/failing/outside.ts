import { it } from "vitest";

const wait = () => new Promise((resolve) => setTimeout(resolve, 100));

it("throws later", () => {
  setTimeout(() => {
    throw new Error("nobody catches this");
  });
  return wait();
});
it("rejects unseen", () => {
  void Promise.reject(new Error("nobody awaits this"));
  return wait();
});
