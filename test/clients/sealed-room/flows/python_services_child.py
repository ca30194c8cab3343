"""Flows of Microsoft's Python libraries for services, each client made without an option; says how each ended as JSON."""
import json
import logging
import sys

from azure.core.exceptions import HttpResponseError
from azure.identity import ClientSecretCredential
from azure.keyvault.secrets import SecretClient
from azure.storage.blob import BlobServiceClient

logging.disable(logging.CRITICAL)
ready = json.load(sys.stdin)["ready"]


def credential(place):
    app = ready["apps"][place]
    return ClientSecretCredential(app["tenantId"], app["clientId"], app["secret"])


def secret(place):
    client = SecretClient(vault_url=ready["vaults"][0]["endpoint"], credential=credential(place))
    found = client.get_secret("azure-maps-key")
    return {"name": found.name, "isTheMapsKey": found.value == ready["maps"][0]["primaryKey"]}


def blob():
    account = ready["storageAccounts"][0]
    client = BlobServiceClient(account_url=account["endpoint"], credential=credential(1))
    container = client.get_container_client(account["containers"][0])
    first = next(iter(container.list_blobs()))
    part = container.download_blob(first.name, offset=2, length=5).readall()
    whole = container.download_blob(first.name).readall()
    return {"container": container.container_name, "bytes": len(part), "isPartOfTheWhole": whole[2:7] == part}


flows = {
    "a secret": lambda: secret(1),
    "a secret without a role": lambda: secret(2),
    "a part of a blob": blob,
}
ends = {}
for name, run in flows.items():
    try:
        ends[name] = {"value": run()}
    except HttpResponseError as error:
        ends[name] = {"error": f"{error.status_code} {error.message}"}
    except Exception as error:  # whatever it is, it is the answer
        ends[name] = {"error": f"{type(error).__name__}: {error}"}
print(json.dumps(ends))
