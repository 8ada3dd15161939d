// The one policy that may make markup of text. Leptos does that with constants of
// the program: plain elements, none of which loads or runs anything.
const made = globalThis.trustedTypes?.createPolicy('upcloud-peerings', {
  createHTML: (text) => {
    if (/<(?!\/?(?!script|iframe|object|embed|link|base|meta)[a-z]\w*[\s/>])|[\s"'/](on\w+|[\w:-]*(src\w*|href|action))\s*=/i.test(text)) {
      throw new TypeError('The console made markup that loads or runs something.');
    }
    return text;
  },
});

/** Markup of the program, as a browser takes it. */
export const trusted = (text) => made?.createHTML(text) ?? text;
