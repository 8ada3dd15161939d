// What the driver runs in the page to find something. It is sent as text, so that it can
// use nothing from outside but its arguments.

/** A selector, and the whole name or a pattern of it. */
export type Query = { css: string; name?: string; pattern?: string };

/** What to return of the elements that were found. */
export type Wanted = {
  texts: string[];
  values: string[];
  /** The only one. */
  element: unknown;
  /** Where a click meets the only one: none while it is disabled or something covers it. */
  point: { x: number; y: number } | null;
};

/** Looks for the visible elements that match the last query, within those that match the
 * queries before it, in shadow roots too. */
export function find(queries: Query[], wanted: keyof Wanted): Wanted[keyof Wanted] {
  const inAll = (root: ParentNode, css: string): Element[] => {
    const inner = [root, ...root.querySelectorAll('*')].flatMap((element) => {
      const shadow = (element as Element).shadowRoot;
      return shadow ? inAll(shadow, css) : [];
    });
    return [...root.querySelectorAll(css), ...inner];
  };
  const clean = (text: string | null | undefined) => text?.replace(/\s+/g, ' ').trim() ?? '';
  const nameOf = (element: Element) => {
    const root = element.getRootNode() as Document | ShadowRoot;
    const named = root.getElementById(element.getAttribute('aria-labelledby') ?? '');
    const label = (element as HTMLInputElement).labels?.[0];
    return clean(element.getAttribute('aria-label') ?? named?.textContent ?? label?.textContent ?? element.textContent);
  };
  const matches = (element: Element, { name, pattern }: Query) =>
    (name === undefined || nameOf(element) === name) &&
    (pattern === undefined || new RegExp(pattern).test(nameOf(element))) &&
    element.checkVisibility({ visibilityProperty: true });
  const pointOf = (element: HTMLElement) => {
    const isInView = () => {
      const { top, bottom, left, right } = element.getBoundingClientRect();
      return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
    };
    if (!isInView()) element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    const { x, y, width, height } = element.getBoundingClientRect();
    const point = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
    let hit = document.elementFromPoint(point.x, point.y);
    while (hit?.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(point.x, point.y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return hit && element.contains(hit) ? point : null;
  };

  let found: ParentNode[] = [document];
  for (const query of queries) {
    found = found.flatMap((root) => inAll(root, query.css)).filter((element) => matches(element, query));
  }
  const elements = found as HTMLInputElement[];
  if (wanted === 'texts') return elements.map((element) => clean(element.innerText));
  if (wanted === 'values') return elements.map((element) => element.value);
  const only = elements.length === 1 ? elements[0] : null;
  if (!only || wanted === 'element') return only;
  return only.matches(':disabled, [aria-disabled="true"]') ? null : pointOf(only);
}
