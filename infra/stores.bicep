metadata description = 'Tables and containers, as shared/storeNames.ts names them; a test compares the two.'

@export()
@description('Tables of the account of the mails.')
var tables = {
  ledger: 'ledger'
  problems: 'problems'
  probes: 'probes'
  senders: 'senders'
  senderAddresses: 'senderaddresses'
  senderState: 'senderstate'
  doctor: 'doctor'
  mailboxes: 'mailboxes'
}

@export()
@description('Containers of the account of the mails.')
var containers = {
  jobs: 'mail-jobs'
  parked: 'mail-parked'
}
