import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const bytesPerSecond = 4 * 1024 * 1024;

/**
 * A proxy on the loopback interface that is a browser's only way out and a bad line: it lets bodies through piece by
 * piece, counts them, and cuts the line wherever it is told to.
 */
export class CuttingProxy {
  /** Bytes of bodies that the server was given to read, by method. */
  readonly handedOn = new Map<string, number>();
  /** Sizes of requests that came through whole, in their order: method, path with ids made alike, bytes of body. */
  readonly requests: string[] = [];
  /** Methods of requests that met no server. */
  readonly refused: string[] = [];
  cuts = 0;
  /** How far each upload is, by its path: what the server was given of it, or said that it has. */
  private readonly reached = new Map<string, number>();
  private readonly upstream: URL;
  private readonly server = createServer((incoming, answer) => this.handle(incoming, answer));
  /** Asked for each upload's body: after how many bytes of it the line is cut; `null` for never. */
  private nextCut: () => number | null = () => null;

  constructor(upstream: string) {
    this.upstream = new URL(upstream);
    // Tunnels of the browser's own: taken, and led nowhere.
    this.server.on('connect', (_incoming, socket) => socket.destroy());
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  begin(nextCut: () => number | null = () => null): void {
    this.nextCut = nextCut;
    this.cuts = 0;
    this.reached.clear();
    this.handedOn.clear();
    this.requests.length = 0;
    this.refused.length = 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private handle(incoming: IncomingMessage, answer: ServerResponse): void {
    const url = new URL(incoming.url ?? '/', this.upstream);
    answer.on('error', () => {});
    if (url.host !== this.upstream.host) {
      incoming.resume();
      answer.writeHead(404).end();
      return;
    }
    const { method = 'GET', headers } = incoming;
    const count = (bytes: number) => this.handedOn.set(method, (this.handedOn.get(method) ?? 0) + bytes);
    let passedHere = 0;
    // Browsers send a piece again by themselves once its line is cut. It is at a wrong place then, and refused before any
    // of its body is read; the line may be reset before that answer is heard.
    const from = Number(headers['upload-offset']);
    const isAgain = from < (this.reached.get(url.pathname) ?? 0);
    const pass = (bytes: number) => {
      passedHere += bytes;
      if (isAgain) return;
      count(bytes);
      if (method === 'PATCH') this.reached.set(url.pathname, from + passedHere);
    };
    const onward = request(url, { method, headers }, (response) => {
      if (isAgain && response.statusCode === 204) count(passedHere);
      const said = response.headers['upload-offset'];
      if (said !== undefined) this.reached.set(url.pathname, Number(said));
      // An answer before the end of the body: the server has read enough and closes, so nothing more goes there.
      if (!incoming.complete) {
        incoming.removeAllListeners('data');
        incoming.resume();
      }
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNREFUSED' || answer.headersSent) return void incoming.socket.destroy();
      // As a proxy does that stands in front of a server under way.
      this.refused.push(method);
      if (!isAgain) count(-passedHere);
      incoming.resume();
      answer.writeHead(502, { Connection: 'close' }).end();
    });
    const cutAfter = method === 'PATCH' ? this.nextCut() : null;
    let seen = 0;
    incoming.on('data', (part: Buffer) => {
      const passed = cutAfter === null ? part : part.subarray(0, Math.max(0, cutAfter - seen));
      seen += part.length;
      pass(passed.length);
      if (cutAfter === null || seen < cutAfter) {
        // As slow as a good line is: an answer in the middle of a body finds its sender still sending.
        incoming.pause();
        onward.write(passed, () => setTimeout(() => incoming.resume(), (1000 * passed.length) / bytesPerSecond));
        return;
      }
      this.cuts += 1;
      incoming.removeAllListeners('data');
      onward.write(passed, () => {
        onward.destroy();
        incoming.socket.destroy();
      });
    });
    incoming.on('end', () => {
      this.requests.push(`${method} ${url.pathname.replace(/[0-9a-f]{32}/, 'ID')} ${seen}`);
      onward.end();
    });
    incoming.on('error', () => onward.destroy());
  }
}
