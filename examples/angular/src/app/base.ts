/** The path of the portal. */
export const BASE = '/angular/';

/** Where the console's files are: `angular.json` copies them. */
export const FOLDER = `${BASE}console/`;
