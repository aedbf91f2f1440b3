metadata description = 'Mailchute, from nothing: everything in one resource group. Parameters and rights are explained in docs/deploying.md.'

targetScope = 'subscription'

import { clouds } from 'clouds.bicep'
import { directoryPermissions, mailPermissions } from 'graphPermissions.bicep'
import { grantPermissions, installCode, limitMailboxes, warningsOf } from 'leftToDo.bicep'
import { resourceNames } from 'names.bicep'
import { containers, tables } from 'stores.bicep'
import { mailboxLimitsType, mailboxScopeType, operatorType, producerType, sendersType } from 'types.bicep'

@description('Region of everything. Flex Consumption must be there.')
@metadata({ azd: { type: 'location' } })
param location string

@description('A short name that stands in every other name, such as prod or test.')
@minLength(2)
@maxLength(16)
param environmentName string

@description('Name of the resource group, made if it is not there.')
param resourceGroupName string = resourceNames(environmentName, '').resourceGroup

@description('Tags for every resource.')
param tags { *: string } = {}

@description('Version of Node.js that runs the app.')
param nodeVersion '24' | '22' = '24'

@description('https URL of the zip that `npm run package` makes, such as the release asset of this version. Empty: infrastructure only, and the output leftToDo says how the code gets in.')
param packageUri string = ''

@description('Instances that are always ready to send. One costs about 21 USD a month at 2048 MB; with none, the first mail after a pause waits up to two minutes.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 1

@description('Most instances of each function. Each works on up to 64 mails at a time; more instances only meet the limits of the mailboxes sooner.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 2

@description('Memory of an instance. 64 mails of 3 MB fit into 2048.')
param instanceMemoryMB 512 | 2048 | 4096 = 2048

@description('Copies of the ledger and the bodies. ZRS survives the loss of a zone; regions without zones need LRS.')
param storageSku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS' = 'Standard_ZRS'

@description('Name of the queue that jobs are put on.')
@minLength(1)
@maxLength(260)
param mailQueueName string = 'mail'

@description('Queues that a producer may name for the outcome of its job.')
param replyQueueNames string[] = []

@description('Only for the hooks of azure.yaml: ReceiveDisabled keeps the queue paused while the app is replaced.')
param mailQueueStatus 'Active' | 'ReceiveDisabled' = 'Active'

@description('How the scale controller sees the length of the queue. custom: a role that reads queues and nothing else; making it needs roleDefinitions/write. dataOwner: all data of the namespace, where custom roles may not be made.')
param scalerRole 'custom' | 'dataOwner' = 'custom'

@description('Who may stand in From.')
param senders sendersType

@description('Addresses and domains that may get mail. Empty: all. Set it everywhere but in production.')
param recipientsAllowed string[] = []

@description('What one mailbox may do. Change it only when Microsoft changes its limits, or to leave room for other senders of the same mailbox.')
param mailboxLimits mailboxLimitsType = {}

@description('Hours until a job that could not be sent ends as expired.')
@minValue(1)
@maxValue(336)
param jobLifetimeHours int = 48

@description('What becomes of a mail of which nothing tells whether it went out: hold it for a person, or send it again.')
param onUncertain 'hold' | 'resend' = 'hold'

@description('Days that the record of a finished job is kept.')
@minValue(22)
@maxValue(400)
param ledgerRetentionDays int = 30

@description('Which mailboxes the identity may use, and what enforces it.')
param mailboxScope mailboxScopeType = { mode: 'none' }

@description('Grant the permissions of Microsoft Graph in this deployment. Needs the role Privileged Role Administrator; without it leave false, and the rest deploys.')
param grantGraphAccess bool = false

@description('The HTTP door: app registration with roles, and sign-in on the app. This version has no door yet; leave it off.')
param httpDoor 'off' | 'entra' = 'off'

@description('Who puts mail on the queue.')
param producers producerType[] = []

@description('Who uses the command mailchute.')
param operators operatorType[] = []

@description('Who gets alerts by mail.')
param alertEmails string[] = []

@description('Root of Microsoft Graph. GCC High and China are known by the cloud; DoD: https://dod-graph.microsoft.us.')
param graphEndpoint string = clouds[environment().name].graphEndpoint

@description('Which Exchange Online the script signs in to. DoD: O365USGovDoD.')
param exchangeEnvironment string = clouds[environment().name].exchangeEnvironment

var unique = uniqueString(subscription().id, environmentName)
var names = resourceNames(environmentName, unique)
var packageContainer = 'app-package'
var permissions = concat(directoryPermissions(senders.mode), mailPermissions(mailboxScope))
var sender = { name: names.identity, clientId: identity.outputs.clientId, principalId: identity.outputs.principalId }
var runsExchangeScript = !empty(mailboxScope.?scriptIdentityId)
// azd finds the group by its tag.
var allTags = { ...tags, 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: resourceGroupName
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: names.identity, location: location, tags: allTags }
}

module serviceBus 'modules/serviceBus.bicep' = {
  scope: group
  params: {
    name: names.serviceBus
    location: location
    tags: allTags
    mailQueueName: mailQueueName
    mailQueueStatus: mailQueueStatus
    replyQueueNames: replyQueueNames
  }
}

module mailStorage 'modules/storageAccount.bicep' = {
  scope: group
  params: {
    name: names.mailStorage
    location: location
    tags: allTags
    sku: storageSku
    tables: map(items(tables), table => table.value)
    containers: map(items(containers), container => container.value)
    expiringContainers: [containers.jobs, containers.parked]
    // The record of a job names its bodies, so they outlive it (docs/protocol.md, section 5).
    deleteAfterDays: ledgerRetentionDays + 7
  }
}

// An account of its own: the host needs Blob Data Owner on all of it, which no account with mails should give away.
module hostStorage 'modules/storageAccount.bicep' = {
  scope: group
  params: {
    name: names.hostStorage
    location: location
    tags: allTags
    sku: storageSku
    containers: [packageContainer]
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: names.logs
    insightsName: names.insights
    location: location
    tags: allTags
  }
}

module access 'modules/access.bicep' = {
  scope: group
  params: {
    principalId: identity.outputs.principalId
    namespaceName: serviceBus.outputs.name
    mailQueueName: serviceBus.outputs.mailQueueName
    replyQueueNames: serviceBus.outputs.replyQueueNames
    mailAccountName: mailStorage.outputs.name
    hostAccountName: hostStorage.outputs.name
    insightsName: monitoring.outputs.insightsName
    scalerRole: scalerRole
    unique: unique
    producers: producers
    operators: operators
  }
}

module functionApp 'modules/functionApp.bicep' = {
  scope: group
  params: {
    name: names.functionApp
    planName: names.plan
    location: location
    tags: allTags
    identity: { id: identity.outputs.id, clientId: identity.outputs.clientId }
    host: { accountName: hostStorage.outputs.name, blobUrl: hostStorage.outputs.blobUrl, packageContainer: packageContainer }
    insightsName: monitoring.outputs.insightsName
    nodeVersion: nodeVersion
    alwaysReadyInstances: alwaysReadyInstances
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    queues: { host: serviceBus.outputs.host, mail: mailQueueName, replies: replyQueueNames }
    storage: { accountName: mailStorage.outputs.name, tableUrl: mailStorage.outputs.tableUrl, blobUrl: mailStorage.outputs.blobUrl }
    graphEndpoint: graphEndpoint
    senders: senders
    recipientsAllowed: recipientsAllowed
    mailboxLimits: mailboxLimits
    jobs: { lifetimeHours: jobLifetimeHours, onUncertain: onUncertain, retentionDays: ledgerRetentionDays }
  }
  // The host must find its storage open at its first start.
  dependsOn: [access]
}

module package 'modules/package.bicep' = if (!empty(packageUri)) {
  scope: group
  params: { functionAppName: functionApp.outputs.name, packageUri: packageUri }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    actionGroupName: names.actionGroup
    location: location
    tags: allTags
    emails: alertEmails
    namespaceId: serviceBus.outputs.id
    mailQueueName: mailQueueName
    workspaceId: monitoring.outputs.workspaceId
    sendersAreSynced: senders.mode == 'group'
  }
}

module door 'modules/httpDoor.bicep' = if (httpDoor == 'entra') {
  scope: group
  params: { functionAppName: functionApp.outputs.name, uniqueName: names.appRegistration, producers: producers, operators: operators }
}

module exchangeScript 'modules/exchangeScript.bicep' = if (runsExchangeScript) {
  scope: group
  params: {
    name: names.exchangeScript
    location: location
    tags: allTags
    scope: mailboxScope
    sender: sender
    jobLifetimeHours: jobLifetimeHours
    exchangeEnvironment: exchangeEnvironment
  }
}

// Last: by now Entra knows the new identity, and the script has proved the limit that Mail.Send must not come before.
module graphAccess 'modules/graphAccess.bicep' = if (grantGraphAccess) {
  scope: group
  params: { principalId: identity.outputs.principalId, permissions: permissions }
  dependsOn: [alerts, exchangeScript, functionApp, package]
}

@description('The resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The Function App.')
output AZURE_FUNCTION_APP_NAME string = functionApp.outputs.name

@description('The Service Bus namespace; the hooks of azure.yaml need it.')
output SERVICE_BUS_NAMESPACE string = serviceBus.outputs.name

@description('The mail queue; the hooks of azure.yaml need it.')
output MAIL_QUEUE string = mailQueueName

@description('Client id of the identity that sends: AppId in Exchange.')
output IDENTITY_CLIENT_ID string = identity.outputs.clientId

@description('Object id of its service principal.')
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId

@description('The settings by which the command mailchute finds this deployment; an operator puts them into the environment.')
output operatorEnvironment { *: string } = functionApp.outputs.settings

@description('What is left to do, each with its command. Empty: nothing.')
output leftToDo string[] = concat(
  installCode(packageUri, resourceGroupName, names.functionApp),
  grantPermissions(grantGraphAccess, permissions),
  limitMailboxes(mailboxScope, sender, jobLifetimeHours, exchangeEnvironment)
)

@description('What somebody must know who takes this deployment over.')
output warnings string[] = warningsOf(mailboxScope)
