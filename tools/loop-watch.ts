import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';

// Loaded into the process of a server that is measured, before the server itself. Answers on WATCH_PORT of the loopback
// interface with the longest time, in milliseconds, for which its event loop has stood still since it was asked before.

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
createServer((_request, response) => {
  // One turn later: what stood still last is noted by then.
  setTimeout(() => {
    response.end(String(delay.max / 1e6));
    delay.reset();
  }, 5);
})
  .listen(Number(process.env.WATCH_PORT), '127.0.0.1')
  .unref();
