// The stand-in API in the page itself: the sample data, without a server. This file and
// its WebAssembly are fetched only when a user asks for them.
import init, { StandIn } from './stand_in.js';

// How long an answer takes, in milliseconds: so that what is shown meanwhile is seen.
const SHORTEST = 120;
const LONGEST = 250;

/* global STAND_IN: the name and integrity of the file, which a production build sets. */
const file = typeof STAND_IN === 'undefined' ? { name: 'stand_in_bg.wasm', integrity: '' } : STAND_IN;

// One program for all worlds, fetched once. Where that failed it may be tried again.
let program;

function fetched() {
  program ??= init({
    module_or_path: fetch(new URL(file.name, import.meta.url), { integrity: file.integrity }),
  }).catch((error) => {
    program = undefined;
    throw error;
  });
  return program;
}

// Fulfilled after a while; rejected as fetch is where the request is given up.
function late(signal) {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    }, SHORTEST + Math.random() * (LONGEST - SHORTEST));
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
  });
}

// A world of its own: what is changed in it is seen by nobody else, and is gone
// with the page. What is returned are options of a console: `fetch` takes the place of
// the browser's, and adds what its API accepts.
export async function open() {
  await fetched();
  const [seed] = crypto.getRandomValues(new Uint32Array(1));
  const standIn = new StandIn(seed);

  async function answer(request) {
    await late(request.signal);
    const body = await request.text();
    const { pathname, search } = new URL(request.url);
    // The console may be shown below a path of its own, which the API has not.
    const path = pathname.slice(Math.max(0, pathname.indexOf('/1.3/')));
    // As a proxy adds it, for a console that signs nobody in.
    const authorization = request.headers.get('Authorization') ?? standIn.authorization();
    const reply = standIn.answer(request.method, path + search, authorization, body, Date.now());
    try {
      const headers = new Headers({ 'Upcloud-Cid': reply.id });
      if (reply.media_type) headers.set('Content-Type', reply.media_type);
      return new Response(reply.text, { status: reply.status, headers });
    } finally {
      reply.free();
    }
  }
  // What is changed here is gone with the page, so that no receipt of it is kept.
  answer.isSample = true;

  return {
    fetch: answer,
    authorization: 'proxy',
    // Whatever else the installation is, this is not it.
    apiBase: '/1.3',
    endpoints: [],
    banner: { text: 'Sample data: nothing here is real, and nothing leaves this page.' },
  };
}
