metadata description = 'Roles on one container.'

import { grantType, granteeType } from '../../types.bicep'

@description('Name of the account.')
param accountName string

@description('Name of the container.')
param containerName string

@description('Who gets the roles.')
param to granteeType

@description('Which roles, and why.')
param grants grantType[]

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = {
  name: '${accountName}/default/${containerName}'
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants: {
    name: guid(container.id, to.id, grant.role.id)
    scope: container
    properties: {
      description: grant.reason
      principalId: to.id
      principalType: to.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role.id)
    }
  }
]
