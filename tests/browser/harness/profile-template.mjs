// @ts-check
import { createProfile, launchBrowser, removeProfile, TEMPLATE_VARIABLE } from "./launch.mjs";

/**
 * Has Firefox fill a profile, of which {@link createProfile} gives copies from then on: the first start with an empty one
 * takes twice as long. Nothing of a test is in it.
 *
 * @returns {Promise<() => Promise<void>>} what removes it
 */
export async function makeProfileTemplate() {
  const template = await createProfile();
  const browser = await launchBrowser("firefox", template);
  await browser.close();
  process.env[TEMPLATE_VARIABLE] = template;
  return async () => {
    delete process.env[TEMPLATE_VARIABLE];
    await removeProfile(template, { wasKilled: false });
  };
}
