import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

export const addresses = { from: 'Report form <notice@parliament.example>', to: 'team@parliament.example' };

/** A mail server of ours, as settings name it. */
export const onLoopback = (port: number) => ({ host: '127.0.0.1', port, secure: false, requireTLS: false });

interface Answer {
  code: number;
  text: string;
}

/** A mail server on loopback that keeps every DATA it was sent, also those that it then refuses. */
export async function startMailServer(port = 0, answers: (Answer | null)[] = []) {
  const mails: Buffer[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks));
        const answer = answers.shift();
        done(answer ? Object.assign(new Error(answer.text), { responseCode: answer.code }) : null);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(stop);
  return { mails, stop, port: (server.server.address() as AddressInfo).port };
}

/** A header of a mail as it came. */
export const header = (mail: Buffer | undefined, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(mail?.toString('latin1').replace(/\r/g, '') ?? '')?.[1];
/** The text of a mail, unpacked. */
export const bodyOf = (mail: Buffer | undefined) =>
  Buffer.from(mail?.toString('latin1').split('\r\n\r\n')[1] ?? '', 'base64').toString('utf8');
/** A mail but for the one line that may differ between tries. */
export const withoutDate = (mail: Buffer | undefined) => mail?.toString('latin1').replace(/^Date: .*$/m, '');
