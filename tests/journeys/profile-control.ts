import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

/** Pages of the test's own that ask for nothing to be forgotten, so that a search can be seen to find it. */
export interface Control {
  readonly origin: string;
  /** Texts of the packed pages, by how these are packed. */
  readonly packed: Readonly<Record<string, string>>;
  stop(): void;
}

const page = `<!doctype html><title>Control</title>
<form action="/sent"><input id="line" name="line"><button id="go">Go</button></form>
<form autocomplete="off"><input id="unkept" name="unkept"></form>
<textarea id="area"></textarea>`;

const packers = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync } as const;

/** @param newText gives a text for each packed page. */
export async function startControl(newText: () => string): Promise<Control> {
  const packed = Object.fromEntries(Object.keys(packers).map((packing) => [packing, newText()]));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://control.example');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    const packing = pathname.slice(1) as keyof typeof packers;
    if (packers[packing]) {
      response.setHeader('Content-Encoding', packing);
      response.setHeader('Cache-Control', 'max-age=3600');
      // Repeated, so that the packing is not mere wrapping.
      response.end(packers[packing](`<!doctype html><p>Again and again. Again and again: ${packed[packing]}`));
    } else response.end(pathname === '/' ? page : '<!doctype html><title>Sent</title>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    packed,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
