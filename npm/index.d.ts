export type * from './files/embed.js';

/**
 * Loads `embed.js`, which also defines the element `<upcloud-peerings>`. Call it in the
 * browser only; repeated calls return the same module.
 *
 * @param folder The address of the folder with the files of this package, such as `/console/`.
 */
export function loadEmbed(folder: string): Promise<typeof import('./files/embed.js')>;
