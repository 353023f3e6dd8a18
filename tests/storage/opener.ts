// A thread of its own for tests: opens each of many new files at the same moment as its fellow threads.
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../storage/database.ts';

const { arrived, threads, files } = workerData as { arrived: SharedArrayBuffer; threads: number; files: string[] };
const gate = new Int32Array(arrived);
const outcomes = files.map((file, index) => {
  Atomics.add(gate, 0, 1);
  while (Atomics.load(gate, 0) < (index + 1) * threads);
  try {
    openDatabase(file).close();
    return 'opened';
  } catch (error) {
    return String(error instanceof Error ? error.cause : error);
  }
});
parentPort?.postMessage(outcomes);
