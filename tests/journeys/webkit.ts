import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { freePort } from '../../tools/free-port.ts';

/** WebKit as Debian has it, driven by the WebDriver protocol: enough of it for one journey. */
export interface WebKit {
  go(url: string): Promise<void>;
  /** Runs the body of a function in the page; gives what it returns. */
  run<Result>(body: string, ...words: unknown[]): Promise<Result>;
  end(): Promise<void>;
}

/** Starts WebKit on a screen of its own. Everything that was started ends with it. */
export async function startWebKit(): Promise<WebKit> {
  const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '800x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [display] = (await once(createInterface({ input: screen.stdout }), 'line')) as [string];
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    env: { ...process.env, DISPLAY: `:${display}` },
    stdio: 'ignore',
  });
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(value)}`);
    return value;
  };
  await untilListening(port);
  const [binary = ''] = globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser');
  const options = { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
  const { sessionId } = (await call('POST', '/session', { capabilities: { alwaysMatch: options } })) as {
    sessionId: string;
  };
  return {
    go: async (url) => void (await call('POST', `/session/${sessionId}/url`, { url })),
    run: (body, ...args) =>
      call('POST', `/session/${sessionId}/execute/sync`, { script: body, args }) as Promise<never>,
    async end() {
      await call('DELETE', `/session/${sessionId}`).catch(() => {});
      for (const each of [driver, screen] as ChildProcess[]) each.kill();
    },
  };
}

async function untilListening(port: number): Promise<void> {
  const until = Date.now() + 10_000;
  while (Date.now() < until) {
    if (
      await fetch(`http://127.0.0.1:${port}/status`).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver does not answer');
}
