/** How a sending ended. `arrived` and `already-here` only once the server has the envelope on disk. */
export type SendResult =
  | 'arrived'
  | 'already-here'
  | 'mailbox-taken'
  | 'rejected'
  | 'too-large'
  | 'storage-full'
  | 'busy'
  | 'server-error'
  | 'offline';

const resultOf: { readonly [status: number]: SendResult } = {
  200: 'already-here',
  201: 'arrived',
  // The server gave up a line that was silent for too long: the same as no line.
  408: 'offline',
  // Of an update: its mailbox is not here any more.
  404: 'rejected',
  409: 'mailbox-taken',
  413: 'too-large',
  422: 'rejected',
  503: 'busy',
  507: 'storage-full',
};

/** Whether the server has it, from this sending or an earlier one. */
export const hasArrived = (result: unknown): result is 'arrived' | 'already-here' =>
  result === 'arrived' || result === 'already-here';

/**
 * Whose an envelope is: a first report brings the id of its mailbox, whoever adds to it shows the token behind it, and
 * whoever carries it here knows neither.
 */
export type Mailbox =
  | { readonly 'Mailbox-Id': string }
  | { readonly 'Mailbox-Token': string }
  | { readonly Thread: 'carried' };

/** Sends one sealed envelope. Never throws: every end has a name and a sentence on the page. */
export async function sendEnvelope(envelope: Uint8Array, mailbox: Mailbox, signal: AbortSignal): Promise<SendResult> {
  try {
    const response = await fetch('/envelopes', {
      method: 'POST',
      body: envelope as BufferSource,
      headers: { 'Content-Type': 'application/octet-stream', ...mailbox },
      credentials: 'omit',
      // With `no-referrer` the server could not tell that it comes from here.
      referrerPolicy: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      signal,
    });
    return resultOf[response.status] ?? 'server-error';
  } catch {
    return 'offline';
  }
}
