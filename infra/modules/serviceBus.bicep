metadata description = 'The namespace with the mail queue and the reply queues. Names of queues are settings; their properties are what the code is built on.'

@description('Name of the namespace.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags { *: string }

@description('The queue that jobs are put on.')
param mailQueueName string

@description('ReceiveDisabled while a deployment replaces the app: producers go on, nothing new begins.')
param mailQueueStatus 'Active' | 'ReceiveDisabled'

@description('Queues that take outcomes.')
param replyQueueNames string[]

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  // Basic has neither duplicate detection nor scheduling. Premium is for large messages and private networks only.
  sku: {
    name: 'Standard'
    tier: 'Standard'
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
  }
}

resource mailQueue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: mailQueueName
  properties: {
    status: mailQueueStatus
    // The longest there is: a run of at most four minutes needs no renewal.
    lockDuration: 'PT5M'
    maxDeliveryCount: 10
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT10M'
    // A job whose time to live ended must end as `expired`, not vanish.
    deadLetteringOnMessageExpiration: true
    requiresSession: false
    enablePartitioning: false
    maxSizeInMegabytes: 5120
  }
}

resource replyQueues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for queueName in replyQueueNames: {
    parent: namespace
    name: queueName
    properties: {
      lockDuration: 'PT1M'
      maxDeliveryCount: 10
      // One outcome has one message id, but a producer may ask the same id again and wants an answer each time.
      requiresDuplicateDetection: false
      deadLetteringOnMessageExpiration: false
      requiresSession: false
      enablePartitioning: false
      maxSizeInMegabytes: 1024
    }
  }
]

@description('Resource id.')
output id string = namespace.id

@description('Name, once queues are there.')
output name string = namespace.name

@description('Host name: another suffix in each cloud, so it is read and not built.')
output host string = split(replace(namespace.properties.serviceBusEndpoint, 'https://', ''), ':')[0]

@description('Name of the mail queue.')
output mailQueueName string = mailQueue.name

@description('Names of the reply queues.')
output replyQueueNames string[] = [for (queueName, index) in replyQueueNames: replyQueues[index].name]
