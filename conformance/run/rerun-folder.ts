/** Where the reports of a few checks go that are run again, in the report folder of the run that they are of. */
export const rerunFolder = 'rerun';
