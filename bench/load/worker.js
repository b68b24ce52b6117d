// @ts-check
import { measureLoad } from "./measure.js";

addEventListener("message", ({ data }) => {
  measureLoad(data).then(postMessage, (error) => postMessage({ failure: String(error) }));
});
