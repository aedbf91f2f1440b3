metadata description = 'Two roles smaller than any that Azure brings along. Making them needs the right roleDefinitions/write, which Owner and User Access Administrator have.'

import { roleType } from '../types.bicep'

@description('Distinguishes the names of the roles, which must be unique in the tenant.')
param unique string

@description('Make the role by which the scale controller sees how many messages wait.')
param queueLengthReader bool

@description('Make the role by which producers of large mails add claim checks.')
param claimCheckAdder bool

var queueLengthReaderId = guid(resourceGroup().id, 'queueLengthReader')
var claimCheckAdderId = guid(resourceGroup().id, 'claimCheckAdder')

resource queueLengthReaderRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (queueLengthReader) {
  name: queueLengthReaderId
  properties: {
    roleName: 'Mailchute Queue Length Reader ${unique}'
    description: 'Reads the properties of queues, their length among them. No messages, no keys.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: ['Microsoft.ServiceBus/namespaces/queues/read']
      }
    ]
  }
}

resource claimCheckAdderRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (claimCheckAdder) {
  name: claimCheckAdderId
  properties: {
    roleName: 'Mailchute Claim Check Adder ${unique}'
    description: 'Adds new blobs. Reads, changes, lists and deletes none, so no mail of another producer.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: []
        dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action']
      }
    ]
  }
}

@description('For the scale controller.')
output queueLengthReader roleType = {
  id: queueLengthReader ? queueLengthReaderRole.name : queueLengthReaderId
  name: 'Mailchute Queue Length Reader'
}

@description('For producers of large mails.')
output claimCheckAdder roleType = {
  id: claimCheckAdder ? claimCheckAdderRole.name : claimCheckAdderId
  name: 'Mailchute Claim Check Adder'
}
