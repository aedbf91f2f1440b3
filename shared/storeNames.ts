/** Tables and blob containers by name, as Bicep and the local stack make them. */
export const storeNames = {
  tables: {
    ledger: 'ledger',
    problems: 'problems',
    probes: 'probes',
    senders: 'senders',
    senderAddresses: 'senderaddresses',
    senderState: 'senderstate',
    doctor: 'doctor',
    mailboxes: 'mailboxes',
  },
  containers: { jobs: 'mail-jobs', parked: 'mail-parked' },
} as const;
