// The one policy that may make markup of text. Leptos does that with constants of the
// program: elements and attributes of this list, none of which loads or runs anything.
const KNOWN =
  /<\/?(?:[abp]|bdi|br|button|circle|code|datalist|d[dlt]|del|details|dialog|div|em|fieldset|figcaption|figure|form|h[1-4]|header|hr|input|kbd|label|legend|li|main|nav|[ou]l|option|path|pre|progress|section|select|small|span|strong|summary|svg|table|tbody|td|th|thead|time|tr)(?:\s+(?:(?:aria|data|stroke)-[a-z-]+|auto[a-z]+|checked|class|c[xy]|[dr]|disabled|fill|for|height|hidden|id|inputmode|label|maxlength|name|novalidate|open|placeholder|popover|required|role|scope|spellcheck|step|stroke|tabindex|title|type|value|viewBox|width)(?:="[^"<]*")?)*\s*\/?>/g;
const made = globalThis.trustedTypes?.createPolicy('upcloud-peerings', {
  createHTML: (text) => {
    if (text.replace(KNOWN, '').includes('<')) throw new TypeError('The console made markup that it does not know.');
    return text;
  },
});

/** Markup of the program, as a browser takes it. */
export const trusted = (text) => made?.createHTML(text) ?? text;
