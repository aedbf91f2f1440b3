metadata description = 'Runs the Exchange script inside the deployment, as an identity that an administrator prepared. It fails, and with it what depends on it, unless the forbidden mailbox is denied.'

import { mailboxScopeType } from '../types.bicep'

@description('Name of the script resource.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags { *: string }

@description('What to limit, and how.')
param scope mailboxScopeType

@description('The identity that sends.')
param sender { name: string, clientId: string, principalId: string }

@description('Hours that a job may wait: a sent copy must outlive it.')
param jobLifetimeHours int

@description('Which Exchange Online: O365Default or that of a national cloud.')
param exchangeEnvironment string

var script = loadTextContent('../exchange/mailboxScope.ps1')
var scriptIdentityId = scope.?scriptIdentityId ?? ''

resource scriptIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: last(split(scriptIdentityId, '/'))
  scope: resourceGroup(split(scriptIdentityId, '/')[2], split(scriptIdentityId, '/')[4])
}

var variables = {
  MAILBOX_SCOPE_MODE: scope.mode
  MAILBOX_SCOPE_APP_ID: sender.clientId
  MAILBOX_SCOPE_PRINCIPAL_ID: sender.principalId
  MAILBOX_SCOPE_DISPLAY_NAME: sender.name
  MAILBOX_SCOPE_GROUP: scope.?group ?? ''
  MAILBOX_SCOPE_ORGANIZATION: scope.?organization ?? ''
  MAILBOX_SCOPE_ALLOWED_MAILBOX: scope.?allowedMailbox ?? ''
  MAILBOX_SCOPE_FORBIDDEN_MAILBOX: scope.?forbiddenMailbox ?? ''
  MAILBOX_SCOPE_MAIL_ACCESS: scope.?mailAccess ?? 'readBasic'
  MAILBOX_SCOPE_SENT_ITEMS_DAYS: string(scope.?sentItems.?days ?? '')
  MAILBOX_SCOPE_SENT_ITEMS_MAILBOXES: join(scope.?sentItems.?mailboxes ?? [], ',')
  MAILBOX_SCOPE_JOB_LIFETIME_HOURS: string(jobLifetimeHours)
  MAILBOX_SCOPE_EXCHANGE_ENVIRONMENT: exchangeEnvironment
  MAILBOX_SCOPE_SCRIPT_CLIENT_ID: scriptIdentity.properties.clientId
}

resource run 'Microsoft.Resources/deploymentScripts@2023-08-01' = {
  name: name
  location: location
  tags: tags
  kind: 'AzurePowerShell'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${scriptIdentityId}': {}
    }
  }
  properties: {
    azPowerShellVersion: '14.0'
    scriptContent: script
    // An empty value may be refused; the script takes a missing one as left out.
    environmentVariables: map(
      filter(items(variables), variable => variable.value != ''),
      variable => { name: variable.key, value: variable.value }
    )
    // An unchanged script does not run again; a new group, mailbox or script does.
    forceUpdateTag: uniqueString(string(scope), string(jobLifetimeHours), sender.principalId, script)
    timeout: 'PT1H'
    cleanupPreference: 'OnSuccess'
    retentionInterval: 'PT1H'
  }
}
