metadata description = 'Roles on a whole storage account.'

import { grantType, granteeType } from '../../types.bicep'

@description('Name of the account.')
param accountName string

@description('Who gets the roles.')
param to granteeType

@description('Which roles, and why.')
param grants grantType[]

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: accountName
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants: {
    name: guid(account.id, to.id, grant.role.id)
    scope: account
    properties: {
      description: grant.reason
      principalId: to.id
      principalType: to.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role.id)
    }
  }
]
