/** Ids of the folders that the simulator has; in Exchange they are long and differ between mailboxes. */
export const folderIds = {
  drafts: 'AAMkAGFolderDrafts',
  inbox: 'AAMkAGFolderInbox',
  sentItems: 'AAMkAGFolderSentItems',
} as const;
