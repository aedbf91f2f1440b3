metadata description = 'Gives an app registration its URI. A second step, as the URI holds the id that only the first step makes (msgraph-bicep-types#239).'

extension microsoftGraphV1

@description('The unique name of the app registration.')
param uniqueName string

@description('Its display name: every write must repeat it.')
param displayName string

@description('Its client id.')
param appId string

resource app 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: uniqueName
  displayName: displayName
  identifierUris: ['api://${appId}']
}
