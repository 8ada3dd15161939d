import type { Attachment } from 'svelte/attachments';
import { loadEmbed, type Handle, type Options } from 'upcloud-peerings-embed';
import { FOLDER } from './console';

/** Shows a console in an element while it is there. */
export function peerings(options: Options, onFailure: (error: Error) => void): Attachment<HTMLElement> {
  return (element) => {
    let handle: Handle | undefined;
    let isGone = false;
    async function show() {
      const { mount } = await loadEmbed(FOLDER);
      if (isGone) return;
      handle = await mount(element, options);
      // The user may have left the page while the console was loading.
      if (isGone) handle.unmount();
    }
    show().catch((error) => isGone || onFailure(error));
    return () => {
      isGone = true;
      handle?.unmount();
    };
  };
}
