/** The page shows the square from −extent to extent. */
export const extent = 1.6;
