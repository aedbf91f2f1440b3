metadata description = 'Roles on one table.'

import { grantType, granteeType } from '../../types.bicep'

@description('Name of the account.')
param accountName string

@description('Name of the table.')
param tableName string

@description('Who gets the roles.')
param to granteeType

@description('Which roles, and why.')
param grants grantType[]

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-06-01' existing = {
  name: '${accountName}/default/${tableName}'
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants: {
    name: guid(table.id, to.id, grant.role.id)
    scope: table
    properties: {
      description: grant.reason
      principalId: to.id
      principalType: to.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role.id)
    }
  }
]
