// A host that authenticates: what `authorization` gives goes into each request.

/** Sends requests with the header that the host gives for each, and once more with a
 * better one where the API refuses it: it has not acted then. No header is kept. */
export function authorized(authorization, cookies, send = (request) => fetch(request)) {
  // Several requests may be refused at once: the host is asked once for all of them,
  // and not for a better one than it has just given.
  let renewing;
  let renewals = 0;
  const ask = async (refused) => {
    if (!refused) return authorization({ refused });
    renewing ??= Promise.resolve(authorization({ refused })).finally(() => (renewing = undefined));
    const value = await renewing;
    renewals += 1;
    return value;
  };
  /** The header for one request; a sentence where there is none. */
  const header = async (request, refused) => {
    const late = new Promise((_, reject) => {
      const giveUp = () => reject(new Error('it took too long'));
      if (request.signal.aborted) giveUp();
      request.signal.addEventListener('abort', giveUp, { once: true });
    });
    try {
      const value = await Promise.race([ask(refused), late]);
      const headers = new Headers(request.headers);
      if (typeof value !== 'string' || !value) return { why: 'it gave no text' };
      headers.set('Authorization', value);
      return { headers };
    } catch (error) {
      return { why: error.message };
    }
  };
  const once = async (request, refused) => {
    const { headers, why } = await header(request, refused);
    if (why) return { answer: refusal(why), isFinal: true };
    // Without this a 401 with a challenge opens the browser's own login box.
    const answer = await send(new Request(request, { headers, credentials: cookies ? 'same-origin' : 'omit' }));
    // The console shows no error that repeats it.
    answer.authorization = headers.get('Authorization');
    return { answer, isFinal: answer.status !== 401 };
  };
  return async (request) => {
    const again = request.clone();
    const before = renewals;
    const { answer, isFinal } = await once(request, false);
    return isFinal ? answer : (await once(again, before === renewals)).answer;
  };
}

/** An answer as the API would refuse a request: it was not sent. */
function refusal(why) {
  const error = { error_code: 'NO_AUTHORIZATION', error_message: `The page around the console gave no authorization: ${why}` };
  return Response.json({ error }, { status: 401 });
}
