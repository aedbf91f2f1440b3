metadata description = 'A storage account without keys, with its tables, containers and the rules that empty them.'

@description('Name of the account.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags { *: string }

@description('How many copies, and where.')
param sku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS'

@description('Tables.')
param tables string[] = []

@description('Containers.')
param containers string[]

@description('Delete what lies in these containers unchanged for longer than deleteAfterDays.')
param expiringContainers string[] = []

@description('Days without a change until a blob of expiringContainers is deleted.')
@minValue(1)
param deleteAfterDays int = 37

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-06-01' = {
  parent: account
  name: 'default'
}

resource tableResources 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-06-01' = [
  for table in tables: {
    parent: tableService
    name: table
  }
]

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    // A body that was removed shall be gone: it is somebody's mail.
    deleteRetentionPolicy: {
      enabled: false
    }
  }
}

resource containerResources 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = [
  for container in containers: {
    parent: blobService
    name: container
    properties: {
      publicAccess: 'None'
    }
  }
]

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = if (!empty(expiringContainers)) {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        for container in expiringContainers: {
          name: 'empty-${container}'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['${container}/']
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterModificationGreaterThan: deleteAfterDays
                }
              }
            }
          }
        }
      ]
    }
  }
  dependsOn: [blobService]
}

@description('Name, once tables and containers are there.')
output name string = account.name

@description('URL of the table service, without a slash at the end.')
output tableUrl string = 'https://${account.name}.table.${environment().suffixes.storage}'

@description('URL of the blob service, without a slash at the end.')
output blobUrl string = 'https://${account.name}.blob.${environment().suffixes.storage}'
