metadata description = 'What differs between the clouds of Microsoft and environment() does not tell.'

@export()
@description('By the name that environment() gives. GCC High is AzureUSGovernment; DoD has other values, by parameter.')
var clouds = {
  AzureCloud: {
    graphEndpoint: 'https://graph.microsoft.com'
    exchangeEnvironment: 'O365Default'
  }
  AzureUSGovernment: {
    graphEndpoint: 'https://graph.microsoft.us'
    exchangeEnvironment: 'O365USGovGCCHigh'
  }
  AzureChinaCloud: {
    graphEndpoint: 'https://microsoftgraph.chinacloudapi.cn'
    exchangeEnvironment: 'O365China'
  }
}
