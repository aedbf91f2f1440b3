/** What is read of the directory: the names that faults and counts go by. */
export const directoryKinds = ['groups', 'members', 'delta', 'users'] as const;

/** One of them. */
export type DirectoryKind = (typeof directoryKinds)[number];
