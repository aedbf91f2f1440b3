metadata description = 'What one producer may do: put jobs on the queue, and what it was given besides.'

import { producerType, roleType } from '../types.bicep'
import { roles } from '../roles.bicep'
import { containers } from '../stores.bicep'

@description('Who.')
param who producerType

@description('The role that adds blobs and reads none.')
param claimCheckAdder roleType

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
      { role: roles.serviceBusSender, reason: 'A producer puts jobs on the queue. It can read and remove none.' }
    ]
  }
}

module onReplyQueues 'grants/queue.bicep' = [
  for queueName in (who.?replyQueues ?? []): {
    params: {
      to: to
      namespaceName: namespaceName
      queueName: queueName
      grants: [
        { role: roles.serviceBusReceiver, reason: 'A producer reads the outcomes on the reply queues named for it.' }
      ]
    }
  }
]

module onJobBodies 'grants/container.bicep' = if (who.?largeMails ?? false) {
  params: {
    to: to
    accountName: mailAccountName
    containerName: containers.jobs
    grants: [
      { role: claimCheckAdder, reason: 'Mails above 192 KB go into a new blob. Blob Data Contributor would let it read the mails of others.' }
    ]
  }
}
