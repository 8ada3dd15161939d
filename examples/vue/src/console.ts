/** Where the console's files are: `npm run build` copies them to `public/console`. */
export const FOLDER = `${import.meta.env.BASE_URL}console/`;
