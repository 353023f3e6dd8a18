import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface MailCatcher {
  /** `smtp://127.0.0.1:port`. */
  readonly smtp: string;
  /** A page that lists what came, as plain text; newest last. */
  readonly page: string;
  readonly mails: readonly Buffer[];
  close(): Promise<void>;
}

/** A mail server on the loopback interface that keeps what it gets in memory; for the demo and for tests. */
export async function startMailCatcher(pagePort = 0): Promise<MailCatcher> {
  const mails: Buffer[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push(Buffer.concat(parts));
        done();
      });
    },
  });
  const page = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.end(mails.map(readable).join(`\n${'─'.repeat(60)}\n`) || 'No mail yet.\n');
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => page.listen(pagePort, '127.0.0.1', resolve));
  return {
    smtp: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    page: `http://127.0.0.1:${(page.address() as AddressInfo).port}/`,
    mails,
    async close() {
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      page.closeAllConnections();
      await new Promise<void>((resolve) => page.close(() => resolve()));
    },
  };
}

/** Headers as they came, the base64 body as text. */
function readable(mail: Buffer): string {
  const [head = '', body = ''] = mail.toString('latin1').split('\r\n\r\n');
  return `${head}\n\n${Buffer.from(body, 'base64').toString('utf8').trimEnd()}\n`;
}
