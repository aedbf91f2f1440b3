metadata description = 'What one operator may do: everything that the command mailchute does, and nothing else.'

import { operatorType } from '../types.bicep'
import { roles } from '../roles.bicep'
import { containers, tables } from '../stores.bicep'

@description('Who.')
param who operatorType

@description('Name of the namespace.')
param namespaceName string

@description('Name of the mail queue.')
param mailQueueName string

@description('Name of the account of ledger and bodies.')
param mailAccountName string

var to = { id: who.id, type: who.type }

module onMailQueue 'grants/queue.bicep' = {
  params: {
    to: to
    namespaceName: namespaceName
    queueName: mailQueueName
    grants: [
      { role: roles.serviceBusSender, reason: 'A replay is a message; `mailchute send` too. No command receives any.' }
    ]
  }
}

module onTables 'grants/table.bicep' = [
  for table in items(tables): {
    params: {
      to: to
      accountName: mailAccountName
      tableName: table.value
      grants: [
        { role: roles.tableContributor, reason: 'Commands read every list, close jobs, sync senders and order examinations.' }
      ]
    }
  }
]

module onBodies 'grants/container.bicep' = [
  for container in items(containers): {
    params: {
      to: to
      accountName: mailAccountName
      containerName: container.value
      grants: [
        { role: roles.blobContributor, reason: 'A replay reads the parked body and may restore a claim check; discarding removes it.' }
      ]
    }
  }
]
