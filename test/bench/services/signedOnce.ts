import {
  AccountSASPermissions,
  BlobServiceClient,
  generateAccountSASQueryParameters,
  type StorageSharedKeyCredential,
} from '@azure/storage-blob';

const dayMs = 86_400_000;

/**
 * The connection string with a signature made once in place of the account's key, with which every request would be signed:
 * in Azure the managed identity sends a token that it keeps for hours.
 */
export function signedOnce(connectionString: string): string {
  const { credential } = BlobServiceClient.fromConnectionString(connectionString);
  const signature = generateAccountSASQueryParameters(
    {
      services: 'bt',
      resourceTypes: 'sco',
      permissions: AccountSASPermissions.parse('rwdlacu'),
      expiresOn: new Date(Date.now() + dayMs),
    },
    credential as StorageSharedKeyCredential, // what the client makes of a key
  );
  const endpoints = connectionString.split(';').filter((part) => /^(?:Blob|Table)End/.test(part));
  return [...endpoints, `SharedAccessSignature=${signature}`].join(';');
}
