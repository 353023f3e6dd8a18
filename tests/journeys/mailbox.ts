import type { SiteFacts } from './start-site.ts';

/** Every mail that the catcher has, oldest first. */
export async function mails(site: SiteFacts): Promise<string[]> {
  const text = await (await fetch(site.mail)).text();
  return text.includes('Subject:') ? text.split('─'.repeat(60)) : [];
}

/** Waits until a mail has come after those that were there before, and tells of so many new reports. */
export async function mailTelling(site: SiteFacts, threads: number, before: readonly string[]): Promise<string> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    const fresh = (await mails(site)).slice(before.length);
    const found = fresh.find((mail) => new RegExp(`New reports: ${threads}\\b`).test(mail));
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no such mail: ${await mails(site)}`);
}
