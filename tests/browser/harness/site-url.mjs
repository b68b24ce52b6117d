// @ts-check
/** Environment variable with the ports of the running site, `isolated,plain`; test processes inherit it. */
const PORTS_VARIABLE = "TEST_SITE_PORTS";

/** @param {readonly number[]} ports the port with isolation headers, then the one without */
export function publishPorts(ports) {
  process.env[PORTS_VARIABLE] = ports.join(",");
}

/**
 * Makes an address on the test site.
 *
 * @param {string} path absolute, with its query
 * @param {{ isolated?: boolean, origin?: string }} options `isolated`: with the headers for cross-origin isolation,
 *   default true; `origin`: a label for a web origin with storage of its own (browsers resolve every `*.localhost`
 *   to this machine)
 * @returns {string}
 */
export function siteUrl(path, { isolated = true, origin } = {}) {
  const ports = process.env[PORTS_VARIABLE];
  if (ports === undefined) throw new Error('No test site is running: use "npm run test:browser".');
  const host = origin === undefined ? "localhost" : `${origin}.localhost`;
  return `http://${host}:${ports.split(",")[isolated ? 0 : 1]}${path}`;
}
