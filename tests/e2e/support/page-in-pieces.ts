// A web server that sends the console's page in pieces, as a slow network does.
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lines, but a script or a template as a whole: a mark in it would change it. */
const PIECES = / *<(script|template)\b[^]*?<\/\1>\n?|.+\n?|\n/g;

/** Before it reads any of a page, Firefox waits for so many bytes of it. */
const SNIFFED = 1_024;

/** The mark after each piece but the last, which shows that the browser has read it. */
export const mark = (index: number) => `piece ${index}`;

export type PageInPieces = {
  address: string;
  /** Resolves when the browser has asked for the page. */
  asked: Promise<void>;
  /** Sends the next piece. Returns its index, or none if it was the last. */
  send: () => number | undefined;
  /** Whether the browser waits for no other file. */
  isIdle: () => boolean;
  close: () => void;
};

/** Passes everything on to the server at `upstream`, but pages as `send` is called. */
export async function servePageInPieces(upstream: string): Promise<PageInPieces> {
  let open = 0;
  let pieces: string[] = [];
  let sent = 0;
  let page: ServerResponse | undefined;
  let wasAsked = () => {};
  const asked = new Promise<void>((resolve) => {
    wasAsked = resolve;
  });

  async function takePage(answer: IncomingMessage, response: ServerResponse) {
    const html = (await answer.setEncoding('utf8').toArray()).join('');
    const lines = html.match(PIECES)!;
    const start = lines.findIndex((_, index) => lines.slice(0, index).join('').length > SNIFFED);
    pieces = [lines.slice(0, start).join(''), ...lines.slice(start)];
    const { 'content-length': _, ...headers } = answer.headers;
    response.writeHead(answer.statusCode!, headers).flushHeaders();
    page = response;
    wasAsked();
  }

  const server = createServer((incoming, response) => {
    open += 1;
    const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
    const forwarded = request(new URL(incoming.url!, upstream), { method: incoming.method, headers }, (answer) => {
      if (answer.headers['content-type']?.startsWith('text/html')) {
        open -= 1;
        void takePage(answer, response);
      } else {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response).on('close', () => (open -= 1));
      }
    });
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    send() {
      const index = sent++;
      if (index + 1 < pieces.length) {
        page!.write(`${pieces[index]}<!--${mark(index)}-->`);
        return index;
      }
      page!.end(pieces[index]);
      return undefined;
    },
    isIdle: () => open === 0,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
