import type { SiteFacts } from './start-site.ts';

const mails = async (site: SiteFacts) => (await (await fetch(site.mail)).text()).split('─'.repeat(60));

/** Waits until a mail that tells of new reports has come. */
export async function mailTelling(site: SiteFacts, threads: number): Promise<string> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    const found = (await mails(site)).find((mail) =>
      new RegExp(`\\b0*${threads}\\b`).test(mail.split('\n\n').slice(1).join('\n')),
    );
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no such mail: ${await mails(site)}`);
}
