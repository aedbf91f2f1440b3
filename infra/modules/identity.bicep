metadata description = 'The identity that reads the queue, keeps the ledger and sends.'

@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags { *: string }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id.')
output id string = identity.id

@description('Client id: in settings, and what Exchange calls AppId.')
output clientId string = identity.properties.clientId

@description('Object id of its service principal: in role assignments.')
output principalId string = identity.properties.principalId
