/** The floors of src, lowest first. */
export const floors: readonly (readonly string[])[];
/** The floors within a room, by its path in src, lowest first. */
export const innerFloors: Readonly<Record<string, readonly (readonly string[])[]>>;
