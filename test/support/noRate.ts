/** Settings of tests that send many mails from one mailbox and are not about its rate: at 30 a minute they would take hours. */
export const noRate = { MAILBOX_MESSAGES_PER_MINUTE: '0' } as const;
