import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** Whom browsers themselves call, whatever the page; their bytes are recorded like all others. */
export const ofTheBrowser = /(^|\.)(googleapis|google|gstatic|mozilla|firefox)\.(com|org|net)(:443)?$/;

/** What happens to an answer on its way to the browser. */
export type Fate =
  | 'pass'
  /** Never answered until `release`. */
  | 'hold'
  /** The connection is cut without an answer. */
  | 'abort'
  /** Answered 500. */
  | 'error'
  /** Half of the body, then the connection is cut. */
  | 'cut'
  /** Asked upstream, so the server acts on it; its answer never comes back. */
  | 'lose'
  /** Answered by this text, with this status and these headers. */
  | { readonly status?: number; readonly body: string | Buffer; readonly headers?: Readonly<Record<string, string>> }
  /** Answered by what upstream says, changed. */
  | { readonly change: (body: string) => string; readonly headers?: Readonly<Record<string, string>> };

/**
 * A proxy on the loopback interface that is a browser's only way out. It keeps the raw bytes of every request, of
 * workers, beacons and tunnels too, and decides what becomes of each answer. Foreign hosts are recorded and answered
 * here; nothing ever leaves the machine.
 */
export class RecordingProxy {
  /** One buffer a connection, with everything that the browser sent on it. */
  readonly connections: Buffer[][] = [];
  /** Hosts other than the site's that anybody asked for. */
  readonly foreignHosts = new Set<string>();
  private readonly server = createServer((incoming, answer) => this.handle(incoming, answer));
  /** Where the bytes of each open connection go. */
  private readonly sockets = new Map<Socket, Buffer[]>();
  private held: (() => void)[] = [];
  private fates: (path: string) => Fate = () => 'pass';
  private readonly upstream: URL;

  constructor(upstream: string) {
    this.upstream = new URL(upstream);
    this.server.on('connection', (socket) => {
      this.record(socket);
      socket.on('data', (part: Buffer) => this.sockets.get(socket)?.push(part));
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => {});
    });
    // A tunnel (https, WebSocket): taken, recorded by the socket above, never led anywhere.
    this.server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
      this.foreignHosts.add(incoming.url ?? '');
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.resume();
      socket.on('error', () => {});
      setTimeout(() => socket.destroy(), 500);
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  /** Decides by path; forgets what was recorded. */
  begin(fates: (path: string) => Fate = () => 'pass'): void {
    this.release();
    this.fates = fates;
    this.connections.length = 0;
    // Connections that stay open record into new buffers from here on.
    for (const socket of this.sockets.keys()) this.record(socket);
    this.foreignHosts.clear();
  }

  /** Lets everything go that was held. */
  release(): void {
    for (const letGo of this.held) letGo();
    this.held = [];
  }

  /** Everything the browser has sent since `begin`, connection by connection. */
  recorded(): Buffer {
    return Buffer.concat(this.connections.map((parts) => Buffer.concat(parts)));
  }

  async close(): Promise<void> {
    this.release();
    for (const socket of this.sockets.keys()) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private record(socket: Socket): void {
    const bytes: Buffer[] = [];
    this.connections.push(bytes);
    this.sockets.set(socket, bytes);
  }

  private async handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    answer.on('error', () => {});
    const url = new URL(incoming.url ?? '/', this.upstream);
    if (url.host !== this.upstream.host) {
      this.foreignHosts.add(url.host);
      incoming.resume();
      answer.writeHead(200, { 'Content-Type': 'text/html' }).end('elsewhere');
      return;
    }
    const fate = this.fates(url.pathname);
    if (fate === 'hold') await new Promise<void>((resolve) => this.held.push(resolve));
    if (fate === 'abort') return void incoming.socket.destroy();
    if (fate === 'error') return void answer.writeHead(500).end();
    if (typeof fate === 'object' && 'body' in fate) {
      incoming.resume();
      answer.writeHead(fate.status ?? 200, { 'Content-Type': 'text/html', ...fate.headers }).end(fate.body);
      return;
    }
    this.forward(incoming, url, fate, answer);
  }

  private forward(incoming: IncomingMessage, url: URL, fate: Fate, answer: ServerResponse): void {
    const headers = { ...incoming.headers };
    if (typeof fate === 'object') delete headers['accept-encoding'];
    const onward = request(url, { method: incoming.method ?? 'GET', headers }, (response) => {
      if (fate === 'lose') {
        response.resume();
        response.on('end', () => incoming.socket.destroy());
        return;
      }
      if (fate === 'pass' || fate === 'hold') {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
        return;
      }
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const body = Buffer.concat(parts);
        if (fate === 'cut') {
          answer.writeHead(response.statusCode ?? 502, response.headers);
          answer.write(body.subarray(0, body.length / 2));
          setTimeout(() => incoming.socket.destroy(), 50);
        } else if (typeof fate === 'object' && 'change' in fate) {
          const changed = Buffer.from(fate.change(body.toString()));
          const { 'content-length': _length, ...rest } = response.headers;
          answer
            .writeHead(response.statusCode ?? 502, {
              ...rest,
              ...fate.headers,
              'content-length': String(changed.length),
            })
            .end(changed);
        }
      });
    });
    onward.on('error', () => incoming.socket.destroy());
    incoming.pipe(onward);
  }
}
