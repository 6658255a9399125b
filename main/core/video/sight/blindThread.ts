/** One question, one answer, and the thread is gone: nobody asks often. */
import { parentPort, workerData } from 'node:worker_threads';
import { type BlindSetup, blindSpots } from './blind.ts';

parentPort!.postMessage(blindSpots(workerData as BlindSetup, Date.now()));
