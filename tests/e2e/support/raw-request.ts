// Requests that a browser would not send: the path as it is, from a chosen address of this
// machine.
import { request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

export type Options = { method?: string; headers?: Record<string, string>; from?: string; body?: string };

/** Sends one request on a connection of its own. */
export function rawRequest(server: string, path: string, { method = 'GET', headers, from, body }: Options = {}) {
  const { hostname, port } = new URL(server);
  return new Promise<Answer>((resolve, reject) => {
    const options = { hostname, port, path, method, headers, localAddress: from, agent: false };
    const sent = request(options, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', reject);
      answer.on('end', () => {
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(pieces) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Sends each of the requests, so many at a time. */
export async function inParallel<T>(count: number, width: number, send: (index: number) => Promise<T>) {
  const answers: T[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) answers.push(await send(next++));
  };
  await Promise.all(Array.from({ length: width }, worker));
  return answers;
}
