metadata description = 'What the app itself may do: each role on the narrowest scope that works, each with its reason.'

import { grantType } from '../types.bicep'
import { roles } from '../roles.bicep'
import { containers, tables } from '../stores.bicep'

@description('Object id of the service principal of the identity.')
param principalId string

@description('Name of the namespace.')
param namespaceName string

@description('Name of the mail queue.')
param mailQueueName string

@description('Names of the reply queues.')
param replyQueueNames string[]

@description('How the scale controller sees the length of the queue: one role on the namespace.')
param scalerGrant grantType

@description('Name of the account of ledger and bodies.')
param mailAccountName string

@description('Name of the account of the Functions host.')
param hostAccountName string

@description('Name of Application Insights.')
param insightsName string

var app = { id: principalId, type: 'ServicePrincipal' }

module onMailQueue 'grants/queue.bicep' = {
  params: {
    to: app
    namespaceName: namespaceName
    queueName: mailQueueName
    grants: [
      { role: roles.serviceBusReceiver, reason: 'The trigger takes jobs, and dead letters of the same queue.' }
      { role: roles.serviceBusSender, reason: 'A wait is a scheduled copy of the message on the same queue.' }
    ]
  }
}

module onReplyQueues 'grants/queue.bicep' = [
  for queueName in replyQueueNames: {
    params: {
      to: app
      namespaceName: namespaceName
      queueName: queueName
      grants: [
        { role: roles.serviceBusSender, reason: 'The outcome of a job goes to the queue that its producer named.' }
      ]
    }
  }
]

module onNamespace 'grants/namespace.bicep' = {
  params: {
    to: app
    namespaceName: namespaceName
    grants: [scalerGrant]
  }
}

module onTables 'grants/table.bicep' = [
  for table in items(tables): {
    params: {
      to: app
      accountName: mailAccountName
      tableName: table.value
      grants: [
        { role: roles.tableContributor, reason: 'Ledger, problems, senders and what the doctor finds are kept row by row.' }
      ]
    }
  }
]

module onJobBodies 'grants/container.bicep' = {
  params: {
    to: app
    accountName: mailAccountName
    containerName: containers.jobs
    grants: [
      { role: roles.blobContributor, reason: 'Claim checks are read to be sent, and removed once sent.' }
    ]
  }
}

module onParkedBodies 'grants/container.bicep' = {
  params: {
    to: app
    accountName: mailAccountName
    containerName: containers.parked
    grants: [
      { role: roles.blobContributor, reason: 'Bodies of jobs that need a person are parked, and removed once sent.' }
    ]
  }
}

module onHostAccount 'grants/storageAccount.bicep' = {
  params: {
    to: app
    accountName: hostAccountName
    grants: [
      { role: roles.blobOwner, reason: 'The Functions host makes containers of its own for locks and keys, and reads the package.' }
    ]
  }
}

module onInsights 'grants/insights.bicep' = {
  params: {
    to: app
    insightsName: insightsName
    grants: [
      { role: roles.metricsPublisher, reason: 'Logs are written with an Entra token, since keys are off.' }
    ]
  }
}
