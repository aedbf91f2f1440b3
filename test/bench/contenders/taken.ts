/** Functions that only take messages write one line for so many. */
export const takenEvery = 50;

/** How such a line begins. */
export const takenLine = 'messages taken:';
