// A host that authenticates: what `authorization` gives goes into each request.

/** Sends requests with the header that the host gives for each, and once more with a
 * better one where the API refuses it: it has not acted then. No header is kept. */
export function authorized(authorization, send = (request) => fetch(request)) {
  // Several requests may be refused at once: the host is asked once for all of them.
  let renewing;
  const ask = (refused) => {
    if (!refused) return authorization({ refused });
    renewing ??= Promise.resolve(authorization({ refused })).finally(() => (renewing = undefined));
    return renewing;
  };
  const once = async (request, refused) => {
    const headers = new Headers(request.headers);
    let value;
    try {
      value = await ask(refused);
      headers.set('Authorization', value);
    } catch (error) {
      return refusal(error.message);
    }
    if (typeof value !== 'string' || !value) return refusal('it gave no text');
    // Without this a 401 with a challenge opens the browser's own login box.
    return send(new Request(request, { headers, credentials: 'omit' }));
  };
  return async (request) => {
    const again = request.clone();
    const answer = await once(request, false);
    return answer.status === 401 ? once(again, true) : answer;
  };
}

/** An answer as the API would refuse a request. */
function refusal(why) {
  const error = { error_code: 'NO_AUTHORIZATION', error_message: `The page around the console gave no authorization: ${why}` };
  return Response.json({ error }, { status: 401 });
}
