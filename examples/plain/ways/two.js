// Two independent consoles side by side. The second one is dark and read-only.
import { mount } from '/console/embed.js';
import { authorization } from '/session.js';

export const title = 'Peerings, twice';
export const about = 'One to work in, one to look at.';

export async function show(page) {
  page.className = 'side-by-side';
  const [work, look] = ['console', 'other-console'].map((id) => {
    const place = document.createElement('section');
    place.id = id;
    page.append(place);
    return place;
  });
  const handles = await Promise.all([
    mount(work, { theme: 'light', authorization, banner: { text: 'Work here' } }),
    mount(look, {
      theme: 'dark',
      authorization,
      readOnly: true,
      banner: { text: 'Look only', tone: 'warning' },
      initialFilter: { labels: ['env=prod'] },
    }),
  ]);
  return () => {
    for (const handle of handles) handle.unmount();
    page.className = '';
  };
}
