metadata description = 'The only table of role GUIDs. None of these roles may manage a resource or read a key.'

@export()
@description('Built-in roles for data (Azure built-in roles reference).')
var roles = {
  serviceBusReceiver: {
    id: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
    name: 'Azure Service Bus Data Receiver'
  }
  serviceBusSender: {
    id: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
    name: 'Azure Service Bus Data Sender'
  }
  serviceBusOwner: {
    id: '090c5cfd-751d-490a-894a-3ce6f1109419'
    name: 'Azure Service Bus Data Owner'
  }
  tableContributor: {
    id: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
    name: 'Storage Table Data Contributor'
  }
  blobOwner: {
    id: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
    name: 'Storage Blob Data Owner'
  }
  blobContributor: {
    id: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    name: 'Storage Blob Data Contributor'
  }
  metricsPublisher: {
    id: '3913510d-42f4-4e42-8a64-420c390055eb'
    name: 'Monitoring Metrics Publisher'
  }
}
