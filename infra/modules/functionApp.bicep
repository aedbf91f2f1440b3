metadata description = 'The plan and the Function App with all its settings. Flex Consumption: one app per plan, no slots.'

import { mailboxLimitsType, sendersType } from '../types.bicep'

@description('Name of the app.')
param name string

@description('Name of the plan.')
param planName string

@description('Region.')
param location string

@description('Tags.')
param tags { *: string }

@description('The identity of the app: resource id and client id.')
param identity { id: string, clientId: string }

@description('The account of the Functions host: name, blob URL, and the container for the code.')
param host { accountName: string, blobUrl: string, packageContainer: string }

@description('Name of Application Insights.')
param insightsName string

@description('Version of Node.js.')
param nodeVersion '22' | '24'

@description('Instances that are always ready to send.')
param alwaysReadyInstances int

@description('Most instances of each function.')
param maximumInstanceCount int

@description('Memory of an instance.')
param instanceMemoryMB 512 | 2048 | 4096

@description('The namespace and its queues.')
param queues { host: string, mail: string, replies: string[] }

@description('The account of ledger and bodies.')
param storage { accountName: string, tableUrl: string, blobUrl: string }

@description('Root of Microsoft Graph.')
param graphEndpoint string

@description('Who may stand in From.')
param senders sendersType

@description('Addresses and domains that may get mail; none: all.')
param recipientsAllowed string[]

@description('What one mailbox may do.')
param mailboxLimits mailboxLimitsType

@description('How jobs and their records are kept.')
param jobs { lifetimeHours: int, onUncertain: 'hold' | 'resend', retentionDays: int }

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

// What is left out and why: test/infra/checks/settings.ts. Flex forbids FUNCTIONS_WORKER_RUNTIME, WEBSITE_RUN_FROM_PACKAGE and their like.
var settings = {
  ServiceBus__fullyQualifiedNamespace: queues.host
  MAIL_QUEUE: queues.mail
  REPLY_QUEUES: join(queues.replies, ',')
  Storage__accountName: storage.accountName
  Storage__tableServiceUri: storage.tableUrl
  Storage__blobServiceUri: storage.blobUrl
  GRAPH_ENDPOINT: graphEndpoint
  SENDER_MODE: senders.mode
  SENDER_GROUP: senders.?group ?? ''
  SENDER_MAILBOX: senders.?mailbox ?? ''
  SENDER_MAX_REMOVAL_PERCENT: string(senders.?maxRemovalPercent ?? '')
  SENDER_MAX_AGE_HOURS: string(senders.?maxAgeHours ?? '')
  RECIPIENTS_ALLOWED: join(recipientsAllowed, ',')
  MAILBOX_MESSAGES_PER_MINUTE: string(mailboxLimits.?messagesPerMinute ?? '')
  MAILBOX_IN_FLIGHT: string(mailboxLimits.?inFlight ?? '')
  MAILBOX_RECIPIENTS_PER_DAY: string(mailboxLimits.?recipientsPerDay ?? '')
  MAILBOX_UPLOAD_MB_PER_5MIN: string(mailboxLimits.?uploadMbPer5Min ?? '')
  JOB_LIFETIME_HOURS: string(jobs.lifetimeHours)
  ON_UNCERTAIN: jobs.onUncertain
  LEDGER_RETENTION_DAYS: string(jobs.retentionDays)
}

var identitySettings = {
  ServiceBus__credential: 'managedidentity'
  ServiceBus__clientId: identity.clientId
  AZURE_CLIENT_ID: identity.clientId
  GRAPH_CREDENTIAL: 'managed-identity'
}

// By account name, not by three URLs: that form lost its client now and then on Flex (azure-functions-host#11782).
var hostSettings = {
  AzureWebJobsStorage__accountName: host.accountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.clientId};Authorization=AAD'
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // azd finds the app by its tag.
  tags: { ...tags, 'azd-service-name': 'mail' }
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: map(items({ ...settings, ...identitySettings, ...hostSettings }), setting => { name: setting.key, value: setting.value })
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${host.blobUrl}/${host.packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      runtime: {
        name: 'node'
        version: nodeVersion
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        // From zero a mail waits up to two minutes, and a scheduled one wakes nobody.
        alwaysReady: alwaysReadyInstances == 0
          ? []
          : [{ name: 'function:sendMail', instanceCount: alwaysReadyInstances }]
      }
    }
  }
}

resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noPublishingPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

@description('Name of the app.')
output name string = app.name

@description('The settings that do not say who the app is; a blank one counts as left out.')
output settings { *: string } = settings
