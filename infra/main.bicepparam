// The values of one deployment, for `az deployment sub create` and for azd alike. Change it here, or set the environment
// variables (for azd: azd env set NAME VALUE). What each parameter means: main.bicep; rights and examples: docs/deploying.md.
using 'main.bicep'

param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'prod')

// azd installs the code itself.
param packageUri = readEnvironmentVariable('MAILCHUTE_PACKAGE_URI', '')

// Object id or unambiguous name of the Entra group whose members may stand in From. There is no sensible default.
param senders = {
  mode: 'group'
  group: readEnvironmentVariable('MAILCHUTE_SENDER_GROUP')
}

// Which mailboxes the identity may use. Instead of 'none':
// param mailboxScope = {
//   mode: 'exchangeRbac'
//   group: 'mail-senders@contoso.com'
//   organization: 'contoso.onmicrosoft.com'
//   allowedMailbox: 'invoices@contoso.com'
//   forbiddenMailbox: 'ceo@contoso.com'
// }
param mailboxScope = { mode: 'none' }

param grantGraphAccess = bool(readEnvironmentVariable('MAILCHUTE_GRANT_GRAPH_ACCESS', 'false'))

param producers = []
param operators = []
param alertEmails = []

// Set by the hooks of azure.yaml while the app is replaced.
param mailQueueStatus = readEnvironmentVariable('MAILCHUTE_QUEUE_STATUS', 'Active') == 'ReceiveDisabled' ? 'ReceiveDisabled' : 'Active'
