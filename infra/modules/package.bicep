metadata description = 'Installs the code from a zip under a URL. Every deployment with it replaces the running app.'

@description('Name of the Function App, whose identity can already read the package container.')
param functionAppName string

@description('https URL of the zip that `npm run package` makes.')
param packageUri string

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: functionAppName
}

resource package 'Microsoft.Web/sites/extensions@2025-03-01' = {
  parent: app
  name: 'onedeploy'
  // The published type of onedeploy has no properties; the service's documentation has these (Deployment package, Flex Consumption).
  #disable-next-line BCP187
  properties: {
    packageUri: packageUri
    remoteBuild: false
  }
}
