import { type AddressInfo, connect } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openAnswer } from '../../crypto/answer.ts';
import { headerLength, isEnvelopeHeader } from '../../crypto/envelope-shape.ts';
import { toHex } from '../../crypto/hex.ts';
import { mailboxResponseBytes, mailboxWordBytes, sealedAnswerBytes } from '../../crypto/mailbox-shape.ts';
import { formatReceipt, newReceipt } from '../../crypto/receipt-code.ts';
import { mailboxToken } from '../../crypto/receipt-keys.ts';
import { newestOf } from '../../server/keyrings.ts';
import { dropExpiredMailboxes } from '../../server/public/mailbox.ts';
import { answerTo } from './answered.ts';
import { envelopePost, sealedReport, type TestServer, testServer, today } from './test-server.ts';

let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

async function arrive() {
  const report = await sealedReport(site);
  await site.request('/envelopes', envelopePost(report.bytes, { 'Mailbox-Id': report.mailboxId }));
  return report;
}

async function publish(receipt: Uint8Array, number: number): Promise<void> {
  const { answer, sealed } = await answerTo(site, receipt, number);
  await site.store.publishAnswer({
    mailboxId: answer.mailboxId,
    number,
    sha256: 'ab'.repeat(32),
    bytes: sealed,
    publishedDay: today,
  });
}

async function ask(receipt: Uint8Array) {
  const response = await site.request('/mailbox', {
    method: 'POST',
    body: JSON.stringify({ token: toHex(mailboxToken(receipt)) }),
    headers: { 'Content-Type': 'application/json' },
  });
  expect(response.status).toBe(200);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { state } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, mailboxWordBytes)));
  return { bytes, state, sealed: bytes.subarray(mailboxWordBytes) };
}

const open = (receipt: Uint8Array, sealed: Uint8Array) =>
  openAnswer(site.server.engine, site.committee, newestOf(site.server.keyrings).keyring, receipt, sealed);

it('gives the answer beside its own word, and to nobody else', async () => {
  const { receipt } = await arrive();
  await site.store.markCollected([1]);
  await publish(receipt, 2);
  const { state, sealed } = await ask(receipt);
  expect(state).toBe('collected');
  expect(await open(receipt, sealed)).toMatchObject({ number: 2, status: 'question_waiting' });
  const stranger = newReceipt();
  await expect(open(stranger, (await ask(stranger)).sealed)).rejects.toMatchObject({ code: 'answer-not-ours' });
});

it('gives a filling where no answer lies: of the same shape, and the same each time it is asked for', async () => {
  const { receipt } = await arrive();
  const first = await ask(receipt);
  expect(first.state).toBe('received');
  expect(first.sealed).toHaveLength(sealedAnswerBytes);
  expect(isEnvelopeHeader(first.sealed.subarray(0, headerLength(1)), 1)).toBe(true);
  await expect(open(receipt, first.sealed)).rejects.toMatchObject({ code: 'answer-not-ours' });
  expect(Buffer.from((await ask(receipt)).bytes).equals(first.bytes)).toBe(true);
  const stranger = await ask(newReceipt());
  expect(stranger.state).toBe('unknown');
  expect(Buffer.from(stranger.sealed).equals(first.sealed)).toBe(false);
});

it('answers in one size on the wire: nothing, the first and the fortieth message, however it is asked', async () => {
  const { receipt } = await arrive();
  const listener = createAdaptorServer({ fetch: site.fetch });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', () => resolve()));
  const { port } = listener.address() as AddressInfo;
  /** Bytes of the whole answer as they come through the line, head and all. */
  const wireBytes = async (accept: string | null, of = receipt) => {
    const body = JSON.stringify({ token: toHex(mailboxToken(of)) });
    const head = [
      'POST /mailbox HTTP/1.1',
      'Host: form.example',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      'Connection: close',
      ...(accept === null ? [] : [`Accept-Encoding: ${accept}`]),
    ];
    return new Promise<number>((resolve, reject) => {
      let length = 0;
      const line = connect(port, '127.0.0.1', () => line.write(`${head.join('\r\n')}\r\n\r\n${body}`));
      line.on('data', (bytes) => {
        length += bytes.length;
      });
      line.on('end', () => resolve(length));
      line.on('error', reject);
    });
  };
  const accepts = [null, 'identity', 'gzip', 'br', 'zstd', 'deflate', 'gzip, deflate, br, zstd', '*'];
  const sizes = new Set<number>();
  try {
    for (const number of [0, 1, 40]) {
      if (number > 0) await publish(receipt, number);
      for (const accept of accepts) sizes.add(await wireBytes(accept));
    }
    for (const accept of accepts) sizes.add(await wireBytes(accept, newReceipt()));
    expect(await open(receipt, (await ask(receipt)).sealed)).toMatchObject({ number: 40 });
  } finally {
    await new Promise((resolve) => listener.close(resolve));
  }
  expect(sizes.size).toBe(1);
  expect([...sizes][0]).toBeGreaterThan(mailboxResponseBytes);
});

const post = (path: string, form: Record<string, string>) =>
  site.request(path, {
    method: 'POST',
    body: new URLSearchParams(form).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });

it('gives the sealed answer as a file without scripts, of one size and under a name that says nothing', async () => {
  const { receipt } = await arrive();
  const token = toHex(mailboxToken(receipt));
  const shown = await (await post('/en/receipt', { code: formatReceipt(receipt).join(' ') })).text();
  expect(shown).toContain(`value="${token}"`);
  const none = await post('/answer', { token });
  await publish(receipt, 1);
  const some = await post('/answer', { token });
  expect(some.headers.get('Content-Disposition')).toBe('attachment; filename="data.bin"');
  expect(some.headers.get('Cache-Control')).toContain('no-store');
  const bytes = new Uint8Array(await some.arrayBuffer());
  expect([bytes.length, (await none.arrayBuffer()).byteLength]).toEqual([sealedAnswerBytes, sealedAnswerBytes]);
  expect(await open(receipt, bytes)).toMatchObject({ number: 1 });
  for (const bad of ['', 'x', token.slice(1), `${token}00`])
    expect((await post('/answer', { token: bad })).status).toBe(422);
});

it('shows the same for a code that was never used and for one whose time is over', async () => {
  const { receipt } = await arrive();
  await site.store.markCollected([1]);
  await publish(receipt, 1);
  const typed = async (of: Uint8Array) => (await post('/en/receipt', { code: formatReceipt(of).join('') })).text();
  const later = { store: site.store, now: () => new Date('2027-11-22T12:00:00Z') };
  expect(await dropExpiredMailboxes({ ...later, now: () => new Date(`${today}T12:00:00Z`) }, 365)).toBe(0);
  expect(await dropExpiredMailboxes(later, 365)).toBe(1);
  expect((await ask(receipt)).state).toBe('unknown');
  expect(await typed(receipt)).toBe(await typed(newReceipt()));
});
